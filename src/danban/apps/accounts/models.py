from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An officer's account. Citizens have none."""

    display_name = models.CharField(_("Họ và tên"), max_length=120)

    def __str__(self) -> str:
        return self.display_name or self.username
