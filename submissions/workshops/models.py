from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from submissions import clock
from submissions.checks.presets import Preset, changed
from submissions.workshops.questions import Question, from_json

# The site's own words at the start of a path; a workshop under one of them could never be reached.
RESERVED_SLUGS = (
    "accounts",
    "api",
    "check",
    "demo",
    "healthz",
    "invitations",
    "new",
    "readyz",
    "static",
    "styleguide",
)


class Accent(models.IntegerChoices):
    """The hue of a workshop's one colour, in degrees of OKLCH; lightness and strength are the site's, and so is the contrast."""

    BLUE = 255
    TEAL = 200
    GREEN = 155
    BRONZE = 65
    PLUM = 345
    VIOLET = 295


class Workshop(models.Model):
    """One edition of a workshop."""

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=100, help_text="Short name, as in FedGenAI-IJCAI'25.")
    title = models.CharField(max_length=200)
    tagline = models.CharField(max_length=200, blank=True, help_text="The headline of the call's page.")
    intro = models.TextField(blank=True, help_text="One paragraph under the headline.")
    theme = models.TextField(blank=True, help_text="Markdown; the body of the call.")
    audience = models.TextField(
        blank=True, help_text="Markdown; who should send a paper, and who should come."
    )
    venue = models.CharField(
        max_length=100, blank=True, help_text="The hosting conference, as in IJCAI 2025."
    )
    place = models.CharField(max_length=100, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    enquiries = models.EmailField(blank=True)
    author_kit_url = models.URLField(blank=True)
    attendance_rule = models.TextField(blank=True)
    dual_submission_rule = models.TextField(blank=True)
    venue_rules = models.TextField(
        blank=True, help_text="Markdown; what the hosting conference asks of authors."
    )
    accent = models.PositiveSmallIntegerField(choices=Accent, default=Accent.BLUE)
    llm_policy = models.TextField(blank=True, help_text="What authors may use language models for.")
    questions = models.JSONField(default=list, blank=True, help_text="As questions.py writes them.")
    logo = models.FileField(max_length=200, blank=True)
    logo_alt = models.CharField(max_length=200, blank=True)
    is_public = models.BooleanField(default=True, help_text="Listed on the site's home page.")
    clock_offset = models.DurationField(default=timedelta, help_text="Not zero on a rehearsal copy only.")
    last_paper_number = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="workshop_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="workshop_slug_is_free",
                violation_error_message="This address is used by the site itself; choose another.",
            ),
            models.CheckConstraint(condition=Q(accent__in=Accent.values), name="accent_is_offered"),
        ]

    @property
    def asked(self) -> list[Question]:
        """The organizers' own questions, with those that are no longer asked."""
        return from_json(self.questions)

    @property
    def days(self) -> tuple[date | None, date | None]:
        return self.starts_on, self.ends_on


class Call(models.Model):
    """A track with its own dates, kinds and page rule."""

    class Supplement(models.TextChoices):
        NONE = "none", "Nothing"
        PDF = "pdf", "A PDF"
        ZIP = "zip", "A ZIP archive"
        ANY = "any", "A PDF or a ZIP archive"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="calls")
    slug = models.SlugField(max_length=40, default="papers")
    name = models.CharField(max_length=100, default="Papers")
    opens_at = models.DateTimeField()
    due_at = models.DateTimeField(help_text="The time that is shown.")
    closes_at = models.DateTimeField(help_text="Late papers are still accepted until here.")
    reviews_due_at = models.DateTimeField(null=True, blank=True)
    decisions_at = models.DateTimeField(null=True, blank=True)
    camera_ready_at = models.DateTimeField(null=True, blank=True)
    preset = models.CharField(max_length=40, default="fedgenai-2025")
    changes = models.JSONField(
        default=dict, blank=True, help_text="What the call asks differently from its preset, by field."
    )
    authors_frozen_at = models.DateTimeField(
        null=True,
        blank=True,
        help_text="From then on a changed list of authors is asked for. Empty: at closing.",
    )
    papers_per_author = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="At most so many papers of one author in this call."
    )
    supplement = models.CharField(max_length=4, choices=Supplement, default=Supplement.NONE)
    supplement_mb = models.PositiveSmallIntegerField(default=20)
    supplement_due_at = models.DateTimeField(
        null=True, blank=True, help_text="Where it is not the call's own closing."
    )
    dates_sequence = models.PositiveIntegerField(
        default=0, help_text="Counts changes of the calendar, for people's own calendars."
    )
    dates_changed_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(
        null=True, blank=True, help_text="When unfinished drafts were reminded last."
    )
    closing_receipts_at = models.DateTimeField(
        null=True, blank=True, help_text="When the receipts at closing went out."
    )

    class Meta:
        ordering = ["due_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__lt=F("due_at")) & Q(due_at__lte=F("closes_at")),
                name="call_dates_in_order",
            ),
            models.UniqueConstraint(fields=["workshop", "slug"], name="call_once_per_workshop"),
        ]

    @property
    def asks(self) -> Preset:
        """The rules of this call's check: its preset with its own changes."""
        return changed(self.preset, self.changes)


class Kind(models.Model):
    """A kind of contribution: original research, position paper, work in progress."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="kinds")
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    is_offered = models.BooleanField(default=True, help_text="Off: papers that chose it keep it.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["call", "slug"], name="kind_once_per_call")]


class TopicArea(models.Model):
    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="topic_areas")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class Topic(models.Model):
    area = models.ForeignKey(TopicArea, models.CASCADE, related_name="topics")
    name = models.CharField(max_length=200)
    is_offered = models.BooleanField(default=True, help_text="Off: papers that chose it keep it.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class Edition(models.Model):
    """An earlier edition, linked from the call's page."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="editions")
    name = models.CharField(max_length=100)
    url = models.URLField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class PublicOrganizer(models.Model):
    """A name on the call's page; not an account."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="public_organizers")
    name = models.CharField(max_length=200)
    affiliation = models.CharField(max_length=200, blank=True)
    url = models.URLField(blank=True)
    portrait = models.FileField(max_length=200, blank=True)
    portrait_alt = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]


class Membership(models.Model):
    """What a person is in a workshop. Being an author is a matter of a paper, not of this table."""

    class Role(models.TextChoices):
        ORGANIZER = "organizer"
        REVIEWER = "reviewer"
        GUEST = "guest", "guest organizer"

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    since = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workshop", "user", "role"], name="role_once_per_person")
        ]
