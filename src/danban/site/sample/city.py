"""Fill an empty database with the fictional city, through the same actions that people use.

The days count back from `now`, so that the city is always in the middle of its work: a first
round closed and half answered, a second one open, one duty late.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from danban.apps.accounts.models import User
from danban.apps.audit.actor import CITIZEN
from danban.apps.authorities.models import Authority, City, Membership
from danban.apps.consultations.actions import batches, bodies, rounds, submissions
from danban.apps.consultations.models import Opinion, Round, Submission
from danban.apps.drafts import actions as drafts
from danban.apps.drafts.models import Dossier, DossierMember, DraftVersion
from danban.apps.findings.models import Group
from danban.apps.jobs.run import drain
from danban.apps.library import actions as library
from danban.apps.library.models import Text
from danban.apps.replies import actions as replies
from danban.lawtext import parse
from danban.paper import Source, read
from danban.site.sample import explaining, sign_ins, work_done
from danban.site.sample.documents import build_docx
from danban.site.sample.opinions import GeneratedOpinion, generate
from danban.site.sample.people import ACCOUNTS, AGENCIES
from danban.site.sample.spreadsheets import write_opinions_xlsx

NOTE = "DỮ LIỆU MẪU – thành phố hư cấu"
SEED = 2026
FIRST_ROUND, BY_SPREADSHEET, ON_THE_SITE = 60, 1900, 40  # opinions: 2,000 in all

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The city's days, counted back from now."""

    now: datetime

    def ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days)


def fill(*, now: datetime, say: Say) -> None:
    """Make the city. The database must be empty of cities."""
    days = Calendar(now)
    people = _agencies(now)
    say("cơ quan, tài khoản")
    work_done.confirm_rules(people["tu-phap"], now=days.ago(70))
    dossier = _dossier(people["soan-thao"], days.ago(64))
    say("hồ sơ dự thảo, bản thứ nhất")
    first = _version(dossier, "du-thao-1", people["soan-thao"], days.ago(62), days.ago(60))
    round_ = _first_round(first, people, days)
    say("đợt lấy ý kiến thứ nhất, trả lời")
    second = _version(dossier, "du-thao-2", people["soan-thao"], days.ago(9), days.ago(8))
    open_ = _second_round(second, people, days)
    say("đợt lấy ý kiến thứ hai, 1.940 ý kiến")
    explaining.write(dossier, people["soan-thao"], now=days.ago(7))
    work_done.outreach(dossier, people, now=now)
    work_done.explain_lateness(round_, people["soan-thao"], now=days.ago(1))
    drain()
    say(f"{Opinion.objects.counted().filter(round=open_).count()} ý kiến đang được phân nhóm xong")


def _agencies(now: datetime) -> dict[str, User]:
    City.objects.create(name="Thành phố Hải Lam", sample_note=NOTE)
    agencies = {
        one.slug: Authority.objects.create(
            name=one.name,
            short_name=one.short_name,
            slug=one.slug,
            kind=one.kind,
            superior=one.superior,
            place=one.place,
            mail=one.mail,
        )
        for one in AGENCIES
    }
    passwords = sign_ins.draw()
    people = {}
    for account in ACCOUNTS:
        user = User.objects.create_user(
            account.login, account.mail, passwords[account.login], display_name=account.name
        )
        Membership.objects.create(user=user, authority=agencies[account.agency], role=account.role)
        people[account.login] = user
    return people


def _dossier(owner: User, now: datetime) -> Dossier:
    """The dossier, with the regulation it replaces."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "quy-dinh-cu.docx")
        build_docx("quy-dinh-cu", path)
        source = read(path)
        old = library.store(
            parse(source), now=now, status=Text.Status.IN_FORCE, tables=source.tables
        )
    lead = Authority.objects.get(slug="so-xay-dung")
    dossier = drafts.register_dossier(
        Dossier(
            title="Nghị quyết quy định về quản lý, sử dụng tạm thời hè phố, lòng đường và "
            "hỗ trợ hộ kinh doanh trên địa bàn thành phố Hải Lam",
            short_title="Quản lý hè phố, hỗ trợ hộ kinh doanh",
            document_type="province-council-resolution",
            lead=lead,
            replaces=old,
            contact_name="Phòng Pháp chế, Sở Xây dựng (mẫu)",
            contact_mail=lead.mail,
        ),
        user=owner,
        now=now,
    )
    helper = User.objects.get(username="phoi-hop")
    drafts.assign(dossier, helper, DossierMember.Part.HELPER, user=owner, now=now)
    return dossier


def _version(
    dossier: Dossier, name: str, owner: User, added: datetime, published: datetime
) -> DraftVersion:
    """Upload, read and publish one of the sample drafts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{name}.docx")
        build_docx(name, path)
        upload = SimpleUploadedFile(path.name, path.read_bytes())
    version = drafts.add_version(dossier, upload, user=owner, now=added)
    drain()
    version.refresh_from_db()
    drafts.publish_version(version, user=owner, now=published)
    drain()
    version.refresh_from_db()
    return version


def _first_round(version: DraftVersion, people: dict[str, User], days: Calendar) -> Round:
    """Closed, every group answered, its table not yet published: that duty is late."""
    owner, head = people["soan-thao"], people["lanh-dao-so"]
    opened = days.ago(60)
    closes = timezone.localdate(opened) + timedelta(days=21)
    round_ = rounds.open_round(version, closes_on=closes, user=owner, now=opened)
    for opinion in _opinions(version, FIRST_ROUND, SEED):
        _say_on_the_site(round_, opinion, opened + timedelta(days=1 + opinion.day % 19))
    _review(round_, owner, opened + timedelta(days=20))
    rounds.announce_closed(now=days.ago(38))
    drain()
    for at, group in enumerate(Group.objects.filter(round=round_)):
        _answer(group, at, owner, head, days.ago(12))
    drain()
    return round_


def _answer(group: Group, at: int, owner: User, head: User, now: datetime) -> None:
    outcome, text = explaining.ANSWERS[at % len(explaining.ANSWERS)]
    reply = replies.write(
        group,
        outcome=outcome,
        text=text,
        changed_provision="",
        edition=0,
        user=owner,
        now=now,
    )
    replies.ask(reply, user=owner, now=now)
    reply.refresh_from_db()
    replies.release(reply, user=head, now=now)


def _second_round(version: DraftVersion, people: dict[str, User], days: Calendar) -> Round:
    """Open now: opinions from a spreadsheet and from the site, two bodies asked by letter."""
    owner = people["soan-thao"]
    opened = days.ago(8)
    today = timezone.localdate(days.now)
    closes = timezone.localdate(opened) + timedelta(days=30)
    round_ = rounds.open_round(version, closes_on=closes, user=owner, now=opened)
    drain()
    for number, name in enumerate(("Sở Tài chính thành phố Hải Lam", "Hội Phụ nữ Hải Lam"), 1):
        bodies.ask_body(
            round_,
            name=f"{name} (mẫu)",
            letter_number=f"{100 + number}/SXD-PC",
            letter_day=timezone.localdate(days.ago(7)),
            due_on=today + timedelta(days=3 * number),
            user=owner,
            now=days.ago(7),
        )
    opinions = _opinions(version, BY_SPREADSHEET + ON_THE_SITE, SEED + 1)
    for opinion in opinions[BY_SPREADSHEET:]:
        _say_on_the_site(round_, opinion, opened + timedelta(hours=6 + opinion.day % 7 * 24))
    _take_in(round_, opinions[:BY_SPREADSHEET], owner, days)
    _review(round_, owner, days.ago(1))
    return round_


def _take_in(round_: Round, opinions: list[GeneratedOpinion], owner: User, days: Calendar) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "tong-hop-y-kien-cac-phuong.xlsx")
        write_opinions_xlsx(path, opinions, opened=timezone.localdate(days.ago(8)))
        with path.open("rb") as file:
            batch = batches.add_batch(
                round_,
                name=path.name,
                chunks=File(file).chunks(),
                sender="UBND các phường (mẫu)",
                letter_number="27/TH-UBND",
                letter_day=timezone.localdate(days.ago(2)),
                user=owner,
                now=days.ago(2),
            )
    drain()
    batch.refresh_from_db()
    batches.start_taking(batch, user=owner, now=days.ago(2))
    drain()


def _review(round_: Round, owner: User, now: datetime) -> None:
    """Publish all but the newest few: the queue is not empty in a living city."""
    waiting = Opinion.objects.counted().filter(round=round_, state=Opinion.State.PENDING)
    ids = list(waiting.order_by("pk").values_list("pk", flat=True))
    work_done.publish(ids[:-12], owner, now=now)


def _opinions(version: DraftVersion, count: int, seed: int) -> list[GeneratedOpinion]:
    assert version.text is not None
    reading = parse(Source(version.file.name, version.text.source, (), ()))
    found = generate(reading.documents[0].provisions, count=count, seed=seed)
    Random(seed).shuffle(found)  # noqa: S311  (sample data, not secrets)
    return found


def _say_on_the_site(round_: Round, opinion: GeneratedOpinion, at: datetime) -> None:
    organised = opinion.kind in {"business", "association", "agency", "front"}
    said = submissions.Said(
        text=opinion.text,
        provision=opinion.provision or "",
        stance=opinion.stance,
        proposal=opinion.proposal or "",
    )
    submissions.submit(
        round_,
        items=[said],
        contributor=opinion.kind,
        organisation=opinion.contributor if organised else "",
        area=opinion.area,
        channel=Submission.Channel.WEB,
        actor=CITIZEN,
        now=at,
    )
