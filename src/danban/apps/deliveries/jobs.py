from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danban.apps.deliveries import actions
from danban.apps.deliveries.models import Mail
from danban.apps.jobs.registry import Progress, job


@job("deliveries.send_mail", label=_("Gửi thư điện tử"), retries=8)
def send_mail(progress: Progress, *, mail_id: int) -> None:
    actions.send(Mail.objects.get(pk=mail_id), now=timezone.now())
