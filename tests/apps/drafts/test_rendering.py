"""The reading view's HTML: every word of the text, nothing of it as markup."""

from __future__ import annotations

from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.apps.drafts import rendering
from danban.apps.drafts.frames import PLACE
from danban.apps.library import bridge
from danban.apps.library.queries import ProvisionShown
from danban.lawtext import parse
from danban.paper import Source, TableSpan
from tests.world.cast import NOW

EVIL = "<script>alert('1')</script>\"><img src=x onerror=alert(2)> &amp; ]]>"


class Elements(HTMLParser):
    """What a browser would see: tags, their attributes, and the words between."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


ALLOWED = {
    "a", "section", "h2", "h3", "div", "p", "span", "blockquote", "table", "thead", "tbody", "tr",
    "th", "td", "ol", "li",
}  # fmt: skip


def rendered(source: Source) -> rendering.Rendered:
    reading = parse(source)
    text = bridge.text_row(reading, file=None, tables=source.tables, status="draft", now=NOW)
    tree = []
    for row in bridge.provision_rows(reading, text):
        values = {name: getattr(row, name) for name in ProvisionShown.__dataclass_fields__}
        tree.append(ProvisionShown(**values))
    return rendering.render(text, tree)


def page_of(source: Source, **speak: Any) -> Elements:
    values = {
        "address": f"/gop-y/?dieu={PLACE}",
        "counts": {},
        "verb": "Góp ý",
        "counted": "ý kiến",
    }
    found = rendered(source)
    buttons = rendering.Speak(**(values | speak))
    return Elements(rendering.with_buttons(found, buttons) + rendering.contents(found))


@pytest.mark.parametrize(
    "lines",
    [
        [f"Điều 1. {EVIL}", f"1. {EVIL}", f"a) {EVIL}"],
        [f"Chương I\nTÊN {EVIL}", "Điều 1. A", EVIL],
        ["NGHỊ QUYẾT", EVIL, f"Căn cứ {EVIL};", "Điều 1. A", "PHỤ LỤC", EVIL],
        [EVIL],
        ["Điều 1. Sửa đổi", f"“Điều 5. {EVIL}", f"1. {EVIL}”."],
    ],
    ids=["tree", "chapter", "around", "no tree", "quoted"],
)
def test_what_a_draft_says_never_becomes_markup(lines: list[str]) -> None:
    page = page_of(Source("x.txt", "\n".join(lines)))
    assert {tag for tag, _attrs in page.tags} <= ALLOWED
    names = {name for _tag, attrs in page.tags for name in attrs}
    assert names <= {"class", "id", "href", "tabindex", "scope"}
    assert any("<script>" in words for words in page.words)  # shown as words


@given(st.lists(st.text(max_size=60), max_size=12))
def test_any_text_gives_closed_tags_and_keeps_its_words(pieces: list[str]) -> None:
    heads = ["Điều 1. ", "1. ", "a) ", "Chương I ", "Điều 2. ", "“Điều 9. ", "", "PHỤ LỤC ", "- "]
    lines = [heads[n % len(heads)] + piece for n, piece in enumerate(pieces)]
    page = page_of(Source("x.txt", "\n".join(lines)))
    assert page.faults == []
    assert page.open == []
    assert {tag for tag, _attrs in page.tags} <= ALLOWED


def test_ids_are_the_eids_and_occur_once() -> None:
    page = page_of(Source("x.txt", "Chương I\nA\nĐiều 5. B\n1. C\n2. D\na) E\nb) F"))
    ids = [attrs["id"] for _tag, attrs in page.tags if "id" in attrs]
    assert ids == [
        "chp_1", "art_5", "art_5__cl_1", "art_5__cl_2", "art_5__cl_2__pt_a", "art_5__cl_2__pt_b",
    ]  # fmt: skip


def test_a_button_stands_at_articles_clauses_and_points_with_their_count() -> None:
    source = Source("x.txt", "Chương I\nA\nĐiều 5. B\n1. C\na) E")
    page = page_of(source, counts={"art_5__cl_1": 7})
    addresses = [
        attrs["href"] for _tag, attrs in page.tags if attrs.get("class") == "provision-say"
    ]
    assert addresses == [
        "/gop-y/?dieu=art_5",
        "/gop-y/?dieu=art_5__cl_1",
        "/gop-y/?dieu=art_5__cl_1__pt_a",
    ]
    assert page.words.count("7") == 1


def test_letters_of_an_eid_are_encoded_in_the_address() -> None:
    page = page_of(Source("x.txt", "Điều 1. A\n" + "\n".join(f"{c}) B" for c in "abcdđ")))
    addresses = [attrs.get("href") or "" for _tag, attrs in page.tags]
    assert "/gop-y/?dieu=art_1__pt_%C4%91" in addresses


def test_when_nobody_may_speak_only_counts_are_left() -> None:
    page = page_of(Source("x.txt", "Điều 5. B\n1. C"), address=None, counts={"art_5": 3})
    marks = [tag for tag, attrs in page.tags if attrs.get("class") == "provision-say"]
    assert marks == ["span"]


def test_tables_of_provisions_and_annexes_are_tables() -> None:
    rows = (("Loại", "Mức"), ("Xe", "5.000"))
    words = "\n".join("\t".join(row) for row in rows)
    before = "Điều 1. Mức thu\nMức thu như sau:\n"
    between = "\nNơi nhận: - Như trên.\n\nPHỤ LỤC\nBIỂU MỨC\n"
    text = before + words + between + words
    second = len(before + words + between)
    spans = (
        TableSpan(len(before), len(before) + len(words), rows),
        TableSpan(second, second + len(words), rows),
    )
    page = page_of(Source("x.docx", text, spans))
    tags = [tag for tag, _attrs in page.tags]
    assert tags.count("table") == 2
    assert [word for word in page.words if word == "5.000"] == ["5.000"] * 2
    assert "annex_1" in [attrs.get("id") for _tag, attrs in page.tags]


def test_quoted_text_stands_in_a_quotation() -> None:
    source = Source("x.txt", "Điều 1. Sửa đổi Điều 5\n“Điều 5. Tên mới\n1. Chữ mới.”.\nĐiều 2. B")
    page = page_of(source)
    assert [tag for tag, _attrs in page.tags].count("blockquote") == 1


def test_chapters_stand_above_articles_in_the_contents() -> None:
    found = rendered(Source("x.txt", "Chương I\nA\nĐiều 1. B\nĐiều 2. C\nChương II\nD\nĐiều 3. E"))
    assert found.contents == (
        '<ol><li><a href="#chp_1">Chương I. A</a><ol><li><a href="#art_1">Điều 1. B</a></li>'
        '<li><a href="#art_2">Điều 2. C</a></li></ol></li><li><a href="#chp_2">Chương II. D</a>'
        '<ol><li><a href="#art_3">Điều 3. E</a></li></ol></li></ol>'
    )


@pytest.mark.parametrize(
    ("eid", "kind", "number", "words"),
    [
        ("art_5a", "article", "5a", "Điều 5a."),
        ("chp_2", "chapter", "2", "Chương II"),
        ("chp_2__sec_1", "section", "1", "Mục 1"),
        ("art_1__cl_2", "clause", "2", "2."),
        ("art_1__cl_2__pt_đ", "point", "đ", "đ)"),
        ("art_1__p_1", "paragraph", "", ""),
    ],
)
def test_a_number_the_source_does_not_show_is_written_as_the_law_would(
    eid: str, kind: str, number: str, words: str
) -> None:
    provision: Any = SimpleNamespace(eid=eid, kind=kind, number=number, written="")
    assert rendering.number_words(provision) == words


def test_a_text_without_a_tree_is_shown_whole() -> None:
    page = page_of(Source("x.txt", "Thông báo về việc nghỉ lễ\nKính gửi các phường"))
    assert "Kính gửi các phường" in page.words
