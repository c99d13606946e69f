"""The classes that templates may use are drawn, and a page of all of them is well made."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from lxml import html

from tests.apps.site.markup import faults
from tests.apps.site.places import STATIC
from tests.world.cast import World

STYLES = Path(__file__).with_name("styles.html")
VOCABULARY = re.findall(
    r"[a-z0-9-]+",
    """
    page prose with-side stack cluster grid-2 grid-3 card panel notice notice-warn notice-error
    notice-good badge badge-agree badge-amend badge-disagree badge-clarify badge-late badge-soon
    badge-informs badge-on-time badge-done badge-neutral button button-primary button-quiet
    button-danger button-small tabs crumbs table-wrap table figures figure figure-value
    figure-label progress empty timeline field form-actions count toc quote meta kicker lead
    filters pager reading provision provision-part provision-chapter provision-section
    provision-article provision-clause provision-point provision-paragraph provision-number
    provision-heading provision-say definition
    """,
)


class Sample(forms.Form):
    text = forms.CharField(label="Ý kiến", widget=forms.Textarea, help_text="Bằng lời của bạn")
    stance = forms.ChoiceField(
        label="Quan điểm",
        choices=[("a", "Nhất trí"), ("b", "Đề nghị sửa")],
        widget=forms.RadioSelect,
    )
    mail = forms.EmailField(label="Thư điện tử", required=False)
    file = forms.FileField(label="Tệp", required=False)
    agreed = forms.BooleanField(label="Đồng ý đăng tên", required=False)
    key = forms.CharField(widget=forms.HiddenInput, initial="k")


@pytest.fixture
def page(world: World, rf: Any) -> Any:
    def rendered(frame: str, form: forms.Form) -> str:
        request = rf.get("/")
        request.user = AnonymousUser()
        template = engines["django"].from_string(STYLES.read_text(encoding="utf-8"))
        return str(template.render({"frame": f"site/{frame}.html", "form": form}, request))

    return rendered


@pytest.mark.parametrize("name", VOCABULARY)
def test_every_class_of_the_vocabulary_is_drawn(name: str) -> None:
    sheets = "".join(sheet.read_text() for sheet in STATIC.glob("*.css"))
    assert re.search(rf"\.{name}(?![\w-])", sheets)


def test_the_style_page_shows_every_class(page: Any) -> None:
    shown = set()
    for element in html.document_fromstring(page("workspace", Sample())).iter():
        shown.update((element.get("class") or "").split())
    assert set(VOCABULARY) - shown == set()


@pytest.mark.parametrize("frame", ["portal", "workspace"])
def test_the_style_page_is_well_made_in_both_faces(page: Any, frame: str) -> None:
    assert faults(page(frame, Sample())) == []


def test_a_wrong_field_says_so_beside_itself(page: Any) -> None:
    tree = html.document_fromstring(page("portal", Sample({"mail": "x"})))
    mail = tree.get_element_by_id("id_mail")
    assert mail.get("aria-invalid") == "true"
    for described in mail.get("aria-describedby").split():
        assert tree.get_element_by_id(described).text_content().strip()
    stance = tree.xpath("//fieldset[contains(@class, 'field-wrong')]")
    assert len(stance) == 1


def test_only_fields_that_may_stay_empty_are_marked(page: Any) -> None:
    tree = html.document_fromstring(page("portal", Sample()))
    marked = [
        label.text_content().split("(")[0].strip()
        for label in tree.xpath("//label[span[@class='field-optional']]")
    ]
    assert marked == ["Thư điện tử", "Tệp"]
