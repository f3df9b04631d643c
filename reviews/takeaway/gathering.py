"""A workshop as a bundle, as far as a sight goes; the counterpart of the intake."""

from collections.abc import Iterator

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast

from reviews.assignment.models import Assignment
from reviews.bidding.models import Bid
from reviews.committee.models import Invitation
from reviews.decisions.models import Decision
from reviews.exchange import Bundle, Decided, Pair, Person, Review
from reviews.exchange import Paper as ForeignPaper
from reviews.exchange.sections import joined
from reviews.reviewing.exchange import parts_of, scales_of
from reviews.takeaway.sight import Sight
from submissions.conflicts.models import Conflict
from submissions.papers.models import Author, Paper

WORDS = {
    Decision.Outcome.TALK: "accept as a talk",
    Decision.Outcome.POSTER: "accept as a poster",
    Decision.Outcome.WAIT: "waiting list",
    Decision.Outcome.REJECT: "reject",
}


def gather(sight: Sight) -> Bundle:
    """In ten queries. Drafts of decisions and reviews that were not handed in stay here."""
    papers = {paper.pk: paper for paper in _papers(sight)}
    questions = {row["key"]: row["words"] for row in sight.workshop.questions if row.get("in_exports", True)}
    bundle = Bundle(system="EasyChair", committee=list(_committee(sight)))
    bundle.papers = {paper.number: _paper(paper, questions) for paper in papers.values()}
    seats = list(_seats(papers))
    bundle.assignments = [Pair(row.paper.number, row.reviewer.email) for row in seats]
    bundle.reviews = [_review(row) for row in seats if _is_handed_in(row)]
    bundle.decisions = {row.paper.number: _decided(row) for row in _decisions(papers)}
    bundle.bids = list(_bids(papers))
    _add_reviewers(bundle, seats)
    return bundle


def _papers(sight: Sight) -> QuerySet[Paper]:
    return sight.papers().select_related("kind").prefetch_related("authors", "topics")


def _paper(paper: Paper, questions: dict[str, str]) -> ForeignPaper:
    authors = list(paper.authors.all())
    contact = next((author.email for author in authors if author.rights == Author.Rights.CONTACT), "")
    return ForeignPaper(
        number=paper.number,
        title=paper.title,
        abstract=paper.abstract,
        authors=[Person(a.email, a.name, a.affiliation, str(a.country.name)) for a in authors],
        sender=contact,
        kind=paper.kind.name if paper.kind else "",
        topics=[topic.name for topic in paper.topics.all()],
        keywords=paper.other_topic,
        fields={words: str(paper.answers[key]) for key, words in questions.items() if paper.answers.get(key)},
        submitted_at=paper.submitted_at,
        is_deleted=paper.state == Paper.State.WITHDRAWN,
    )


def _committee(sight: Sight) -> Iterator[Person]:
    rows = Invitation.objects.filter(workshop=sight.workshop, state=Invitation.State.ACCEPTED)
    for row in rows.select_related("user").prefetch_related("topics").order_by("name", "email"):
        topics = tuple(topic.name for topic in row.topics.all())
        name = (row.user.name if row.user else "") or row.name
        email = row.user.email if row.user else row.email
        yield Person(email, name, row.affiliation, topics=topics)


def _add_reviewers(bundle: Bundle, seats: list[Assignment]) -> None:
    """Somebody who reviews and was never invited is in the committee all the same."""
    known = {person.email for person in bundle.committee}
    for row in seats:
        if row.reviewer.email not in known:
            known.add(row.reviewer.email)
            bundle.committee.append(Person(row.reviewer.email, row.reviewer.name, row.reviewer.affiliation))


def _seats(papers: dict[int, Paper]) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(paper__in=papers, state=Assignment.State.ACTIVE)
    return rows.select_related("paper", "reviewer", "review__questionnaire").order_by("paper__number", "ref")


def _is_handed_in(row: Assignment) -> bool:
    review = getattr(row, "review", None)
    return review is not None and review.submitted_at is not None


def _review(row: Assignment) -> Review:
    review = row.review
    form, said = review.questionnaire.criteria, review.said
    scores = {scale.label: int(said[scale.key]) for scale in scales_of(form) if said.get(scale.key)}
    text = joined(said, parts_of(form))
    return Review(str(row.pk), row.paper.number, row.reviewer.email, text, scores, at=review.submitted_at)


def _decisions(papers: dict[int, Paper]) -> QuerySet[Decision]:
    standing = [Decision.State.READY, Decision.State.RELEASED]
    rows = Decision.objects.filter(paper__in=papers, state__in=standing)
    return rows.select_related("paper").order_by("paper__number")


def _decided(row: Decision) -> Decided:
    words = WORDS[Decision.Outcome(row.outcome)]
    is_out = row.state == Decision.State.RELEASED
    return Decided(row.paper.number, words, row.note, is_notified=is_out, aside=row.aside)


def _bids(papers: dict[int, Paper]) -> Iterator[Pair]:
    bids = Bid.objects.filter(paper__in=papers).annotate(said=Cast("level", CharField()))
    conflicts = Conflict.objects.filter(paper__in=papers, state=Conflict.State.ACTIVE)
    conflicts = conflicts.exclude(kind=Conflict.Kind.SELF)
    rows = bids.values_list("paper__number", "reviewer__email", "said").union(
        conflicts.annotate(said=Value("conflict")).values_list("paper__number", "user__email", "said")
    )
    levels = {"5": "yes", "4": "yes", "3": "maybe", "2": "no", "1": "no", "conflict": "conflict"}
    yield from (Pair(number, email, levels[said]) for number, email, said in sorted(rows))
