from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from danban.apps.drafts import actions
from danban.apps.drafts.models import DraftVersion
from danban.apps.jobs.registry import Progress, job
from danban.apps.library.refusals import sentence
from danban.paper import Refused

STEPS = 3


@job(actions.READ, label=_("Đọc văn bản dự thảo"), lane="long")
def read_version(progress: Progress, *, version_id: int) -> dict[str, Any]:
    """Read a version's file and keep its tree, or note why it could not be read."""
    from danban.apps.drafts import bridge

    rows = DraftVersion.objects.select_related("dossier", "file")
    version = rows.filter(pk=version_id, state=DraftVersion.State.READING).first()
    if version is None:  # withdrawn, or read by an earlier delivery of this job
        return {}
    progress(0, STEPS, say("Mở tệp"))
    try:
        source = bridge.open_source(version)
    except Refused as refused:
        why = sentence(refused, version.file.name)
        actions.refuse_version(version, why, now=timezone.now())
        return {"refused": refused.code}
    progress(1, STEPS, say("Nhận diện phần, chương, điều, khoản, điểm"))
    reading = bridge.find_tree(source)
    progress(2, STEPS, say("Lưu văn bản"))
    actions.keep_reading(version, reading, source, now=timezone.now())
    return {"provisions": sum(len(document.provisions) for document in reading.documents)}
