"""Rows for tests, valid by themselves. What a test is about, it says; the rest is made up here."""

from datetime import timedelta
from typing import Any

import factory
from allauth.account.models import EmailAddress
from factory.django import DjangoModelFactory

from reviews import models as reviews
from reviews.reviewing.questionnaires import current, kept
from submissions import clock, models
from submissions.checks import Report

PASSWORD = "fedgenai-demo"


class UserFactory(DjangoModelFactory[models.User]):
    class Meta:
        model = models.User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person Number{n}")
    email = factory.Sequence(lambda n: f"person{n}@example.org")
    affiliation = factory.Sequence(lambda n: f"Institute of Invented Studies {n}")
    country = "CA"
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def address(self, create: bool, extracted: object, **_: Any) -> None:  # noqa: FBT001 - factory-boy's signature
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class WorkshopFactory(DjangoModelFactory[models.Workshop]):
    class Meta:
        model = models.Workshop

    slug = factory.Sequence(lambda n: f"workshop-{n}")
    name = factory.Sequence(lambda n: f"Workshop {n}")
    title = "A Workshop on Invented Things"
    venue = "IJCAI 2025"
    enquiries = "enquiries@example.org"


class CallFactory(DjangoModelFactory[models.Call]):
    """Open: it began ten days ago and is due in ten."""

    class Meta:
        model = models.Call

    workshop = factory.SubFactory(WorkshopFactory)
    opens_at = factory.LazyFunction(lambda: clock.now() - timedelta(days=10))
    due_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=10))
    closes_at = factory.LazyAttribute(lambda call: call.due_at + timedelta(minutes=30))
    reviews_due_at = factory.LazyAttribute(lambda call: call.due_at + timedelta(days=21))
    decisions_at = factory.LazyAttribute(lambda call: call.due_at + timedelta(days=28))
    camera_ready_at = factory.LazyAttribute(lambda call: call.due_at + timedelta(days=42))


class KindFactory(DjangoModelFactory[models.Kind]):
    class Meta:
        model = models.Kind

    call = factory.SubFactory(CallFactory)
    slug = factory.Sequence(lambda n: f"kind-{n}")
    name = "Original research"


class TopicAreaFactory(DjangoModelFactory[models.TopicArea]):
    class Meta:
        model = models.TopicArea

    workshop = factory.SubFactory(WorkshopFactory)
    name = "Theory and algorithmic foundations"


class TopicFactory(DjangoModelFactory[models.Topic]):
    class Meta:
        model = models.Topic

    area = factory.SubFactory(TopicAreaFactory)
    name = factory.Sequence(lambda n: f"Topic {n}")


class EditionFactory(DjangoModelFactory[models.Edition]):
    class Meta:
        model = models.Edition

    workshop = factory.SubFactory(WorkshopFactory)
    name = "An earlier edition"
    url = "https://example.org/earlier"


class PublicOrganizerFactory(DjangoModelFactory[models.PublicOrganizer]):
    class Meta:
        model = models.PublicOrganizer

    workshop = factory.SubFactory(WorkshopFactory)
    name = "Somebody Invented"


class MembershipFactory(DjangoModelFactory[models.Membership]):
    class Meta:
        model = models.Membership

    workshop = factory.SubFactory(WorkshopFactory)
    user = factory.SubFactory(UserFactory)
    role = models.Membership.Role.ORGANIZER


class PaperFactory(DjangoModelFactory[models.Paper]):
    """A draft; `tests.papers.complete_paper` makes a submitted one with its authors and its file."""

    class Meta:
        model = models.Paper

    workshop = factory.SelfAttribute("call.workshop")
    call = factory.SubFactory(CallFactory)
    number = factory.Sequence(lambda n: n + 1)
    creator = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"On Invented Matters, Part {n}")
    abstract = "Something was invented, and here it is told."


class AuthorFactory(DjangoModelFactory[models.Author]):
    class Meta:
        model = models.Author

    paper = factory.SubFactory(PaperFactory)
    position = factory.Sequence(lambda n: n + 1)
    name = factory.Sequence(lambda n: f"Author Number{n}")
    email = factory.Sequence(lambda n: f"writer{n}@example.org")
    affiliation = factory.Sequence(lambda n: f"School of Made-up Arts {n}")
    country = "CA"


class VersionFactory(DjangoModelFactory[models.Version]):
    """Without bytes on disk: `file` is a name only."""

    class Meta:
        model = models.Version

    paper = factory.SubFactory(PaperFactory)
    number = 1
    file = factory.Sequence(lambda n: f"missing-{n}.pdf")
    original_name = "paper.pdf"
    size = 1000
    sha256 = "0" * 64
    uploaded_by = factory.SelfAttribute("paper.creator")


NOTHING_FOUND = Report(
    "0" * 64, "1", "fedgenai-2025", "1", "done", pages=1, size=(612.0, 792.0), content_end=1
)


class CheckFactory(DjangoModelFactory[models.Check]):
    """Done, and nothing found."""

    class Meta:
        model = models.Check

    version = factory.SubFactory(VersionFactory)
    preset = "fedgenai-2025"
    engine = "1"
    status = models.Check.Status.DONE
    report = factory.LazyFunction(NOTHING_FOUND.to_dict)
    errors = 0
    warnings = 0
    seconds = 0.1


class PageFactory(DjangoModelFactory[models.Page]):
    class Meta:
        model = models.Page

    version = factory.SubFactory(VersionFactory)
    number = 1
    file = factory.Sequence(lambda n: f"missing-{n}.png")
    width = 850
    height = 1100
    width_pt = 612.0
    height_pt = 792.0


class ConflictFactory(DjangoModelFactory[models.Conflict]):
    class Meta:
        model = models.Conflict

    paper = factory.SubFactory(PaperFactory)
    user = factory.SubFactory(UserFactory)
    kind = models.Conflict.Kind.DECLARED
    reason = "We wrote a book together."


class JobFactory(DjangoModelFactory[models.Job]):
    class Meta:
        model = models.Job

    kind = "test.note"
    object_id = factory.Sequence(lambda n: n + 1)


class EntryFactory(DjangoModelFactory[models.Entry]):
    class Meta:
        model = models.Entry

    workshop = factory.SubFactory(WorkshopFactory)
    actor = factory.SubFactory(UserFactory)
    verb = "paper.submitted"


class LetterFactory(DjangoModelFactory[models.Letter]):
    class Meta:
        model = models.Letter

    kind = "receipt"
    key = factory.Sequence(lambda n: f"receipt:{n}")
    to = factory.Sequence(lambda n: f"writer{n}@example.org")
    subject = "Your paper was received"
    body = "It was received.\n"


class InvitationFactory(DjangoModelFactory[reviews.Invitation]):
    class Meta:
        model = reviews.Invitation

    workshop = factory.SubFactory(WorkshopFactory)
    email = factory.Sequence(lambda n: f"invited{n}@example.org")
    name = factory.Sequence(lambda n: f"Invited Number{n}")


class AssignmentFactory(DjangoModelFactory[reviews.Assignment]):
    """Published: the reviewer knows."""

    class Meta:
        model = reviews.Assignment

    paper = factory.SubFactory(PaperFactory)
    reviewer = factory.SubFactory(UserFactory)
    state = reviews.Assignment.State.ACTIVE
    published_at = factory.LazyFunction(clock.now)


USUAL_ANSWERS = {
    "novelty": 3,
    "quality": 3,
    "impact": 3,
    "strengths": "It is clear.",
    "weaknesses": "It is short.",
}


def answered(**changes: object) -> dict[str, object]:
    """The usual answers of a review, but for these."""
    return {**USUAL_ANSWERS, **changes}


class ReviewFactory(DjangoModelFactory[reviews.Review]):
    """Submitted, with middling scores."""

    class Meta:
        model = reviews.Review

    assignment = factory.SubFactory(AssignmentFactory)
    questionnaire = factory.LazyAttribute(
        lambda row: kept(current(models.Workshop.objects.get(pk=row.assignment.paper.workshop_id)))
    )
    overall = 3
    confidence = 3
    answers = factory.LazyFunction(lambda: dict(USUAL_ANSWERS))
    version = 1
    submitted_at = factory.LazyFunction(clock.now)


class ReviewRevisionFactory(DjangoModelFactory[reviews.ReviewRevision]):
    class Meta:
        model = reviews.ReviewRevision

    review = factory.SubFactory(ReviewFactory)
    data = factory.LazyAttribute(lambda _: {"overall": 2})
    submitted_at = factory.LazyFunction(clock.now)


class DecisionFactory(DjangoModelFactory[reviews.Decision]):
    class Meta:
        model = reviews.Decision

    paper = factory.SubFactory(PaperFactory)
    by = factory.SubFactory(UserFactory)
    outcome = reviews.Decision.Outcome.TALK


class ReleaseFactory(DjangoModelFactory[reviews.Release]):
    class Meta:
        model = reviews.Release

    workshop = factory.SubFactory(WorkshopFactory)
    by = factory.SubFactory(UserFactory)


class PublicationFactory(DjangoModelFactory[models.Publication]):
    class Meta:
        model = models.Publication

    user = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"An Earlier Work, Part {n}")
    key = factory.Sequence(lambda n: f"{n:064}")
    source = models.Publication.Source.TITLE


class BidFactory(DjangoModelFactory[reviews.Bid]):
    class Meta:
        model = reviews.Bid

    paper = factory.SubFactory(PaperFactory)
    reviewer = factory.SubFactory(UserFactory)
    level = reviews.Bid.Level.WILLING


class AffinityFactory(DjangoModelFactory[reviews.Affinity]):
    class Meta:
        model = reviews.Affinity

    paper = factory.SubFactory(PaperFactory)
    reviewer = factory.SubFactory(UserFactory)
    value = 0.75
    cosine = 0.2
    terms = factory.LazyFunction(lambda: ["federated tuning", "adapters"])
    nearest = "An Earlier Work"
