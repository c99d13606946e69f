"""The many ways in which people name a clause."""

from __future__ import annotations

import re
from random import Random

_STEP = re.compile(r"(art|cl|pt)_([0-9]+[a-zđ]?|[a-zđ][0-9]?)$")


def steps(eid: str) -> dict[str, str]:
    """``art_5__cl_2__pt_a`` as ``{"art": "5", "cl": "2", "pt": "a"}``; other parts are skipped."""
    found = (_STEP.match(part) for part in eid.split("__"))
    return {match[1]: match[2] for match in found if match}


def official(eid: str) -> str:
    """The form laws use: "điểm a khoản 2 Điều 5"."""
    at = steps(eid)
    parts = [f"điểm {at['pt']}"] if "pt" in at else []
    parts += [f"khoản {at['cl']}"] if "cl" in at else []
    return " ".join([*parts, f"Điều {at['art']}"])


def casual(eid: str, rng: Random) -> str:
    """One of the forms that people type, such as "k2 đ5" or "Điều 5, khoản 2"."""
    at = steps(eid)
    article, clause, point = at["art"], at.get("cl"), at.get("pt")
    forms: tuple[str, ...]
    if clause and point:
        forms = (
            f"điểm {point} khoản {clause} Điều {article}",
            f"điểm {point}, khoản {clause}, điều {article}",
            f"Điều {article} khoản {clause} điểm {point}",
            f"điểm {point} k{clause} đ{article}",
            f"mục {point} khoản {clause} điều {article}",
            f"dieu {article} khoan {clause} diem {point}",
            f"Đ{article}.K{clause}.{point}",
        )
    elif clause:
        forms = (
            f"khoản {clause} Điều {article}",
            f"khoản {clause}, điều {article}",
            f"k{clause} đ{article}",
            f"Điều {article}, khoản {clause}",
            f"điều {article} khoản {clause}",
            f"dieu {article} khoan {clause}",
            f"Khoản {clause} điều {article} dự thảo",
            f"K{clause}Đ{article}",
            f"Điều {article} (khoản {clause})",
        )
    elif point:
        forms = (
            f"điểm {point} Điều {article}",
            f"Điều {article} điểm {point}",
            f"điều {article}, mục {point}",
        )
    else:
        forms = (
            f"Điều {article}", f"điều {article}", f"đ{article}", f"dieu {article}",
            f"Điều số {article}", f"điều {article} của dự thảo",
        )  # fmt: skip
    return rng.choice(forms)
