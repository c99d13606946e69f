"""The letter that asks a body for its opinion on a draft (công văn xin ý kiến), as Word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from danban.paper.forms.pagination import keep_with_signature
from danban.paper.forms.rendering import TEMPLATES, fill
from danban.paper.forms.wording import DOTS, day_in_words, draft_name, listed, place_and_day

LAYOUT = TEMPLATES / "letter.docx"


@dataclass(frozen=True, slots=True)
class RequestLetter:
    """One letter to one body, or to several that share a due date and an answer link.

    `number` is "Số: …/…" as registered, blank until then; `read_at` where the dossier can be
    read; `due_reason` the rule behind the due date, as `duties` words it; `answer_at` and
    `answer_code` the on-line answer; `questions` what the drafter asks to look at most.
    """

    recipients: tuple[str, ...]
    draft_title: str
    issuer: str
    superior: str | None
    place: str
    day: date | None
    due: date
    due_reason: str
    read_at: str
    answer_at: str = ""
    answer_code: str = ""
    number: str = ""
    basis: str = ""
    questions: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    contact: str = ""
    signer: str = ""
    signer_name: str = ""
    copies: tuple[str, ...] = ()
    sample: str | None = None


def to_docx(letter: RequestLetter, path: Path, *, template: Path = LAYOUT) -> None:
    """Writes the letter to `path`; `template` may be an office's own Word file.

    Raises Refused when the template cannot be filled.
    """
    fill(
        template,
        values(letter),
        path,
        title=f"Công văn lấy ý kiến đối với {draft_name(letter.draft_title)}",
        finish=keep_with_signature,
    )


def values(letter: RequestLetter) -> dict[str, object]:
    """What the template's tags may name."""
    alone = len(letter.recipients) == 1
    return {
        "superior": (letter.superior or "").upper(),
        "issuer_head": (letter.issuer or "Cơ quan chủ trì soạn thảo").upper(),
        "number_line": f"Số: {letter.number or '……/……'}",
        "subject": f"V/v góp ý {draft_name(letter.draft_title)}",
        "place_and_day": place_and_day(letter.place, letter.day),
        "addressed": f"Kính gửi: {letter.recipients[0]}" if alone else "Kính gửi:",
        "bodies": [] if alone else listed(letter.recipients or (DOTS,)),
        "paragraphs": [{"text": text, "address": address} for text, address in _paragraphs(letter)],
        "signer": (letter.signer or "Thủ trưởng cơ quan").upper(),
        "signer_name": letter.signer_name,
        "recipients": listed(("Như trên", *letter.copies, "Lưu: VT")),
        "sample": letter.sample or "",
    }


def _paragraphs(letter: RequestLetter) -> Iterator[tuple[str, str]]:
    """Paragraphs as (text, address): one that ends in an address is not justified."""
    who = letter.issuer or "Cơ quan chủ trì soạn thảo"
    draft = draft_name(letter.draft_title)
    opening = f"Căn cứ {letter.basis}, {who}" if letter.basis else who
    yield f"{opening} đang chủ trì soạn thảo {draft}.", ""
    yield (
        (
            f"{who} trân trọng đề nghị Quý cơ quan, tổ chức nghiên cứu, có ý kiến bằng văn bản "
            "đối với dự thảo, nêu rõ nội dung nhất trí, không nhất trí, đề nghị sửa đổi, bổ sung "
            "tại từng điều, khoản, điểm và lý do."
        ),
        "",
    )
    if letter.questions:
        yield "Các nội dung đề nghị tập trung cho ý kiến:", ""
        yield from ((f"{at}. {question}", "") for at, question in enumerate(letter.questions, 1))
    yield "Hồ sơ dự thảo được đăng tải toàn văn tại địa chỉ:", letter.read_at or DOTS
    if letter.enclosures:
        yield f"Tài liệu gửi kèm: {'; '.join(letter.enclosures)}.", ""
    reason = f" ({letter.due_reason})" if letter.due_reason else ""
    yield f"Ý kiến đề nghị gửi về {who} chậm nhất {day_in_words(letter.due)}{reason}.", ""
    yield from _online(letter)
    if letter.contact:
        yield f"Thông tin chi tiết xin liên hệ: {letter.contact}.", ""
    yield "Trân trọng cảm ơn sự phối hợp của Quý cơ quan, tổ chức./.", ""


def _online(letter: RequestLetter) -> Iterator[tuple[str, str]]:
    code = letter.answer_code
    if letter.answer_at:
        yield "Quý cơ quan, tổ chức có thể trả lời trực tuyến tại địa chỉ:", letter.answer_at
    if code and letter.answer_at:
        yield f"Mã trả lời của Quý cơ quan, tổ chức: {code}.", ""
    elif code:
        yield f"Khi trả lời, đề nghị ghi mã {code}.", ""
