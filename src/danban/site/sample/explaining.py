"""What the sample city says to its people: summary, changes, questions, and sample answers."""

from __future__ import annotations

import json
from datetime import datetime
from importlib.resources import files
from typing import Any

from danban.apps.accounts.models import User
from danban.apps.communication import actions
from danban.apps.communication.models import ContentItem
from danban.apps.drafts.models import Dossier

# (outcome, text) of the first round's answers, in turn; sample wording, marked by the city's note.
ANSWERS = (
    (
        "accepted",
        "Cơ quan chủ trì soạn thảo tiếp thu ý kiến và đã chỉnh lý nội dung này trong bản dự thảo "
        "lần 2.",
    ),
    (
        "partly",
        "Tiếp thu một phần. Bản dự thảo lần 2 đã quy định rõ hơn về trình tự, thời hạn; nội dung "
        "còn lại giữ như bản dự thảo để bảo đảm thống nhất giữa các phường.",
    ),
    (
        "explained",
        "Đề nghị giữ nguyên. Quy định tại dự thảo nhằm bảo đảm lối đi an toàn cho người đi bộ, "
        "người khuyết tật; mức cụ thể đã được đánh giá tác động và lấy ý kiến các phường.",
    ),
    (
        "accepted",
        "Tiếp thu. Dự thảo đã bổ sung trách nhiệm của Ủy ban nhân dân phường trong việc công khai "
        "danh mục tuyến phố và trả lời phản ánh của người dân.",
    ),
    (
        "forwarded",
        "Nội dung góp ý thuộc thẩm quyền của Sở Tài chính; cơ quan chủ trì soạn thảo đã chuyển để "
        "xem xét, trả lời theo quy định.",
    ),
)


def write(dossier: Dossier, owner: User, *, now: datetime) -> None:
    """Write and publish the explaining texts, made from the newest version of the draft."""
    told = _texts("tom-tat.json")
    moved = _moved()
    rows = [
        {
            "addressee": row["addressee"],
            "change": row["change"],
            "provision": _today(row["eid"], moved),
        }
        for row in told["changes"]
    ]
    questions = [
        {"question": item["question"], "answer": item["answer"]} for item in told["questions"]
    ]
    kinds = ContentItem.Kind
    summary = [" ".join(told["summary"]), told["necessity"], told["purpose"]]
    for kind, body in (
        (kinds.SUMMARY, {"paragraphs": summary}),
        (kinds.CHANGES, {"rows": [row for row in rows if row["provision"]]}),
        (kinds.QUESTIONS, {"items": questions}),
    ):
        item = actions.save_content(dossier, kind, body, seen=0, user=owner, now=now)
        actions.publish_content(item, user=owner, now=now)


def _texts(name: str) -> Any:
    path = files("danban.site.sample") / "texts" / name
    return json.loads(path.read_text(encoding="utf-8"))


def _moved() -> dict[str, str]:
    """Article of the first draft → the one article it became in the second."""
    return {
        pair["old"][0]: pair["new"][0]
        for pair in _texts("thay-doi.json")["pairs"]
        if len(pair["old"]) == 1 and len(pair["new"]) == 1
    }


def _today(eid: str, moved: dict[str, str]) -> str:
    """The article that now carries a provision of the first draft; "" where it went to several."""
    return moved.get(eid.split("__")[0], "")
