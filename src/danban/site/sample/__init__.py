"""The fictional sample city: its texts, people and opinions. No Django here.

Everything this package writes carries :data:`SAMPLE_MARK`; city, wards, streets and persons
are invented.
"""

from __future__ import annotations

from pathlib import Path

SAMPLE_MARK = "DỮ LIỆU MẪU – thành phố hư cấu"
CITY = "thành phố Hải Lam"
TEXTS = Path(__file__).parent / "texts"
