"""A file of opinions: every row is accounted for, and only a whole file counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from danban.apps.consultations import actions, frames, jobs
from danban.apps.consultations.actions import rows as row_actions
from danban.apps.consultations.actions.refusals import (
    Answered,
    NothingSaid,
    NotNow,
    ReasonMissing,
    SameFile,
    UnknownProvision,
)
from danban.apps.consultations.models import (
    Batch,
    Contact,
    Leaf,
    Opinion,
    Submission,
    Tally,
    TrayRow,
)
from danban.apps.jobs import actions as job_actions
from danban.apps.jobs.models import Job
from danban.apps.jobs.registry import Cancelled
from tests.apps.consultations.sheets import ROWS, add, as_csv, read, taken
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs

ROLES = ("an", "binh", "head", "chi", "tuphap", "phuong")
MAY = {"an", "binh", "head"}


def written() -> tuple[int, ...]:
    """Rows that a taking writes."""
    return tuple(m.objects.count() for m in (Submission, Opinion, Leaf, Contact, Tally))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("stage", ["before", "in", "after"])
def test_who_may_hand_a_file_in_and_when(world: World, role: str, stage: str) -> None:
    now = {
        "before": world.round.opens_at - timedelta(seconds=1),
        "in": NOW,
        "after": world.round.closes_at + timedelta(days=3),
    }[stage]
    user = getattr(world, role)
    if role not in MAY:
        with pytest.raises(PermissionDenied):
            add(world, now=now, user=user)
    elif stage == "before":
        with pytest.raises(actions.RoundClosed):
            add(world, now=now, user=user)
    else:
        assert add(world, now=now, user=user).state == Batch.State.READING


@pytest.mark.parametrize("role", sorted(set(ROLES) - MAY))
def test_others_may_not_take_undo_or_decide(world: World, role: str) -> None:
    user = getattr(world, role)
    batch = taken(world)
    row = batch.tray.first()
    for refused in (
        lambda: actions.read_again(batch, user=user, now=NOW),
        lambda: actions.start_taking(batch, user=user, now=NOW),
        lambda: actions.release(batch, user=user, now=NOW),
        lambda: actions.undo(batch, user=user, now=NOW),
        lambda: actions.set_aside(row, reason="x", user=user, now=NOW),
        lambda: actions.take_tray_row(row, provisions=[], text="x", user=user, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_every_row_is_good_doubtful_or_blank(world: World) -> None:
    batch = read(world)
    assert batch.state == Batch.State.REVIEW
    assert (batch.rows_read, batch.rows_good, batch.rows_doubtful, batch.rows_blank) == (
        9,
        6,
        2,
        1,
    )
    assert batch.rows_late == 1
    assert [(row.source_row[-6:], row.why) for row in batch.tray.order_by("pk")] == [
        ("dòng 5", "dự thảo không có Điều 99"),
        ("dòng 6", "không có nội dung góp ý và không có số lượng"),
    ]
    assert written() == (0, 0, 0, 0, 0)


def test_a_taken_file_becomes_submissions_opinions_tallies_and_leaves(world: World) -> None:
    taken(world)
    # Five rows with words, one of them on two clauses; the tally is no submission.
    assert written() == (5, 6, 5, 3, 1)
    by_row = {s.source_row[-1]: s for s in Submission.objects.all()}
    two = by_row["3"]
    assert {o.provision for o in two.opinions.all()} == {"art_2__cl_1", "art_2__cl_2"}
    assert [len(leaf.entry["items"]) for leaf in two.leaves.all()] == [2]
    assert (by_row["2"].contributor, by_row["2"].organisation) == ("agency", "Sở Tài chính")
    assert (by_row["4"].contributor, by_row["4"].organisation) == ("front", "Hội Nông dân xã Mẫu")
    assert [row for row, s in by_row.items() if s.late] == ["9"]
    tally = Tally.objects.get()
    assert (tally.provision, tally.stance, tally.count) == ("art_3", "agree", 1200)


def test_a_name_that_may_be_a_persons_goes_to_the_contact_only(world: World) -> None:
    taken(world)
    assert set(Contact.objects.values_list("name", flat=True)) == {
        "Nguyễn Văn Mẫu",
        "Lê Mẫu",
        "Đoàn Văn Mẫu",
    }
    shown = [*Submission.objects.values(), *Opinion.objects.values(), *Leaf.objects.values()]
    assert not [row for row in shown if "Văn Mẫu" in str(row)]


def test_rows_are_late_by_their_day_else_by_the_letters_else_by_arrival(world: World) -> None:
    late = world.round.closes_on + timedelta(days=1)
    assert read(world, letter_day=late).rows_late == 5  # all but the row dated in the round
    other = as_csv(ROWS[:4])
    after = world.round.closes_at + timedelta(hours=1)
    assert read(world, other, name="b.csv", now=after).rows_late == 2
    in_time = read(world, as_csv(ROWS[:3]), name="c.csv", now=after, letter_day=date(2026, 11, 30))
    assert in_time.rows_late == 0


def test_rows_count_only_once_the_whole_file_is_taken(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = read(world)
    seen: list[int] = []
    real = row_actions.write_chunk

    def write_and_look(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        seen.append(Opinion.objects.counted().count())
        seen.append(Leaf.objects.to_number().count())

    monkeypatch.setattr(jobs, "CHUNK", 2)
    monkeypatch.setattr(row_actions, "write_chunk", write_and_look)
    actions.start_taking(batch, user=world.an, now=NOW)
    run_jobs()
    assert seen == [0] * 6
    assert Opinion.objects.counted().count() == 6
    assert Leaf.objects.to_number().count() == 5


def test_a_crash_half_way_counts_nothing_and_a_second_run_writes_all_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = read(world)
    real, calls = row_actions.write_chunk, []

    def die_once(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        calls.append(1)
        if len(calls) == 2:
            raise OSError("power cut")

    monkeypatch.setattr(jobs, "CHUNK", 2)
    monkeypatch.setattr(row_actions, "write_chunk", die_once)
    actions.start_taking(batch, user=world.an, now=NOW)
    job = Job.objects.get(kind="consultations.take_batch")
    from danban.apps.jobs.run import run

    assert run(str(job.pk)) == "retry"
    assert Submission.objects.exists()
    assert not Opinion.objects.counted().exists()
    run_jobs()
    batch.refresh_from_db()
    assert batch.state == Batch.State.TAKEN
    assert written() == (5, 6, 5, 3, 1)


def test_a_worker_taken_for_dead_writes_nothing_more(world: World) -> None:
    batch = read(world)
    actions.start_taking(batch, user=world.an, now=NOW)
    Job.objects.filter(pk=batch.job_id).update(attempts=2)
    with pytest.raises(NotNow):
        row_actions.write_chunk(batch, [row_actions.Row("dòng 1", "Có chữ")], attempt=1, now=NOW)
    assert written() == (0, 0, 0, 0, 0)


def test_a_cancelled_taking_leaves_nothing_and_goes_back_to_the_check(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = read(world)
    actions.start_taking(batch, user=world.an, now=NOW)
    monkeypatch.setattr(jobs, "CHUNK", 2)

    def stop(done: int, total: int, note: str = "") -> None:
        if Submission.objects.exists():
            raise Cancelled

    Job.objects.filter(pk=batch.job_id).update(attempts=1)
    with pytest.raises(Cancelled):
        jobs.take_batch(stop, batch_id=batch.pk)
    batch.refresh_from_db()
    assert batch.state == Batch.State.REVIEW
    assert written() == (0, 0, 0, 0, 0)
    Job.objects.filter(pk=batch.job_id).update(state=Job.State.CANCELLED)
    actions.start_taking(batch, user=world.an, now=NOW)
    run_jobs()
    assert written() == (5, 6, 5, 3, 1)


def test_a_taking_cancelled_before_it_began_is_released_by_hand(world: World) -> None:
    batch = read(world)
    actions.start_taking(batch, user=world.an, now=NOW)
    with pytest.raises(NotNow):
        actions.release(batch, user=world.an, now=NOW)
    job_actions.cancel(batch.job, now=NOW)
    batch.job.refresh_from_db()
    actions.release(batch, user=world.an, now=NOW)
    batch.refresh_from_db()
    assert batch.state == Batch.State.REVIEW


def test_taking_twice_is_refused(world: World) -> None:
    batch = read(world)
    actions.start_taking(batch, user=world.an, now=NOW)
    with pytest.raises(NotNow):
        actions.start_taking(batch, user=world.an, now=NOW)


BAD = {
    "empty": (b"", "x.csv", "không có nội dung"),
    "no words": (b"a,b\n1,2\n3,4\n", "x.csv", "cột nội dung góp ý"),
    "not a workbook": (b"hello", "x.xlsx", "không đúng với phần mở rộng"),
    "broken workbook": (b"PK\x03\x04" + b"\x00" * 400, "x.xlsx", "x.xlsx"),
    "a document": (b"%PDF-1.4", "x.pdf", "Chỉ nhận bảng tính"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_whole_with_a_sentence(world: World, case: str) -> None:
    content, name, words = BAD[case]
    batch = read(world, content, name=name)
    assert batch.state == Batch.State.REFUSED
    assert words in batch.refusal
    assert name in batch.refusal
    assert written() == (0, 0, 0, 0, 0)
    assert not TrayRow.objects.exists()


def test_the_same_file_again_is_refused_and_names_the_first(world: World) -> None:
    first = read(world)
    with pytest.raises(SameFile) as refusal:
        add(world, name="ten-khac.csv")
    assert refusal.value.batch_id == first.pk
    assert Batch.objects.count() == 1
    Batch.objects.update(state=Batch.State.UNDONE)
    assert add(world).pk != first.pk


def test_columns_chosen_by_hand_are_read(world: World) -> None:
    batch = read(world)
    fields = dict(batch.mapping["sheets"][0]["fields"]) | {"text": 1}
    fields.pop("contributor")
    chosen = [{"sheet": batch.mapping["sheets"][0]["sheet"], "fields": fields}]
    actions.read_again(batch, chosen=chosen, user=world.an, now=NOW)
    run_jobs()
    batch.refresh_from_db()
    assert (batch.rows_read, batch.rows_good + batch.rows_doubtful + batch.rows_blank) == (9, 9)
    assert batch.tray.count() == batch.rows_doubtful
    actions.start_taking(batch, user=world.an, now=NOW)
    run_jobs()
    assert "Sở Tài chính" in Opinion.objects.values_list("text", flat=True)


def test_undoing_counts_it_no_more_and_says_so_in_the_log_once(world: World) -> None:
    batch = taken(world)
    actions.undo(batch, user=world.an, now=NOW)
    run_jobs()
    assert not Opinion.objects.counted().exists()
    assert Leaf.objects.filter(kind="undo").count() == 5
    assert actions.log_undo(batch, now=NOW) == 0
    with pytest.raises(NotNow):
        actions.undo(batch, user=world.an, now=NOW)


def test_an_answered_file_cannot_be_undone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = taken(world)
    answered = Opinion.objects.first()
    assert answered is not None
    answer = {answered.pk: ("Tiếp thu", "…", "/")}
    monkeypatch.setattr(
        frames, "_answers", [lambda ids: {k: v for k, v in answer.items() if k in ids}]
    )
    with pytest.raises(Answered):
        actions.undo(batch, user=world.an, now=NOW)
    batch.refresh_from_db()
    assert batch.state == Batch.State.TAKEN
    assert Opinion.objects.counted().count() == 6


def test_a_doubtful_row_is_corrected_and_taken_once(world: World) -> None:
    batch = taken(world)
    row = batch.tray.get(why__contains="Điều 99")
    kwargs: dict[str, Any] = {"user": world.an, "now": NOW}
    with pytest.raises(NothingSaid):
        actions.take_tray_row(row, provisions=["art_3"], text=" ", **kwargs)
    with pytest.raises(UnknownProvision):
        actions.take_tray_row(row, provisions=["art_99"], text="Bỏ điều này.", **kwargs)
    submission = actions.take_tray_row(row, provisions=["art_3"], text="Bỏ điều này.", **kwargs)
    assert submission.batch == batch
    assert submission.opinions.get().provision == "art_3"
    assert submission.leaves.get().kind == "submit"
    row.refresh_from_db()
    assert (row.state, row.submission) == (TrayRow.State.TAKEN, submission)
    with pytest.raises(NotNow):
        actions.take_tray_row(row, provisions=[], text="Lần nữa", **kwargs)
    assert Opinion.objects.counted().count() == 7


def test_a_row_set_aside_keeps_its_reason(world: World) -> None:
    row = taken(world).tray.order_by("pk").last()
    assert row is not None
    with pytest.raises(ReasonMissing):
        actions.set_aside(row, reason=" ", user=world.an, now=NOW)
    actions.set_aside(row, reason="Dòng trống nội dung", user=world.an, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.reason) == (TrayRow.State.SET_ASIDE, "Dòng trống nội dung")


def test_the_tray_waits_until_the_file_is_taken(world: World) -> None:
    row = read(world).tray.first()
    assert row is not None
    with pytest.raises(NotNow):
        actions.set_aside(row, reason="x", user=world.an, now=NOW)
