"""Opinions on the cast's open round, written straight into rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from danban.apps.consultations.models import Contact, Opinion, Submission
from tests.world.cast import NOW, World

SPACE = "Đề nghị quy định rõ phần hè phố dành cho người đi bộ tối thiểu 1,5 mét."
FEES = "Mức phí sử dụng tạm thời hè phố cần tính theo diện tích và khu vực."
WHOLE = "Dự thảo nên có hiệu lực từ đầu năm sau để các hộ kịp chuẩn bị."


@dataclass(frozen=True, slots=True)
class Voice:
    """One submission of one opinion; `name` is a person's and stands in Contact."""

    text: str
    provision: str = ""
    name: str = ""
    organisation: str = ""
    stance: str = Opinion.Stance.AMEND
    state: str = Opinion.State.PUBLISHED
    given_reply: str = ""


def speak(world: World, *voices: Voice, **of_submission: Any) -> list[Opinion]:
    """Take the voices in, each as a submission of its own."""
    said = []
    for voice in voices:
        given: dict[str, Any] = {
            "channel": Submission.Channel.WEB,
            "contributor": Submission.Contributor.CITIZEN,
            "at": NOW,
            "organisation": voice.organisation,
        }
        submission = Submission.objects.create(round=world.round, **(given | of_submission))
        if voice.name:
            Contact.objects.create(submission=submission, name=voice.name)
        said.append(
            Opinion.objects.create(
                round=world.round,
                submission=submission,
                provision=voice.provision,
                how=Opinion.How.CHOSEN if voice.provision else Opinion.How.WHOLE,
                stance=voice.stance,
                text=voice.text,
                state=voice.state,
                given_reply=voice.given_reply,
            )
        )
    return said


def usual(world: World) -> list[Opinion]:
    """Three alike on one clause, one on another article, two alike on the whole draft."""
    return speak(
        world,
        Voice(SPACE, "art_2__cl_1", name="Nguyễn Văn Mẫu"),
        Voice(SPACE, "art_2__cl_1", name="Trần Thị Thử"),
        Voice(SPACE, "art_2__cl_1", organisation="Hội Người đi bộ (mẫu)"),
        Voice(FEES, "art_3"),
        Voice(WHOLE),
        Voice(WHOLE),
    )
