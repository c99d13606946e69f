"""Turning a pattern into one of its wordings.

A pattern holds choices ``{this|that|}``, which may be nested, and the names ``$street``,
``$ward``, ``$n``.
"""

from __future__ import annotations

import re
from random import Random

from danban.site.sample.cast import STREETS, WARDS

_CHOICE = re.compile(r"\{([^{}]*)\}")
_SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("người dân", "bà con"),
    ("hiện nay", "bây giờ", "lúc này"),
    ("phần lớn", "đa số", "hầu hết"),
    ("hè phố", "vỉa hè"),
    ("trẻ em", "trẻ nhỏ", "các cháu"),
    ("người già", "người cao tuổi", "các cụ"),
    ("sinh kế", "kế sinh nhai", "miếng cơm"),
    ("buôn bán", "làm ăn", "bán hàng"),
    ("lâu nay", "bấy lâu nay", "từ trước đến nay"),
    ("hộ nhỏ", "hộ kinh doanh nhỏ", "người buôn bán nhỏ"),
    ("năm ngoái", "năm trước", "cách đây một năm"),
    ("tháng trước", "mới tháng rồi", "cách đây một tháng"),
    ("tuần trước", "mới tuần rồi", "hôm nọ"),
    ("sáng nào", "hôm nào"),
    ("tối nào", "đêm nào"),
    ("xe cứu thương", "xe cấp cứu"),
    ("ảnh hưởng đến", "tác động tới"),
    ("rất cần", "hết sức cần"),
    ("khó thực hiện", "khó làm"),
    ("quá thấp", "thấp quá"),
    ("đi lại", "qua lại"),
    ("hàng xóm", "láng giềng"),
    ("chủ nhà", "chủ cho thuê"),
    ("xử lý", "giải quyết"),
    ("quy định này", "điều khoản này", "nội dung này"),
    ("vì vậy", "do đó", "vì thế"),
    ("nguyện vọng", "mong muốn", "ý nguyện"),
    ("chưa phù hợp", "chưa hợp lý", "không phù hợp"),
    ("khách hàng", "người mua"),
    ("dễ dẫn đến", "dễ gây ra"),
    ("tranh chấp", "cãi cọ"),
    ("lề đường", "ven đường"),
    ("cùng lúc", "một lúc"),
    ("chịu thiệt", "thiệt thòi"),
    ("quá sức", "vượt sức"),
    ("từ lâu", "đã lâu"),
    ("minh bạch", "rõ ràng"),
    ("tiếng ồn", "ồn ào"),
    ("không kịp", "chẳng kịp"),
    ("chưa đủ", "còn thiếu"),
    ("chính đáng", "thiết thực"),
    ("cơ quan soạn thảo", "ban soạn thảo"),
)
_GROUP = {word: group for group in _SYNONYMS for word in group}
_WORD = re.compile(
    r"(?<!\w)(" + "|".join(sorted(map(re.escape, _GROUP), key=len, reverse=True)) + r")(?!\w)"
)


def spin(pattern: str, rng: Random, *, street: str | None = None, ward: str | None = None) -> str:
    """One wording of ``pattern``, tidied, beginning with a capital letter."""
    text = pattern
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda found: rng.choice(found[1].split("|")), text)
    text = text.replace("$street", street or rng.choice(STREETS))
    text = text.replace("$ward", ward or rng.choice(WARDS))
    text = text.replace("$n", str(rng.randint(2, 9)))
    return capital(_tidy(text))


def reword(text: str, rng: Random, rate: float) -> str:
    """Replace about ``rate`` of the words that have a synonym; quoted words stay."""

    def other(found: re.Match[str]) -> str:
        if rng.random() >= rate:
            return found[0]
        return rng.choice([word for word in _GROUP[found[0]] if word != found[0]])

    pieces = text.split('"')
    pieces[::2] = [_WORD.sub(other, piece) for piece in pieces[::2]]
    return '"'.join(pieces)


def capital(text: str) -> str:
    """``text`` with its first letter large."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """``text`` with its first letter small, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """``text`` ended by a full stop unless it has an end already."""
    return text if text.endswith((".", "!", "?", "…", "”", ":")) else f"{text}."


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r",\s*([.!?])", r"\1", text)
    return re.sub(r"([.!?])\.+$", r"\1", text).strip(" ,")
