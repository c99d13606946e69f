"""Texts that many people send: one template, each copy changed a little or a lot."""

from __future__ import annotations

from random import Random

from danban.site.sample.bank import Aim
from danban.site.sample.noise import strip_accents
from danban.site.sample.wording import reword, sentence, small, spin
from danban.site.sample.writing import Writer, aside, introduce

GREETINGS = ("Kính gửi Sở Xây dựng,", "Kính gửi Ban soạn thảo,", "Kính gửi Hội đồng nhân dân,", "")


_CALL = (
    "Chúng tôi là những người dân đang sinh sống và làm ăn tại thành phố Hải Lam.",
    "Chúng tôi, các hộ dân cùng ký tên dưới đây, gửi ý kiến chung.",
    "Đây là ý kiến chung của bà con trong tổ dân phố.",
    "Sau khi bàn bạc, các hộ trong khu phố thống nhất gửi ý kiến sau.",
    "Chúng tôi gửi thư này sau khi đọc kỹ bản dự thảo đăng trên cổng thông tin.",
)
_ASK = (
    "Chúng tôi đề nghị {}", "Chúng tôi đồng lòng kiến nghị {}", "Kính đề nghị thành phố {}",
    "Nguyện vọng của chúng tôi là {}", "Chúng tôi tha thiết mong {}",
)  # fmt: skip
_PLEA = (
    "Kính mong Hội đồng nhân dân thành phố xem xét nguyện vọng chính đáng của người dân.",
    "Mong quý cơ quan lắng nghe để quy định khi ban hành được lòng dân.",
    "Chúng tôi mong nhận được câu trả lời công khai về ý kiến này.",
    "Rất mong ý kiến này được tiếp thu trong bản dự thảo lần sau.",
    "Chúng tôi sẵn sàng cử người đến trao đổi trực tiếp khi được mời.",
)


def sizes(count: int, rng: Random) -> tuple[int, ...]:
    """Campaign sizes for ``count`` opinions: most of two, few large, one above a hundred.

    The shares follow a real docket of 22,582 comments (2: 250, 3-5: 89, 6-20: 24, 21-100: 7,
    above: 2), somewhat enlarged so that a small sample shows every size.
    """
    large = [max(101, count * 13 // 200)] if count >= 1000 else []
    middle = [rng.randint(21, 60) for _ in range(max(count // 1500, int(count >= 400)))]
    small_ones = [rng.randint(6, 20) for _ in range(count // 700)]
    few = [rng.randint(3, 5) for _ in range(count // 250)]
    pairs = [2] * (count // 90)
    return (*large, *middle, *small_ones, *few, *pairs)


def template(aim: Aim, rng: Random) -> list[str]:
    """The sentences that go round: what, why, what should be done."""
    issue = aim.issue
    opening = rng.choice((rng.choice(issue.formal), rng.choice(issue.say)))
    whys = rng.sample(issue.why, k=len(issue.why))
    return [
        *([rng.choice(_CALL)] if rng.random() < 0.5 else []),
        *(sentence(spin(pattern, rng)) for pattern in (opening, *whys)),
        sentence(rng.choice(_ASK).format(small(spin(rng.choice(issue.propose), rng)))),
        rng.choice(_PLEA),
    ]


def copy(sentences: list[str], writer: Writer, rng: Random, *, first: bool) -> str:
    """One copy; the first is the template itself, one in five others is sent unchanged."""
    if first or rng.random() < 0.2:
        return " ".join(sentences)
    # The first sentence may name the clause, which every copy keeps.
    kept = [sentences[0], *(s for s in sentences[1:] if rng.random() > 0.12)]
    if rng.random() < 0.3 and len(kept) > 1:
        kept.append(kept.pop(rng.randrange(1, len(kept))))
    kept = [reword(s, rng, 0.25) for s in kept]
    if rng.random() < 0.55:
        kept.insert(0, introduce(writer, rng))
    if rng.random() < 0.35:
        kept.insert(rng.randrange(len(kept) + 1), aside(writer, rng))
    greeting = rng.choice(GREETINGS)
    text = " ".join([greeting, *kept] if greeting else kept)
    if rng.random() < 0.3:
        text += f" {rng.choice(('Trân trọng.', 'Xin cảm ơn.', f'Người dân {writer.ward}.'))}"
    return strip_accents(text) if rng.random() < 0.05 else text
