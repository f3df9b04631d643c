from django.db import models
from django.db.models import Q

from submissions import clock
from submissions.papers.models import Paper
from submissions.refs import new_ref
from submissions.workshops.models import Workshop


class Inquiry(models.Model):
    """A workshop asks who comes, until when."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="inquiry")
    due_at = models.DateTimeField()
    asked_at = models.DateTimeField(default=clock.now)
    reminded_at = models.DateTimeField(null=True, help_text="When the reminder before the due date went out.")


class Attendance(models.Model):
    """Who presents an accepted paper, and whether in person. `token` opens its page to the paper's authors."""

    class State(models.TextChoices):
        OPEN = "open", "not answered"
        YES = "yes", "comes in person"
        REGISTERED = "registered", "registered"
        VISA = "visa", "visa pending"
        CANNOT = "cannot", "cannot come"

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="attendance")
    token = models.CharField(max_length=16, unique=True, default=new_ref)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    presenter_name = models.CharField(max_length=200, blank=True)
    presenter_email = models.EmailField(blank=True)
    proof = models.CharField("registration number", max_length=100, blank=True)
    remark = models.TextField("to the organizers", blank=True, max_length=2000)
    version = models.PositiveIntegerField(
        default=0, help_text="Counts answers, so that two authors cannot overwrite each other."
    )
    asked_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["yes", "registered", "visa"]) | ~Q(presenter_name=""),
                name="who_comes_has_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(state="registered") | ~Q(proof=""), name="registered_has_its_number"
            ),
        ]


COMING = (Attendance.State.YES, Attendance.State.REGISTERED)
