"""Simple forms: a text, or one line for each row of a table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from danban.apps.communication.models import ContentItem
from danban.lawtext import labels

Body = dict[str, Any]
_LONGEST = 20_000


class ContentForm(forms.Form):
    """One kind of text. `words_to_eid` knows the provisions of the draft (CHANGES)."""

    kind = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
    text = forms.CharField(
        label=_("Nội dung"), max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 10})
    )

    label: Any = ""
    help_text: Any = ""

    def __init__(
        self, *args: Any, words_to_eid: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.words_to_eid = words_to_eid or {}
        self.fields["text"].help_text = self.help_text

    def clean_text(self) -> Body:
        return self.body_of(self.cleaned_data["text"])

    def body_of(self, text: str) -> Body:
        """What the model keeps; raises ValidationError naming the line."""
        raise NotImplementedError

    @staticmethod
    def text_of(body: Body) -> str:
        """What the field shows of a body."""
        raise NotImplementedError


class SummaryForm(ContentForm):
    label = _("Tóm tắt dễ hiểu")
    help_text = _(
        "Viết như nói với người dân: dự thảo làm gì, vì sao, ai cần để ý. Mỗi đoạn một dòng."
    )

    def body_of(self, text: str) -> Body:
        return {"paragraphs": [line for _number, line in _lines(text)]}

    @staticmethod
    def text_of(body: Body) -> str:
        return "\n".join(body.get("paragraphs", []))


class ChangesForm(ContentForm):
    label = _("Thay đổi gì, với ai")
    help_text = _(
        "Mỗi dòng một thay đổi: đối tượng | thay đổi | điều khoản. Ví dụ: Hộ kinh doanh | Được để"
        " hàng trên hè sau khi đăng ký | khoản 2 Điều 5. Điều khoản có thể để trống."
    )

    def body_of(self, text: str) -> Body:
        rows = []
        for number, line in _lines(text):
            cells = _cells(line, number, least=2, most=3)
            place = cells[2] if len(cells) == 3 else ""
            rows.append(
                {"addressee": cells[0], "change": cells[1], "provision": self._eid(place, number)}
            )
        return {"rows": rows}

    def _eid(self, place: str, number: int) -> str:
        if not place:
            return ""
        eid = self.words_to_eid.get(" ".join(place.lower().split()))
        if eid is None:
            raise forms.ValidationError(
                say("Dòng %(number)s: bản dự thảo không có “%(place)s”. Ghi như: khoản 2 Điều 5."),
                params={"number": number, "place": place},
            )
        return eid

    @staticmethod
    def text_of(body: Body) -> str:
        return "\n".join(
            " | ".join(
                [row["addressee"], row["change"]]
                + ([labels.label(row["provision"])] if row["provision"] else [])
            )
            for row in body.get("rows", [])
        )


class QuestionsForm(ContentForm):
    label = _("Hỏi – đáp")
    help_text = _("Mỗi dòng một câu: câu hỏi | trả lời.")

    def body_of(self, text: str) -> Body:
        items = []
        for number, line in _lines(text):
            question, answer = _cells(line, number, least=2, most=2)
            items.append({"question": question, "answer": answer})
        return {"items": items}

    @staticmethod
    def text_of(body: Body) -> str:
        return "\n".join(f"{one['question']} | {one['answer']}" for one in body.get("items", []))


FORMS: dict[str, type[ContentForm]] = {
    ContentItem.Kind.SUMMARY.value: SummaryForm,
    ContentItem.Kind.CHANGES.value: ChangesForm,
    ContentItem.Kind.QUESTIONS.value: QuestionsForm,
}


def _lines(text: str) -> list[tuple[int, str]]:
    """(number from 1, words) of the lines that say something."""
    return [
        (number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip()
    ]


def _cells(line: str, number: int, *, least: int, most: int) -> list[str]:
    cells = [cell.strip() for cell in line.split("|")]
    if not least <= len(cells) <= most or not all(cells[:least]):
        raise forms.ValidationError(
            say("Dòng %(number)s: cần %(least)s phần, ngăn bằng dấu |."),
            params={"number": number, "least": least if least == most else f"{least}–{most}"},
        )
    return cells
