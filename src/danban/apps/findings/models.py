from __future__ import annotations

from django.db import models

from danban.apps.consultations.models import Opinion, Round
from danban.apps.jobs.models import Job


class Run(models.Model):
    """One run of the engine over a round, with everything needed to repeat it."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="runs")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True)
    version = models.CharField(max_length=20)
    parameters = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]


class Group(models.Model):
    """Opinions on one provision that say the same (nhóm ý kiến). Lives across runs by `key`."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="groups")
    key = models.CharField(max_length=20)
    provision = models.CharField(max_length=120, blank=True)
    position = models.PositiveIntegerField(default=0)  # of the provision in the text
    label = models.CharField(max_length=300)
    representative = models.TextField()
    opinions_count = models.PositiveIntegerField(default=0)
    submissions_count = models.PositiveIntegerField(default=0)
    unique_texts = models.PositiveIntegerField(default=0)
    campaign = models.BooleanField(default=False)
    last_run = models.ForeignKey(Run, on_delete=models.SET_NULL, null=True)

    class Meta:
        ordering = ["position", "-opinions_count", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "key"], name="findings_key_once_per_round")
        ]
        indexes = [models.Index(fields=["round", "position", "-opinions_count", "id"])]

    def __str__(self) -> str:
        return self.label


class GroupedOpinion(models.Model):
    """Which group an opinion is in, by the newest run."""

    opinion = models.OneToOneField(Opinion, on_delete=models.CASCADE, related_name="grouped")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="members")
