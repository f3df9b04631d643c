from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django_countries.fields import CountryField

from submissions import clock
from submissions.refs import new_ref
from submissions.workshops.models import Call, Kind, Topic, Workshop


class Paper(models.Model):
    """What was last complete is what is submitted; `draft` holds what is being typed on top of it."""

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        WITHDRAWN = "withdrawn"
        REJECTED = "rejected", "rejected at the desk"

    OVER = (State.WITHDRAWN, State.REJECTED)

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="papers")
    call = models.ForeignKey(Call, models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    creator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    title = models.CharField(max_length=300, blank=True)
    abstract = models.TextField(blank=True)
    kind = models.ForeignKey(Kind, models.PROTECT, null=True, blank=True, related_name="papers")
    topics = models.ManyToManyField(Topic, blank=True, related_name="papers")
    other_topic = models.CharField(max_length=200, blank=True)
    only_here = models.BooleanField("not under review at another workshop of the venue", default=False)
    in_person = models.BooleanField("one author will present in person", default=False)
    llm_use = models.TextField(blank=True)
    answers = models.JSONField(
        default=dict, blank=True, help_text="To the organizers' own questions, by their ids."
    )
    current = models.ForeignKey(
        "submissions.Version", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    draft = models.JSONField(null=True, blank=True)
    version = models.PositiveIntegerField(
        default=0, help_text="Counts saves, so that two tabs cannot overwrite each other."
    )
    late_pass_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    saved_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "number"], name="number_once_per_workshop"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | (Q(submitted_at__isnull=False) & ~Q(title="")),
                name="submitted_paper_is_stamped",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | (~Q(state="withdrawn") & Q(withdrawn_at__isnull=True)),
                name="withdrawn_iff_stamped",
            ),
        ]

    @property
    def called(self) -> str:
        """Its title; before it was ever complete, what is typed for one."""
        typed = (self.draft or {}).get("texts", {}).get("title", "")
        return self.title or str(typed).strip() or "Untitled draft"

    @property
    def is_over(self) -> bool:
        """It left the review before a decision; nobody changes it any more."""
        return self.state in self.OVER


class Author(models.Model):
    """A line of a paper's author list. It names a person, who may have no account."""

    class Rights(models.TextChoices):
        CONTACT = "contact", "contact, may edit"
        EDIT = "edit", "may edit"
        VIEW = "view", "may look"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    email = models.EmailField()
    affiliation = models.CharField(max_length=200)
    country = CountryField(blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True)
    rights = models.CharField(max_length=7, choices=Rights, default=Rights.EDIT)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="authorships"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "position"], name="one_author_per_position"),
            models.UniqueConstraint(fields=["paper", "email"], name="author_once_per_paper"),
        ]


class Version(models.Model):
    """One uploaded PDF. The original stays untouched; `blind_file` is the copy that reviewers get."""

    ref = models.CharField(max_length=16, unique=True, default=new_ref)
    paper = models.ForeignKey(Paper, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.FileField(max_length=200)
    blind_file = models.FileField(max_length=200, blank=True)
    original_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="one_version_per_number")]


class Handover(models.Model):
    """A paper that no organizer can handle is handled by a guest, who sees that paper alone."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="handover")
    guest = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="handovers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)


class PrivateLink(models.Model):
    """The way into a paper that was begun without an account, for whoever holds the key, until an address is confirmed.

    `token` is what is mailed: it proves the address that it was sent to. Once confirmed, the paper is an account's;
    the browser in which it was begun may go on until `ends_at`, so that nobody loses what is being typed.
    """

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="private_link")
    guest = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="private_links")
    key = models.CharField(max_length=16, unique=True, default=new_ref)
    token = models.CharField(max_length=16, unique=True, default=new_ref)
    address = models.EmailField(blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    letters = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True, blank=True)
    warned_at = models.DateTimeField(null=True, blank=True, help_text="That the unfinished draft goes away.")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, ends_at__isnull=True)
                | Q(confirmed_at__isnull=False, ends_at__isnull=False),
                name="private_link_ends_once_confirmed",
            ),
        ]


class AuthorLink(models.Model):
    """What somebody who is named as an author says to that, by a mailed link. By address: lines come and go."""

    class State(models.TextChoices):
        ASKED = "asked"
        CONFIRMED = "confirmed"
        DISPUTED = "disputed"
        SETTLED = "settled"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="author_links")
    email = models.EmailField()
    token = models.CharField(max_length=16, unique=True, default=new_ref)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    words = models.CharField(max_length=1000, blank=True, help_text="Why it is disputed.")
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "email"], name="one_link_per_author"),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | (~Q(state="asked") & Q(answered_at__isnull=False)),
                name="author_answered_iff_stamped",
            ),
        ]


class AuthorChange(models.Model):
    """A wish to change a list of authors that is frozen. `rows` is the whole list as it should become."""

    ANSWER_WITHIN = timedelta(days=7)

    class State(models.TextChoices):
        ASKED = "asked"
        ALLOWED = "allowed"
        REFUSED = "refused"

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="author_changes")
    rows = models.JSONField()
    reason = models.CharField(max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=7, choices=State, default=State.ASKED)
    note = models.CharField(max_length=1000, blank=True, help_text="The organizers' answer.")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper"], condition=Q(state="asked"), name="one_open_wish_per_paper"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_at__isnull=False)),
                name="author_change_decided_iff_stamped",
            ),
        ]

    @property
    def answers_due_at(self) -> datetime:
        """Until when the authors are asked, day by day, whether they agree."""
        return self.asked_at + self.ANSWER_WITHIN


class AuthorConsent(models.Model):
    """What one of the authors, old or new, says to a change of their list, by a mailed link."""

    change = models.ForeignKey(AuthorChange, models.CASCADE, related_name="consents")
    email = models.EmailField()
    token = models.CharField(max_length=16, unique=True, default=new_ref)
    agrees = models.BooleanField(null=True, help_text="None until there is an answer.")
    words = models.CharField(max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    written_at = models.DateTimeField(default=clock.now, help_text="When the latest letter went out.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["change", "email"], name="one_consent_per_author"),
            models.CheckConstraint(
                condition=Q(agrees__isnull=True, answered_at__isnull=True)
                | Q(agrees__isnull=False, answered_at__isnull=False),
                name="consent_answered_iff_stamped",
            ),
        ]
