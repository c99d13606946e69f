from __future__ import annotations

from pathlib import Path

import danban

PACKAGE = Path(danban.__file__).parent
STATIC = PACKAGE / "site" / "static" / "danban"
TEMPLATES = [*PACKAGE.glob("site/templates/**/*.html"), *PACKAGE.glob("apps/*/templates/**/*.html")]
