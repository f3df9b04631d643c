from django.db import models
from django.db.models import F, Q

from submissions.papers.models import Paper
from submissions.refs import new_ref
from submissions.workshops.models import Workshop


class Programme(models.Model):
    """Which clock hangs on the wall, and whether everybody sees it."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="programme")
    zone = models.CharField(max_length=50, default="UTC", help_text="As in America/Montreal.")
    published_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0, help_text="Counts changes, for people's own calendars.")


class Session(models.Model):
    class Kind(models.TextChoices):
        TALKS = "talks", "talks"
        POSTERS = "posters", "posters"
        BREAK = "break", "break"
        OTHER = "other", "something else"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="sessions")
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.TALKS)
    title = models.CharField(max_length=200)
    room = models.CharField(max_length=100, blank=True)
    chair = models.CharField(max_length=200, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "room", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start")
        ]

    @property
    def is_break(self) -> bool:
        return self.kind == self.Kind.BREAK


class Slot(models.Model):
    """A paper in a session, or something else with a title. In a session of talks they follow each other."""

    class Arrival(models.TextChoices):
        EXPECTED = "expected", "not seen yet"
        HERE = "here", "is here"
        ABSENT = "absent", "did not come"

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    session = models.ForeignKey(Session, models.CASCADE, related_name="slots")
    paper = models.ForeignKey(Paper, models.CASCADE, null=True, related_name="slots")
    title = models.CharField(max_length=300, blank=True)
    speaker = models.CharField(max_length=200, blank=True)
    minutes = models.PositiveSmallIntegerField(default=15)
    position = models.PositiveSmallIntegerField(default=0)
    arrival = models.CharField(max_length=8, choices=Arrival, default=Arrival.EXPECTED)
    excuse = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paper__isnull=False, title="") | (Q(paper__isnull=True) & ~Q(title="")),
                name="slot_has_paper_or_title",
            ),
            models.UniqueConstraint(fields=["session", "paper"], name="paper_once_per_session"),
            models.CheckConstraint(condition=Q(excuse="") | Q(arrival="absent"), name="excuse_of_the_absent"),
        ]
