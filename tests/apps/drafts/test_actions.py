"""Registering, uploading, reading, publishing, withdrawing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from danban.apps.audit.models import Entry
from danban.apps.drafts import actions
from danban.apps.drafts.models import Dossier, DossierMember, DraftVersion
from danban.apps.jobs import actions as jobs
from danban.apps.jobs import events
from danban.apps.jobs.models import Job
from danban.apps.library.models import Text
from danban.apps.library.queries import eids
from tests.apps.drafts import files
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is emitted, as a listener of an upper app hears it."""
    found: list[dict[str, Any]] = []
    ours = {"tests.ear": lambda **payload: found.append(payload)}
    monkeypatch.setitem(events._listeners, "drafts.version_published", ours)
    return found


def new_dossier(world: World, **fields: Any) -> Dossier:
    values = {
        "title": "Quyết định về đỗ xe",
        "short_title": "Đỗ xe",
        "document_type": "province-committee-decision",
        "lead": world.department,
        "contact_name": "Phòng Pháp chế",
    }
    return Dossier(**(values | fields))


def uploaded(world: World, file: SimpleUploadedFile | None = None) -> DraftVersion:
    version = actions.add_version(world.dossier, file or files.docx(), user=world.an, now=NOW)
    run_jobs()
    version.refresh_from_db()
    return version


def test_whoever_registers_a_dossier_owns_it(world: World) -> None:
    dossier = actions.register_dossier(new_dossier(world), user=world.an, now=NOW)
    assert dossier.slug == "do-xe"
    assert dossier.published_at is None
    assert dossier.members.get().user == world.an
    assert Entry.objects.get(what="drafts.register_dossier").dossier_id == dossier.pk


def test_the_same_form_sent_twice_registers_one_dossier(world: World) -> None:
    first = actions.register_dossier(new_dossier(world), user=world.an, now=NOW)
    again = actions.register_dossier(new_dossier(world, key=first.key), user=world.an, now=NOW)
    assert again == first
    assert Dossier.objects.count() == 2  # the cast's and this one


def test_two_dossiers_of_one_name_get_addresses_of_their_own(world: World) -> None:
    slugs = [
        actions.register_dossier(new_dossier(world), user=world.an, now=NOW).slug for _ in "abc"
    ]
    assert slugs == ["do-xe", "do-xe-2", "do-xe-3"]


def test_a_dossier_called_new_does_not_take_the_address_of_the_form(world: World) -> None:
    dossier = new_dossier(world, short_title="Mới")
    assert actions.register_dossier(dossier, user=world.an, now=NOW).slug == "moi-2"


def test_nobody_registers_for_an_agency_they_do_not_work_at(world: World) -> None:
    with pytest.raises(PermissionDenied):
        actions.register_dossier(new_dossier(world), user=world.chi, now=NOW)


def test_an_uploaded_draft_is_read_in_the_worker(world: World) -> None:
    version = actions.add_version(
        world.dossier, files.docx(), note="Thêm điều 2", user=world.an, now=NOW
    )
    assert (version.number, version.state) == (2, DraftVersion.State.READING)
    assert version.job is not None
    assert version.job.lane == "long"
    run_jobs()
    version.refresh_from_db()
    assert version.state == DraftVersion.State.READY
    assert version.text is not None
    assert eids(version.text.pk) == {"chp_1", "art_1", "art_1__cl_1", "art_1__cl_2", "art_2"}
    version.job.refresh_from_db()
    assert version.job.next_url.endswith("/ban/2/")
    assert version.job.result == {"provisions": 5}


@pytest.mark.parametrize(("what", "make", "said"), files.BAD, ids=[row[0] for row in files.BAD])
def test_a_bad_file_is_refused_in_words(
    world: World, what: str, make: Callable[[], SimpleUploadedFile], said: str
) -> None:
    version = uploaded(world, make())
    assert version.state == DraftVersion.State.REFUSED
    assert said in version.refusal
    assert version.file.name in version.refusal
    assert version.text is None
    with pytest.raises(actions.Refusal):
        actions.publish_version(version, user=world.an, now=NOW)


def test_the_file_of_the_newest_version_is_not_taken_twice(world: World) -> None:
    same = files.docx()
    uploaded(world, same)
    same.seek(0)
    with pytest.raises(actions.Refusal, match="lần 2"):
        actions.add_version(world.dossier, same, user=world.an, now=LATER)
    assert world.dossier.versions.count() == 2


def test_reading_twice_changes_nothing(world: World) -> None:
    version = uploaded(world)
    job = version.job
    assert job is not None
    Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)
    run_jobs()
    assert Text.objects.filter(status="draft").count() == 2  # the cast's and this one


def test_a_stopped_reading_can_be_taken_up_again(world: World) -> None:
    version = actions.add_version(world.dossier, files.docx(), user=world.an, now=NOW)
    assert version.job is not None
    assert jobs.cancel(version.job, now=NOW)
    run_jobs()
    version.refresh_from_db()
    assert version.state == DraftVersion.State.READING
    assert version.stalled
    actions.read_again(version, user=world.an, now=LATER)
    run_jobs()
    version.refresh_from_db()
    assert version.state == DraftVersion.State.READY


def test_a_reading_that_goes_on_is_not_started_twice(world: World) -> None:
    version = actions.add_version(world.dossier, files.docx(), user=world.an, now=NOW)
    with pytest.raises(actions.Refusal):
        actions.read_again(version, user=world.an, now=NOW)


def test_publishing_tells_the_upper_apps_once(world: World, heard: list[dict[str, Any]]) -> None:
    version = uploaded(world)
    actions.publish_version(version, user=world.an, now=LATER)
    actions.publish_version(version, user=world.an, now=LATER)
    run_jobs()
    assert heard == [{"version_id": version.pk}]
    assert version.published_at == LATER
    assert Entry.objects.filter(what="drafts.publish_version").count() == 1


def test_the_first_published_version_makes_the_dossier_public(world: World) -> None:
    dossier = actions.register_dossier(new_dossier(world), user=world.an, now=NOW)
    version = actions.add_version(dossier, files.docx(), user=world.an, now=NOW)
    run_jobs()
    assert not Dossier.objects.public().filter(pk=dossier.pk).exists()
    actions.publish_version(version, user=world.an, now=LATER)
    dossier.refresh_from_db()
    assert dossier.published_at == LATER


def test_an_older_version_is_not_published_after_a_newer_one(world: World) -> None:
    second, third = uploaded(world), uploaded(world, files.docx("Điều 1. Khác", "Chữ."))
    actions.publish_version(third, user=world.an, now=NOW)
    with pytest.raises(actions.Refusal, match="lần 3"):
        actions.publish_version(second, user=world.an, now=NOW)


def test_an_unpublished_version_can_be_withdrawn_and_leaves_its_trace(world: World) -> None:
    version = uploaded(world)
    text_id = version.text_id
    actions.withdraw_version(version, user=world.an, now=NOW)
    assert not DraftVersion.objects.filter(pk=version.pk).exists()
    assert not Text.objects.filter(pk=text_id).exists()
    assert Entry.objects.get(what="drafts.withdraw_version").detail["number"] == 2


def test_withdrawing_stops_the_reading(world: World) -> None:
    version = actions.add_version(world.dossier, files.docx(), user=world.an, now=NOW)
    actions.withdraw_version(version, user=world.an, now=NOW)
    assert version.job is not None
    version.job.refresh_from_db()
    assert version.job.state == Job.State.CANCELLED


def test_a_published_version_stays(world: World) -> None:
    with pytest.raises(actions.Refusal):
        actions.withdraw_version(world.version, user=world.an, now=NOW)


@pytest.mark.parametrize("who", ["chi", "tuphap", "phuong"])
def test_others_change_nothing(world: World, who: str) -> None:
    user = getattr(world, who)
    version = uploaded(world)
    for act in (
        lambda: actions.add_version(world.dossier, files.docx("Điều 1. A"), user=user, now=NOW),
        lambda: actions.publish_version(version, user=user, now=NOW),
        lambda: actions.withdraw_version(version, user=user, now=NOW),
        lambda: actions.read_again(version, user=user, now=NOW),
        lambda: actions.assign(world.dossier, world.binh, "owner", user=user, now=NOW),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_owner_before_becomes_a_helper(world: World) -> None:
    actions.assign(world.dossier, world.binh, DossierMember.Part.OWNER, user=world.head, now=NOW)
    parts = dict(world.dossier.members.values_list("user__username", "part"))
    assert parts == {"an": "helper", "binh": "owner"}


def test_a_dossier_is_never_without_an_owner(world: World) -> None:
    with pytest.raises(actions.Refusal):
        actions.assign(world.dossier, world.an, DossierMember.Part.HELPER, user=world.an, now=NOW)


def test_only_people_of_the_lead_agency_work_on_it(world: World) -> None:
    with pytest.raises(actions.Refusal):
        actions.assign(world.dossier, world.chi, DossierMember.Part.HELPER, user=world.an, now=NOW)
