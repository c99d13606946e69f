"""What the sample city's other officers have done: rules confirmed, events held, words said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from danban.apps.accountability import actions as accountability
from danban.apps.accountability.models import Duty
from danban.apps.accounts.models import User
from danban.apps.authorities.models import Authority
from danban.apps.consultations.actions import review
from danban.apps.consultations.models import Round
from danban.apps.drafts.models import Dossier
from danban.apps.education.actions import record_outreach
from danban.apps.education.models import OutreachActivity

# Terms that law.md marks unverified: the fictional justice department stands for them.
CONFIRMED = (("nd78-province-posting", 20), ("l64-answering", 30), ("l64-publishing-table", 30))
_FORM, _AUDIENCE = OutreachActivity.Form, OutreachActivity.Audience
# (days ago, account, form, title, place, audience, people, materials, cost)
_EVENTS = (
    (
        *(6, "phuong", _FORM.DIRECT, "Đối thoại với hộ kinh doanh về dự thảo quản lý hè phố"),
        *("Nhà văn hóa tổ dân phố 5", _AUDIENCE.FIRMS, 86, 120, 4_500_000),
    ),
    (
        *(5, "phuong", _FORM.MEDIA, "Phát thanh bản tin về dự thảo trên hệ thống loa phường"),
        *("12 cụm loa", _AUDIENCE.PEOPLE, 0, 0, 0),
    ),
    (
        *(4, "soan-thao", _FORM.PRESS, "Cung cấp thông tin báo chí về bản dự thảo lần 2"),
        *("Trụ sở Sở Xây dựng", _AUDIENCE.PEOPLE, 24, 30, 2_000_000),
    ),
    (
        *(3, "tu-phap", _FORM.DIRECT, "Tập huấn kỹ năng truyền thông dự thảo chính sách"),
        *("Hội trường Sở Tư pháp", _AUDIENCE.OFFICIALS, 140, 140, 18_000_000),
    ),
)


def confirm_rules(officer: User, *, now: datetime) -> None:
    """The justice department stands for the rules that the sample's duties rest on."""
    for rule_id, days in CONFIRMED:
        accountability.confirm_rule(
            rule_id,
            days=days,
            source="Hướng dẫn nghiệp vụ của Sở Tư pháp thành phố Hải Lam (mẫu)",
            valid_from=timezone.localdate(now),
            user=officer,
            now=now,
        )


def publish(opinion_ids: Sequence[int], officer: User, *, now: datetime) -> None:
    """Let these opinions be read, as the reviewing officer would."""
    round_ = Round.objects.filter(opinions__in=opinion_ids[:1]).select_related("dossier").first()
    if round_ is None:
        return
    for at in range(0, len(opinion_ids), 500):
        review.publish(round_, opinion_ids=opinion_ids[at : at + 500], user=officer, now=now)


def outreach(dossier: Dossier, people: dict[str, User], *, now: datetime) -> None:
    """A few events about the draft, recorded by those who held them."""
    for days, login, form, title, place, audience, count, materials, cost in _EVENTS:
        user, held = people[login], now - timedelta(days=days)
        record_outreach(
            OutreachActivity(
                authority=Authority.objects.get(memberships__user=user),
                form=form,
                title=title,
                held_on=timezone.localdate(held),
                place=place,
                audience=audience,
                people=count,
                materials=materials,
                cost=cost,
                dossier=dossier,
            ),
            user=user,
            now=held + timedelta(hours=1),
        )


def explain_lateness(round_: Round, officer: User, *, now: datetime) -> None:
    """The lead agency's own words beside the duty that is late."""
    duty = Duty.objects.filter(round_id=round_.pk, kind=Duty.Kind.PUBLISHING).first()
    if duty is not None:
        accountability.explain(
            duty,
            "Bản tổng hợp đã lập xong, đang trình lãnh đạo Sở ký ban hành (nội dung mẫu).",
            user=officer,
            now=now,
        )
