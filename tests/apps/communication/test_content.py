"""Texts that explain a draft: edited by lines, edition by edition, flagged when stale."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from danban.apps.audit.models import Entry
from danban.apps.communication import actions, queries
from danban.apps.communication.forms import FORMS, ContentForm
from danban.apps.communication.models import ContentItem
from danban.apps.drafts.models import DraftVersion
from tests.world.cast import NOW, World, text_of

SUMMARY = ContentItem.Kind.SUMMARY
BODY: dict[str, Any] = {"paragraphs": ["Hè phố dành cho người đi bộ."]}


def save(world: World, body: dict[str, Any] = BODY, seen: int = 0, **who: Any) -> ContentItem:
    user = who.get("user", world.an)
    return actions.save_content(world.dossier, SUMMARY, body, seen=seen, user=user, now=NOW)


def publish(world: World, item: ContentItem) -> None:
    actions.publish_content(item, user=world.an, now=NOW)


def next_version(world: World, *, published: bool = True) -> DraftVersion:
    rows = [("art_1", "article", "1", "Mới", "Chữ.", "", 0)]
    return DraftVersion.objects.create(
        dossier=world.dossier, number=2, file=world.version.file, text=text_of("D", rows, NOW),
        state="published" if published else "ready", added_at=NOW,
        published_at=NOW if published else None,
    )  # fmt: skip


def tab(world: World) -> str:
    return reverse("communication:content", args=[world.dossier.slug])


def public(client: Client, world: World) -> str:
    return client.get(reverse("drafts:dossier", args=[world.dossier.slug])).content.decode()


# ── editions ──────────────────────────────────────────
def test_saving_adds_an_edition_made_from_the_newest_version(world: World) -> None:
    item = save(world)
    assert (item.edition, item.state, item.made_from) == (1, "draft", world.version)
    assert Entry.objects.get(what="communication.save").dossier_id == world.dossier.pk


def test_the_same_words_again_are_no_new_edition(world: World) -> None:
    assert save(world) == save(world)
    assert ContentItem.objects.count() == 1


def test_an_edit_that_began_with_an_older_edition_overwrites_nothing(world: World) -> None:
    save(world)
    save(world, {"paragraphs": ["Của Bình."]}, seen=1, user=world.binh)
    with pytest.raises(actions.Overtaken, match="Binh"):
        save(world, {"paragraphs": ["Của An."]}, seen=1)
    assert queries.editions(world.dossier)[0]["summary"].item.body == {"paragraphs": ["Của Bình."]}


def test_an_edit_of_a_published_text_shows_only_when_published(
    client: Client, world: World
) -> None:
    publish(world, save(world))
    edited = save(world, {"paragraphs": ["Câu mới."]}, seen=1)
    page = public(client, world)
    assert "Hè phố dành cho người đi bộ." in page
    assert "Câu mới." not in page
    publish(world, edited)
    page = public(client, world)
    assert "Câu mới." in page
    assert "Hè phố dành cho người đi bộ." not in page


def test_publishing_twice_is_once(world: World) -> None:
    item = save(world)
    publish(world, item)
    publish(world, item)
    assert Entry.objects.filter(what="communication.publish").count() == 1


def test_an_edition_somebody_has_edited_since_is_not_published(world: World) -> None:
    first = save(world)
    save(world, {"paragraphs": ["Mới hơn."]}, seen=1)
    with pytest.raises(actions.Overtaken):
        publish(world, first)


def test_nothing_is_explained_before_there_is_a_text(world: World) -> None:
    DraftVersion.objects.update(text=None)
    with pytest.raises(actions.Refusal, match="tải lên"):
        save(world)


@pytest.mark.parametrize("who", ["chi", "tuphap", "phuong"])
def test_others_write_nothing(world: World, who: str) -> None:
    item = save(world)
    user = getattr(world, who)
    with pytest.raises(PermissionDenied):
        save(world, user=user)
    with pytest.raises(PermissionDenied):
        actions.publish_content(item, user=user, now=NOW)


# ── stale ─────────────────────────────────────────────
def test_a_text_made_from_an_older_version_says_so(client: Client, world: World) -> None:
    publish(world, save(world))
    assert "chưa cập nhật" not in public(client, world)
    next_version(world)
    assert "Soạn theo bản dự thảo lần 1, chưa cập nhật theo bản mới nhất." in public(client, world)
    assert queries.missing(world.dossier, NOW) == "Tóm tắt soạn theo bản dự thảo cũ"


def test_an_unpublished_version_makes_nothing_stale(client: Client, world: World) -> None:
    publish(world, save(world))
    next_version(world, published=False)
    assert "chưa cập nhật" not in public(client, world)


def test_saving_the_same_words_again_confirms_them_for_the_new_version(world: World) -> None:
    publish(world, save(world))
    next_version(world)
    again = save(world, seen=1)
    assert (again.edition, again.made_from.number) == (2, 2)
    publish(world, again)
    assert not queries.published(world.dossier)["summary"].stale


# ── lines ─────────────────────────────────────────────
WORDS = {"khoản 2 điều 2": "art_2__cl_2", "điều 3": "art_3", "art_3": "art_3"}


def form_of(kind: str, text: str) -> ContentForm:
    return FORMS[kind]({"kind": kind, "seen": "0", "text": text}, words_to_eid=WORDS)


@pytest.mark.parametrize(
    ("kind", "text", "body"),
    [
        ("summary", "Một.\n\n Hai. \n", {"paragraphs": ["Một.", "Hai."]}),
        (
            "changes",
            "Người dân | Được hỏi | Khoản 2  Điều 2\nHộ kinh doanh|Phải đăng ký",
            {
                "rows": [
                    {"addressee": "Người dân", "change": "Được hỏi", "provision": "art_2__cl_2"},
                    {"addressee": "Hộ kinh doanh", "change": "Phải đăng ký", "provision": ""},
                ]
            },
        ),
        (
            "changes",
            "A | B | art_3",
            {"rows": [{"addressee": "A", "change": "B", "provision": "art_3"}]},
        ),
        ("questions", "Phí? | Có.", {"items": [{"question": "Phí?", "answer": "Có."}]}),
    ],
)  # fmt: skip
def test_lines_become_rows_and_rows_lines(kind: str, text: str, body: dict[str, Any]) -> None:
    form = form_of(kind, text)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["text"] == body
    again = form_of(kind, FORMS[kind].text_of(body))
    assert again.is_valid()
    assert again.cleaned_data["text"] == body


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("changes", "Người dân | Được hỏi\nchỉ có một phần", "Dòng 2"),
        ("changes", "A | B | C | D", "Dòng 1"),
        ("changes", "A | B | khoản 9 Điều 9", "khoản 9 Điều 9"),
        ("changes", " | B", "Dòng 1"),
        ("questions", "Hỏi mà không đáp", "Dòng 1"),
        ("summary", "   ", "bắt buộc"),
    ],
)
def test_a_wrong_line_is_named(kind: str, text: str, said: str) -> None:
    form = form_of(kind, text)
    assert not form.is_valid()
    assert said in str(form.errors["text"])


# ── pages ─────────────────────────────────────────────
def test_an_officer_writes_and_publishes_the_three_texts(client: Client, world: World) -> None:
    client.force_login(world.an)
    for kind, text in (
        ("summary", "Hè phố cho người đi bộ."),
        ("changes", "Người thuê nhà | Được góp ý | điểm đ khoản 2 Điều 2"),
        ("questions", "Khi nào có hiệu lực? | Từ ngày ký."),
    ):
        answer = client.post(tab(world), {"kind": kind, "seen": "0", "text": text})
        assert answer.url == tab(world)
        client.post(
            reverse("communication:publish", args=[world.dossier.slug, kind]), {"edition": "1"}
        )
    page = public(client, world)
    assert "Hè phố cho người đi bộ." in page
    assert "toan-van/#art_2__cl_2__pt_%C4%91" in page
    assert "Điểm đ khoản 2 Điều 2" in page
    assert "Khi nào có hiệu lực?" in page


def test_a_change_of_an_older_version_links_to_that_version(client: Client, world: World) -> None:
    body = {"rows": [{"addressee": "A", "change": "B", "provision": "art_3"}]}
    kind = ContentItem.Kind.CHANGES
    item = actions.save_content(world.dossier, kind, body, seen=0, user=world.an, now=NOW)
    publish(world, item)
    next_version(world)
    assert "toan-van/?lan=1#art_3" in public(client, world)


def test_whoever_was_overtaken_keeps_the_words_and_sees_the_others(
    client: Client, world: World
) -> None:
    save(world)
    save(world, {"paragraphs": ["Của Bình."]}, seen=1, user=world.binh)
    client.force_login(world.an)
    form = {"kind": "summary", "seen": "1", "text": "Của An."}
    answer = client.post(tab(world), form)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Của An.</textarea>" in page
    assert "Của Bình." in page
    assert client.post(tab(world), form | {"seen": "2"}).status_code == 302


@pytest.mark.parametrize(
    ("who", "get", "post"),
    [
        ("an", 200, 302),
        ("binh", 200, 302),
        ("head", 200, 302),
        ("tuphap", 200, 403),
        ("chi", 404, 404),
        ("phuong", 404, 404),
        (None, 302, 302),
    ],
)
def test_who_gets_the_tab(
    client: Client, world: World, who: str | None, get: int, post: int
) -> None:
    if who is not None:
        client.force_login(getattr(world, who))
    form = {"kind": "summary", "seen": "0", "text": "Chữ."}
    publish_url = reverse("communication:publish", args=[world.dossier.slug, "summary"])
    assert client.get(tab(world)).status_code == get
    assert client.post(tab(world), form).status_code == post
    saved = ContentItem.objects.exists()
    assert saved is (who in {"an", "binh", "head"})
    answer = client.post(publish_url, {"edition": "1"})
    assert answer.status_code == post
    assert ContentItem.objects.filter(state="published").exists() is saved


def test_an_unknown_kind_or_edition_is_not_found(client: Client, world: World) -> None:
    client.force_login(world.an)
    assert client.post(tab(world), {"kind": "leaflet", "text": "x"}).status_code == 404
    url = reverse("communication:publish", args=[world.dossier.slug, "summary"])
    for edition in ("", "7", "x"):
        assert client.post(url, {"edition": edition}).status_code == 404


def test_what_officers_write_is_shown_as_words(client: Client, world: World) -> None:
    evil = "<script>alert(1)</script>"
    publish(world, save(world, {"paragraphs": [evil]}))
    client.force_login(world.an)
    for page in (public(client, world), client.get(tab(world)).content.decode()):
        assert evil not in page
        assert "&lt;script&gt;alert" in page


def test_the_tab_and_the_block_keep_to_their_queries(
    client: Client, world: World, django_assert_max_num_queries: Any
) -> None:
    publish(world, save(world))
    with django_assert_max_num_queries(2):
        assert queries.block(world.dossier)
    client.force_login(world.an)
    with django_assert_max_num_queries(12):
        assert client.get(tab(world)).status_code == 200
