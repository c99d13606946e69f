"""Opinions on any draft, whose truth is known: what each speaks of, holds, and was copied from.

Six in ten are a line or two, seven in twenty read like a letter, one in twenty is a long paper;
a quarter comes from organisations. The same provisions, count, seed and campaigns give the same
opinions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from danban.site.sample import campaigns as copies
from danban.site.sample.bank import WHOLE, Aim, Provision, about, aims, plain_topics
from danban.site.sample.cast import BODIES, ROLES, STREETS, WARDS, citizen_name
from danban.site.sample.citing import casual, official
from danban.site.sample.distinct import Distinct
from danban.site.sample.noise import spoil
from danban.site.sample.wording import spin
from danban.site.sample.writing import Writer, letter, long, proposal, short

DAYS = 30
PLAIN_SHARE = 0.15
STOCK_SHARE = 0.06
# Nobody is against a definition or a prohibition without saying why; the plain issues do not.
_FORMAL_HEADINGS = re.compile("nghiêm cấm|Giải thích từ ngữ|Phạm vi|Đối tượng|Hiệu lực|Tổ chức")
_STOCK = (
    ("đồng ý", "agree"), ("Đồng ý", "agree"), ("Nhất trí", "agree"), ("ok", "agree"),
    ("Tôi đồng ý.", "agree"), ("đồng ý ạ", "agree"), ("Ủng hộ", "agree"), ("nhất trí", "agree"),
    ("Không đồng ý", "disagree"), ("Không có ý kiến", "agree"), ("Tán thành", "agree"),
    ("không đồng ý", "disagree"), ("Nhất trí với dự thảo", "agree"), ("dong y", "agree"),
)  # fmt: skip
_ORGANISATION_VOICES = {
    "business": {"biz", "xe", "hkd"}, "association": {"assoc", "kt", "rong"},
    "front": {"front", "dan", "me"}, "agency": {"agency"}, "expert": {"expert"},
}  # fmt: skip
_ORGANISATION_WEIGHTS = {
    "business": 32, "agency": 26, "front": 22, "association": 13, "expert": 7,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class GeneratedOpinion:
    """One opinion and the truth about it.

    ``provision`` is what the author picked in the form, ``cited_eid`` what the text names; both
    may be the article above ``truth_eid`` (None: the draft as a whole). ``also`` are further
    provisions of a long paper. ``day`` counts from the opening of the round. ``how`` is chosen,
    cited or none; ``length`` short, letter or long; ``noise`` names what spoiled the text.
    """

    id: str
    text: str
    provision: str | None
    cited_eid: str | None
    truth_eid: str | None
    truth_topic: str
    truth_issue: str
    truth_campaign: str | None
    stance: str
    kind: str
    contributor: str
    area: str
    day: int
    proposal: str | None
    how: str
    length: str
    also: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """What of a draft can be spoken of."""

    aims: tuple[Aim, ...]
    targets: tuple[Provision, ...]
    headings: dict[str, str]
    whole: tuple[Aim, ...]

    def aim(self, rng: Random, *, body: bool = False) -> Aim:
        if self.aims and rng.random() > (PLAIN_SHARE / 3 if body else PLAIN_SHARE):
            return rng.choices(self.aims, [aim.issue.weight for aim in self.aims])[0]
        if not self.targets or (not self.aims and rng.random() < 0.1):
            return rng.choice(self.whole)
        provision = rng.choice(self.targets)
        heading = self.headings[_article(provision.eid)]
        issues = plain_topics()[0].issues
        if body or _FORMAL_HEADINGS.search(heading):
            issues = tuple(issue for issue in issues if issue.stance != "disagree")
        issue = rng.choices(issues, [each.weight for each in issues])[0]
        return about(issue, provision, heading, rng)


def generate(
    provisions: Sequence[Provision],
    *,
    count: int,
    seed: int,
    campaigns: Sequence[int] | None = None,
) -> list[GeneratedOpinion]:
    """``count`` opinions on the draft, in order of day.

    ``campaigns`` are the sizes wanted (two or more, together at most ``count``); without it they
    follow :func:`danban.site.sample.campaigns.sizes`. Raises ValueError for sizes that do not fit.
    """
    rng = Random(seed)  # noqa: S311 - repeatable sample, no secret
    sizes = tuple(campaigns) if campaigns is not None else copies.sizes(count, rng)
    if any(size < 2 for size in sizes) or sum(sizes) > count:
        raise ValueError(f"campaign sizes must be 2 or more and together at most {count}")
    draft = _draft(provisions)
    made = [
        opinion
        for number, size in enumerate(sizes, start=1)
        for opinion in _campaign(draft, f"c{number:03d}", size, rng)
    ]
    distinct = Distinct()
    for length, body in _plan(count, sum(sizes), rng):
        made.append(_independent(draft, length, body=body, distinct=distinct, rng=rng))
    rng.shuffle(made)
    made.sort(key=lambda opinion: opinion.day)
    return [replace(opinion, id=f"yk-{n:06d}") for n, opinion in enumerate(made, start=1)]


def _draft(provisions: Sequence[Provision]) -> _Draft:
    kinds = ("article", "clause", "point")
    own = [p for p in provisions if p.kind in kinds and p.eid.startswith("art_")]
    own = [p for p in own if "qstr" not in p.eid]
    headings = {p.eid: p.heading or "" for p in own if p.kind == "article"}
    targets = tuple(p for p in own if p.text.strip() and _article(p.eid) in headings)
    whole = tuple(Aim(issue, None, "") for issue in plain_topics()[1].issues)
    return _Draft(aims(own), targets, headings, whole)


def _plan(count: int, copied: int, rng: Random) -> Iterator[tuple[str, bool]]:
    """Length and "by an organisation?" of each opinion outside campaigns, at the asked shares."""
    left = count - copied
    longs = min(left, round(count * 0.05))
    letters = min(left - longs, max(0, round(count * 0.35) - copied))
    shorts = left - longs - letters
    bodies = min(left, round(count * 0.25))
    of_long = min(longs, round(longs * 0.6), bodies)
    of_short = min(shorts, round(shorts * 0.12), bodies - of_long)
    of_letter = min(letters, bodies - of_long - of_short)
    for length, size, by_body in (
        ("long", longs, of_long), ("letter", letters, of_letter), ("short", shorts, of_short),
    ):  # fmt: skip
        marks = [True] * by_body + [False] * (size - by_body)
        rng.shuffle(marks)
        yield from ((length, mark) for mark in marks)


def _campaign(draft: _Draft, name: str, size: int, rng: Random) -> Iterator[GeneratedOpinion]:
    issues = [aim for aim in draft.aims if aim.issue.stance != "agree" and aim.eid]
    aim = rng.choices(issues, [a.issue.weight for a in issues])[0] if issues else draft.aim(rng)
    sentences = copies.template(aim, rng)
    start = rng.randrange(DAYS - 4)
    how = rng.choice(("chosen", "none", "cited")) if aim.eid else "none"
    if how == "cited" and aim.eid:
        sentences[0] = f"Về {official(aim.eid)}: {sentences[0]}"
    for index in range(size):
        writer = _citizen(aim, rng)
        text = copies.copy(sentences, writer, rng, first=index == 0)
        text, noise = spoil(text, rng, short=False, body=False)
        day = start + rng.randrange(4) if rng.random() < 0.67 else rng.randrange(DAYS)
        yield _opinion(
            aim, writer, text, rng, how=how, length="letter", noise=noise,
            campaign=name, day=day, cited=aim.eid if how == "cited" else None,
        )  # fmt: skip


def _independent(
    draft: _Draft, length: str, *, body: bool, distinct: Distinct, rng: Random
) -> GeneratedOpinion:
    if length == "short" and not body and rng.random() < STOCK_SHARE:
        return _stock(draft, rng)
    aim = draft.aim(rng, body=body)
    writer = _organisation(aim, rng) if body else _citizen(aim, rng)
    if length == "long":
        return _long(draft, aim, writer, rng)
    how = _how(aim, rng)
    cited = _cited(aim, rng) if how == "cited" else None
    cite = (official(cited) if writer.body else casual(cited, rng)) if cited else None
    write = letter if length == "letter" else short
    key = f"{aim.issue.topic}/{aim.issue.name}"
    text = distinct.new(key, lambda: write(aim, writer, cite, rng))
    text, noise = spoil(
        text, rng, short=length == "short", body=body, glad=aim.issue.stance == "agree"
    )
    return _opinion(aim, writer, text, rng, how=how, length=length, noise=noise, cited=cited)


def _long(draft: _Draft, first: Aim, writer: Writer, rng: Random) -> GeneratedOpinion:
    """Three to five provisions, each cited; the first is the truth, the rest ``also``."""
    chosen = [first]
    for _ in range(rng.randint(2, 4)):
        more = draft.aim(rng, body=True)
        if more.eid and more.eid not in [aim.eid for aim in chosen]:
            chosen.append(more)
    text, noise = spoil(long(chosen, writer, rng), rng, short=False, body=True)
    return _opinion(
        first, writer, text, rng, how="cited" if first.eid else "none", length="long",
        noise=noise, cited=first.eid, also=tuple(chosen[1:]),
    )  # fmt: skip


def _stock(draft: _Draft, rng: Random) -> GeneratedOpinion:
    """The same few words that many people write without having copied them."""
    words, stance = rng.choice(_STOCK)
    aim = draft.aim(rng) if rng.random() < 0.5 else draft.whole[0]
    plain = replace(aim.issue, topic=WHOLE, name="một lời", stance=stance)
    aim = Aim(plain, aim.eid, aim.heading)
    writer = _citizen(aim, rng)
    return _opinion(
        aim, writer, words, rng, how="chosen" if aim.eid else "none", length="short",
        wishes=False,
    )  # fmt: skip


def _opinion(
    aim: Aim,
    writer: Writer,
    text: str,
    rng: Random,
    *,
    how: str,
    length: str,
    noise: tuple[str, ...] = (),
    campaign: str | None = None,
    cited: str | None = None,
    day: int | None = None,
    also: Sequence[Aim] = (),
    wishes: bool = True,
) -> GeneratedOpinion:
    issue = aim.issue
    wish = wishes and issue.stance in ("amend", "disagree") and rng.random() < 0.22
    picked = None
    if how == "chosen" and aim.eid:
        picked = _article(aim.eid) if rng.random() < 0.2 else aim.eid
    return GeneratedOpinion(
        id="",
        text=text,
        provision=picked,
        cited_eid=cited,
        truth_eid=aim.eid,
        truth_topic=issue.topic,
        truth_issue=issue.name,
        truth_campaign=campaign,
        stance=issue.stance,
        kind=_kind(writer),
        contributor=writer.body or citizen_name(writer.voice, writer.ward, rng),
        area=writer.ward,
        day=int(DAYS * rng.betavariate(1.3, 0.9)) % DAYS if day is None else day,
        proposal=proposal(aim, writer, rng) if wish and not also else None,
        how=how,
        length=length,
        also=tuple(each.eid for each in also if each.eid),
        noise=noise,
    )


def _citizen(aim: Aim, rng: Random) -> Writer:
    fitting = [v for v in aim.issue.voices if v not in ("agency", "assoc")]
    voice = rng.choice(fitting or ["dan"])
    return Writer(voice if voice in ROLES else "dan", rng.choice(WARDS), rng.choice(STREETS), None)


def _organisation(aim: Aim, rng: Random) -> Writer:
    voices = set(aim.issue.voices)
    kinds = list(_ORGANISATION_WEIGHTS)
    weights = [
        _ORGANISATION_WEIGHTS[kind] * (3 if voices & _ORGANISATION_VOICES[kind] else 1)
        for kind in kinds
    ]
    kind, ward = rng.choices(kinds, weights)[0], rng.choice(WARDS)
    name = spin(rng.choice(BODIES[kind]), rng, ward=ward)
    return Writer(kind, ward, rng.choice(STREETS), name)


def _kind(writer: Writer) -> str:
    return writer.voice if writer.body else "citizen"


def _how(aim: Aim, rng: Random) -> str:
    if aim.eid is None:
        return "none"
    return rng.choices(("chosen", "cited", "none"), (55, 25, 20))[0]


def _cited(aim: Aim, rng: Random) -> str:
    eid = aim.eid or ""
    return _article(eid) if rng.random() < 0.2 else eid


def _article(eid: str) -> str:
    return eid.split("__")[0]
