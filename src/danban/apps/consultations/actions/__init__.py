"""Every write of this app: submissions, rounds, bodies asked, files of opinions, review."""

from __future__ import annotations

from danban.apps.consultations.actions.batches import (
    add_batch,
    finish_taking,
    log_undo,
    read_again,
    refuse_batch,
    release,
    start_taking,
    stop_taking,
    undo,
)
from danban.apps.consultations.actions.bodies import (
    Answer,
    answer_by_link,
    ask_body,
    mark_silent,
    record_answer,
)
from danban.apps.consultations.actions.refusals import RefusedToday, RoundClosed
from danban.apps.consultations.actions.review import hide, publish
from danban.apps.consultations.actions.rounds import announce_closed, extend_round, open_round
from danban.apps.consultations.actions.rows import set_aside, take_tray_row
from danban.apps.consultations.actions.submissions import Receipt, Said, submit, withdraw

__all__ = [
    "Answer",
    "Receipt",
    "RefusedToday",
    "RoundClosed",
    "Said",
    "add_batch",
    "announce_closed",
    "answer_by_link",
    "ask_body",
    "extend_round",
    "finish_taking",
    "hide",
    "log_undo",
    "mark_silent",
    "open_round",
    "publish",
    "read_again",
    "record_answer",
    "refuse_batch",
    "release",
    "set_aside",
    "start_taking",
    "stop_taking",
    "submit",
    "take_tray_row",
    "undo",
    "withdraw",
]
