"""Who must not see or judge a paper, one row per reason.

Conflicts lie below papers: they decide what an organizer may see on every page.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from submissions import clock
from submissions.workshops.models import Call, Workshop

COAUTHOR_YEARS = 3
MOST_DECLARED = 10


class Conflict(models.Model):
    """`waived` is an organizer's word that this reason does not count; it stands, so that nobody is asked again."""

    class Kind(models.TextChoices):
        SELF = "self", "is an author"
        INSTITUTION = "institution", "same institution as an author"
        COAUTHOR = "coauthor", "has written with an author"
        DECLARED = "declared", "declared by the person"
        BY_AUTHOR = "by_author", "declared by an author"
        RELATION = "relation", "adviser, family or friend"
        ORGANIZER = "organizer", "set by an organizer"
        HELD = "held", "held until another organizer waives it"

    class State(models.TextChoices):
        PROPOSED = "proposed"
        ACTIVE = "active"
        WAIVED = "waived"

    paper = models.ForeignKey("submissions.Paper", models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="conflicts")
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE)
    reason = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(default=clock.now)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "user", "kind", "reason"], name="one_row_per_reason_of_conflict"
            ),
            models.CheckConstraint(
                condition=~Q(kind="self", state="waived"), name="self_conflict_is_never_waived"
            ),
        ]
        indexes = [models.Index(fields=["user", "state"])]


class Tie(models.Model):
    """Somebody to be kept apart from a reviewer (`user`, who says so) or from a paper (whose authors say so).

    It names an address, a person or an institution, whatever is known.
    """

    class Kind(models.TextChoices):
        ADVISER = "adviser", "adviser or student"
        FAMILY = "family", "family or close friend"
        WORK = "work", "works with me, or did lately"
        OTHER = "other", "another reason"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="ties")
    paper = models.ForeignKey("submissions.Paper", models.CASCADE, null=True, related_name="ties")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.OTHER)
    name = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    domain = models.CharField(max_length=200, blank=True, help_text="An institution's, such as lake.example.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=True, paper__isnull=False)
                | Q(user__isnull=False, paper__isnull=True),
                name="tie_is_of_a_person_or_a_paper",
            ),
            models.CheckConstraint(
                condition=~Q(name="", email="", domain=""),
                name="tie_names_somebody",
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="tie_email_is_lower"),
        ]


class Alias(models.Model):
    """Another name or domain of an institution in one workshop; `name` is folded, `domain` is what it stands for."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="institution_aliases")
    name = models.CharField(max_length=200)
    domain = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["workshop", "name"], name="alias_once_per_workshop")]


class Rules(models.Model):
    """What counts as a conflict in a workshop. Without a row, the defaults hold."""

    workshop = models.OneToOneField(Workshop, models.CASCADE, related_name="conflict_rules")
    coauthor_years = models.PositiveSmallIntegerField(default=COAUTHOR_YEARS)
    most_declared = models.PositiveSmallIntegerField(
        default=MOST_DECLARED, help_text="How many lines a paper's authors may write."
    )


class Bidding(models.Model):
    """When reviewers bid on a call's papers.

    Meanwhile no act of theirs changes conflicts in that workshop: who sees papers vanish learns who wrote them.
    """

    call = models.OneToOneField(Call, models.CASCADE, related_name="bidding")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    settled_at = models.DateTimeField(
        null=True, help_text="When the conflicts that had waited for its end were looked for."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(opens_at__lte=F("closes_at")), name="bidding_ends_after_start")
        ]
