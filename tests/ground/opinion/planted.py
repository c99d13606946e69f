"""Opinions with known truth: campaigns edited as people edit them, among independent ones.

The words are syllables made by rule, so that two independent texts share next to nothing.
"""

from __future__ import annotations

import random

_STARTS = ("b", "c", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t")
_ENDS = (
    "a",
    "á",
    "an",
    "ang",
    "ảo",
    "âm",
    "ệ",
    "ên",
    "i",
    "ình",
    "oà",
    "ông",
    "ờ",
    "ưng",
    "uy",
    "ứ",
)


def syllables(rng: random.Random, count: int) -> list[str]:
    """Made-up words."""
    return [rng.choice(_STARTS) + rng.choice(_ENDS) for _ in range(count)]


def edited(rng: random.Random, template: list[str], strength: float = 0.15) -> str:
    """A copy with a greeting, a closing, a swap of its halves now and then, some words changed.

    `strength` is the share of the template's length that is added or changed.
    """
    words = list(template)
    some = max(1, int(len(words) * strength / 3))
    if rng.random() < 0.3:
        middle = len(words) // 2
        words = words[middle:] + words[:middle]
    at = rng.randrange(len(words) - some)
    words[at : at + some] = syllables(rng, some)
    words = syllables(rng, some) + words + syllables(rng, some)
    return " ".join(words).capitalize() + rng.choice([".", "", "!", " ./."])


def campaign_texts(
    seed: int, sizes: list[int], alone: int, length: int = 60
) -> tuple[list[str], list[int]]:
    """Shuffled texts and for each the number of its campaign; independent ones have their own."""
    rng = random.Random(seed)
    texts, truth = [], []
    for number, size in enumerate(sizes):
        template = syllables(rng, length)
        texts += [edited(rng, template) for _ in range(size)]
        truth += [number] * size
    for number in range(alone):
        texts.append(" ".join(syllables(rng, rng.randint(12, length))))
        truth.append(len(sizes) + number)
    order = rng.sample(range(len(texts)), len(texts))
    return [texts[at] for at in order], [truth[at] for at in order]
