"""From an issue to a written opinion: a line in a form, a letter, a long signed paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from danban.site.sample import CITY
from danban.site.sample.bank import Aim
from danban.site.sample.cast import ROLES
from danban.site.sample.citing import official
from danban.site.sample.wording import capital, reword, sentence, small, spin

_LEAD = (
    "Thứ nhất, ", "Trước hết, ", "Lý do là ", "Bởi vì ", "Thực tế cho thấy ", "Theo tôi thấy, ",
    "", "", "", "",
)  # fmt: skip
_NEXT = ("Thứ hai, ", "Hơn nữa, ", "Ngoài ra, ", "Mặt khác, ", "Bên cạnh đó, ", "", "", "")
_ASK = (
    "Vì vậy tôi đề nghị {}", "Tôi đề nghị {}", "Đề nghị {}", "Mong cơ quan soạn thảo {}",
    "Kính mong thành phố xem xét {}", "Theo tôi nên {}", "Xin kiến nghị {}", "Cần {}",
)  # fmt: skip
_GREETING = (
    "Kính gửi Sở Xây dựng thành phố Hải Lam,", "Kính gửi Ban soạn thảo,",
    "Kính gửi quý cơ quan,", "Kính thưa các đồng chí,", "Gửi Ban soạn thảo dự thảo Nghị quyết,",
    "Kính gửi Hội đồng nhân dân thành phố,", "Xin chào,", "Kính chào quý cơ quan.",
)  # fmt: skip
_WHO = (
    "Tôi là $role ở $ward.", "Tôi là $role, năm nay $age tuổi, ở $ward.",
    "Tôi, $role tại $street, có mấy lời.",
    "Tôi năm nay $age tuổi, là $role, sống ở $ward đã $y năm.",
    "Tôi là $role tại $street, $ward.", "Nhà tôi ở $street, tôi là $role.",
    "Tôi là $role, đã $y năm gắn bó với $street.",
)  # fmt: skip
_READ = (
    "Sau khi đọc dự thảo tôi xin góp ý về $where.", "Về $where, tôi có ý kiến như sau:",
    "Tôi xin góp ý về $where.", "Đọc phần $where tôi thấy cần nói mấy lời.",
    "Liên quan đến $where, tôi nghĩ thế này.", "Ý kiến của tôi là về $where.",
    "Qua loa phường tôi được biết về $where nên gửi ý kiến.",
)  # fmt: skip
_CLOSE = (
    "Trân trọng cảm ơn.", "Xin cảm ơn.", "Mong được xem xét.", "Tôi xin chân thành cảm ơn.",
    "Rất mong nhận được trả lời.", "Kính mong được lắng nghe.", "Cảm ơn đã đọc.",
    "Chúc các anh chị mạnh khỏe.", "",
)  # fmt: skip
_ASIDE = (
    "Tôi viết không được hay, mong thông cảm.", "Đây là lần đầu tôi góp ý một dự thảo.",
    "Ý kiến này tôi đã bàn với {vợ|chồng|các con|mấy nhà bên cạnh}.",
    "Cả {dãy phố|tổ dân phố|xóm} tôi nhiều người nghĩ vậy.",
    "Tôi đã nói chuyện này ở cuộc họp {tổ dân phố|cử tri} {tháng trước|đầu năm}.",
    "Còn các phần khác tôi thấy {được|ổn|không có ý kiến}.",
    "Tôi có {đứa con|người em|bà mẹ|ông bác} cũng {chịu ảnh hưởng|đang lo} vì chuyện này.",
    "Hè trước nhà tôi đo được {2,4|2,7|3,1|3,5|4,2|5} mét.",
    "Tôi buôn bán từ {trước dịch|hồi còn cấp quận|lúc lấy chồng|khi về hưu}.",
    "Ngày nào tôi cũng {đi qua|có việc ở} $street.", "Mùa mưa thì còn khổ hơn.",
    "Tiền nhà, tiền điện, tiền học của con cái gì cũng {tăng|lên giá}.",
    "Nói thật là {tôi rất lo|tôi mừng|tôi vừa mừng vừa lo}.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: an organisation's name or, for a citizen, only a voice; and where from."""

    voice: str
    ward: str
    street: str
    body: str | None


def short(aim: Aim, writer: Writer, cite: str | None, rng: Random) -> str:
    """One to three sentences; ``cite`` names the clause in some way."""
    if writer.body:
        return _body_short(aim, cite, rng)
    issue = aim.issue
    say = sentence(_one(issue.say, writer, rng, 0.3))
    why = sentence(_one(issue.why, writer, rng, 0.4))
    ask = sentence(_ask(aim, writer, rng))
    story = sentence(_one(issue.story, writer, rng, 0.3))
    text = rng.choices(
        (say, f"{say} {why}", f"{why} {say}", f"{why} {ask}", ask, f"{say} {ask}", story,
         f"{story} {say}", f"{say} {aside(writer, rng)}"),
        (30, 12, 6, 8, 6, 6, 4, 10, 9),
    )[0]  # fmt: skip
    if cite:
        joint = rng.choice(("{}: {}", "{} - {}", "về {}: {}", "{} {}", "Góp ý {}: {}"))
        text = joint.format(cite, small(text) if rng.random() < 0.5 else text)
    elif aim.heading and rng.random() < 0.08:
        text = f"Về {small(aim.heading)}: {small(text)}"
    return text


def letter(aim: Aim, writer: Writer, cite: str | None, rng: Random) -> str:
    """A greeting, who writes, the matter, reasons, a wish."""
    if writer.body:
        return _body_letter(aim, writer, cite, rng)
    issue = aim.issue
    whys = list(issue.why)
    rng.shuffle(whys)
    body = [sentence(_one(issue.say, writer, rng, 0.5))]
    if rng.random() < 0.65:
        body.insert(rng.randrange(2), sentence(_one(issue.story, writer, rng, 0.5)))
    for index, why in enumerate(whys[: rng.choice((1, 1, 2))]):
        lead = rng.choice(_LEAD if index == 0 else _NEXT)
        reason = reword(spin(why, rng, street=writer.street, ward=writer.ward), rng, 0.5)
        body.append(sentence(lead + (small(reason) if lead else reason)))
    for _ in range(rng.choice((0, 1, 1, 2))):
        body.insert(rng.randrange(len(body) + 1), aside(writer, rng))
    if rng.random() < 0.75:
        body.append(sentence(_ask(aim, writer, rng)))
    opening = [rng.choice(_GREETING)] if rng.random() < 0.6 else []
    intro = [introduce(writer, rng)] if rng.random() < 0.75 else []
    if cite or rng.random() < 0.4:
        intro.append(rng.choice(_READ).replace("$where", _where(aim, cite, rng)))
    paragraph = " ".join(dict.fromkeys([*intro, *body]))
    close = rng.choice(_CLOSE)
    parts = [*opening, paragraph, *([close] if close else [])]
    return ("\n" if rng.random() < 0.7 else " ").join(parts)


def long(aims: Sequence[Aim], writer: Writer, rng: Random) -> str:
    """A paper with numbered headings that cites every provision it speaks of."""
    who = writer.body or "Tôi"
    lines = [
        f"{'Văn bản góp ý' if writer.body else 'Thư góp ý'} dự thảo Nghị quyết ({CITY})"
        if rng.random() < 0.5
        else rng.choice(("GÓP Ý DỰ THẢO", "Ý KIẾN GÓP Ý ĐỐI VỚI DỰ THẢO", "Bản góp ý dự thảo")),
        "1. Ý kiến chung",
        f"{capital(who)} {rng.choice(('đã nghiên cứu', 'đã đọc kỹ', 'đã trao đổi về'))} dự thảo và "
        + rng.choice(("thống nhất với sự cần thiết ban hành.", "cơ bản đồng tình về chủ trương.",
                      "nhận thấy dự thảo đã được chuẩn bị công phu.")),
        "2. Ý kiến cụ thể",
    ]  # fmt: skip
    for index, aim in enumerate(aims, start=1):
        name = f"{official(aim.eid)} ({small(aim.heading)})" if aim.eid else "toàn bộ dự thảo"
        lines.append(f"2.{index}. Về {name}")
        lines.append(_opinion_paragraph(aim, writer, rng))
        if rng.random() < 0.8:
            lines.append(f"- Đề nghị: {sentence(small(_one(aim.issue.propose, writer, rng, 0)))}")
    lines += ["3. Kiến nghị về tổ chức thực hiện", _closing_wish(rng)]
    return "\n".join(lines)


def proposal(aim: Aim, writer: Writer, rng: Random) -> str:
    """The proposed wording or measure alone, for the form's own field."""
    return sentence(_one(aim.issue.propose, writer, rng, 0))


def _body_short(aim: Aim, cite: str | None, rng: Random) -> str:
    formal = spin(rng.choice(aim.issue.formal), rng)
    if aim.issue.stance == "agree":
        return sentence(f"{cite}: {formal}" if cite else formal)
    wish = small(spin(rng.choice(aim.issue.propose), rng))
    where = f"{cite}: " if cite else ""
    return rng.choice((
        f"{where}{sentence(formal)} Đề nghị {sentence(wish)}",
        f"{where}Đề nghị {sentence(wish)}",
        f"{where}{sentence(formal)}",
    ))  # fmt: skip


def _body_letter(aim: Aim, writer: Writer, cite: str | None, rng: Random) -> str:
    opening = rng.choice((
        f"{writer.body} nhận được dự thảo Nghị quyết và có ý kiến như sau:",
        f"Sau khi nghiên cứu dự thảo, {writer.body} tham gia ý kiến như sau:",
        f"{writer.body} cơ bản thống nhất với dự thảo. Tuy nhiên, đề nghị quan tâm nội dung sau:"
        if aim.issue.stance != "agree" else f"{writer.body} thống nhất với dự thảo, cụ thể:",
        f"Thực hiện đề nghị của cơ quan chủ trì soạn thảo, {writer.body} góp ý như sau:",
        f"Qua tổ chức lấy ý kiến {rng.choice(('hội viên', 'đoàn viên', 'người dân', 'cán bộ'))}, "
        f"{writer.body} tổng hợp như sau:",
    ))  # fmt: skip
    lines = [opening, f"Về {_where(aim, cite, rng)}: {_opinion_paragraph(aim, writer, rng)}"]
    if aim.issue.stance != "agree" or rng.random() < 0.3:
        wish = small(spin(rng.choice(aim.issue.propose), rng))
        lines.append(rng.choice(("Đề nghị {}", "Đề nghị cơ quan chủ trì {}", "Do đó, đề nghị {}",
                                 "Kiến nghị {}")).format(sentence(wish)))  # fmt: skip
    lines.append(rng.choice((
        f"Trên đây là ý kiến của {writer.body}.", "Trân trọng.", "Các nội dung khác thống nhất.",
        "Các nội dung còn lại không có ý kiến.", f"{writer.body} kính gửi quý cơ quan tổng hợp.",
    )))  # fmt: skip
    return "\n".join(lines)


def _opinion_paragraph(aim: Aim, writer: Writer, rng: Random) -> str:
    parts = [_one(aim.issue.formal, writer, rng, 0)]
    whys = rng.sample(aim.issue.why, k=min(len(aim.issue.why), rng.choice((1, 1, 2))))
    for index, why in enumerate(whys):
        lead = rng.choice(("Lý do: ", "Qua thực tế, ", "") if index == 0 else ("Đồng thời, ", ""))
        text = spin(why, rng, street=writer.street, ward=writer.ward)
        parts.append(lead + (small(text) if lead else text))
    if writer.body is None and rng.random() < 0.5:
        parts.append(_one(aim.issue.story, writer, rng, 0.2))
    return " ".join(sentence(part) for part in parts)


def _closing_wish(rng: Random) -> str:
    first = rng.choice((
        "Đề nghị tổ chức tuyên truyền tới từng tổ dân phố trước khi áp dụng.",
        "Đề nghị bố trí đủ kinh phí và nhân lực cho cấp phường.",
        "Đề nghị sơ kết sau 12 tháng thực hiện và công khai kết quả.",
        "Đề nghị công khai việc tiếp thu, giải trình từng ý kiến.",
        "Đề nghị có bản tóm tắt dễ đọc cho người dân.",
    ))  # fmt: skip
    last = rng.choice(
        (
            "Kính đề nghị quý cơ quan tổng hợp.",
            "Xin trân trọng cảm ơn.",
            "Rất mong được phản hồi.",
        )
    )
    return f"{first} {last}"


def _where(aim: Aim, cite: str | None, rng: Random) -> str:
    if cite and aim.heading and rng.random() < 0.6:
        return f"{cite} ({small(aim.heading)})"
    return cite or (small(aim.heading) if aim.heading else "dự thảo")


def introduce(writer: Writer, rng: Random) -> str:
    """A sentence in which a citizen says who they are."""
    role = small(spin(rng.choice(ROLES[writer.voice]), rng))
    text = rng.choice(_WHO).replace("$role", role).replace("$ward", writer.ward)
    text = text.replace("$street", writer.street).replace("$y", str(rng.randint(2, 45)))
    return text.replace("$age", str(rng.randint(22, 81)))


def aside(writer: Writer, rng: Random) -> str:
    """A personal sentence that says nothing about the rule."""
    return spin(rng.choice(_ASIDE), rng, street=writer.street, ward=writer.ward)


def _ask(aim: Aim, writer: Writer, rng: Random) -> str:
    wish = small(_one(aim.issue.propose, writer, rng, 0.3))
    return capital(rng.choice(_ASK).format(wish))


def _one(patterns: Sequence[str], writer: Writer, rng: Random, rate: float) -> str:
    text = spin(rng.choice(patterns), rng, street=writer.street, ward=writer.ward)
    return reword(text, rng, rate)
