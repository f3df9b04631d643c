"""Hidden facts about reviewing and deciding. A viewer's own reviews and drafts stay as they are."""

from datetime import timedelta

from django.db.models import F, Q, QuerySet

from reviews.accepted.pdfs import pdfs
from reviews.models import (
    Affinity,
    Agreement,
    Assignment,
    Attendance,
    Ban,
    Bid,
    Decision,
    DeskRejection,
    Final,
    Invitation,
    Review,
    ReviewRevision,
    Run,
    Wanted,
)
from reviews.reviewing.criteria import ALWAYS
from submissions import clock
from submissions.conflicts.models import Conflict, Tie
from submissions.log.models import Entry
from submissions.mail.models import Letter
from submissions.models import Paper
from tests.blindness.cast import SCORES
from tests.blindness.paper_facts import Fact, other_file
from tests.blindness.sights import Aspect, Sight
from tests.factories import (
    AffinityFactory,
    AssignmentFactory,
    BidFactory,
    ConflictFactory,
    EntryFactory,
    InvitationFactory,
    LetterFactory,
    MembershipFactory,
    PublicationFactory,
    ReviewFactory,
    ReviewRevisionFactory,
)

ACTIVE = Assignment.State.ACTIVE
MORE_THAN_A_PAGE = 60


def _others(sight: Sight, papers: list[Paper]) -> QuerySet[Assignment]:
    """Assignments on these papers, but for the viewer's own."""
    return Assignment.objects.filter(paper__in=papers).exclude(reviewer=sight.user)


def reviewers(sight: Sight) -> None:
    """Each seat is somebody else's: the members who have nothing on this paper yet, in turn."""
    members = [sight.world.people[name] for name in ("vito", "ulla", "sven", "tomas")]
    for paper in sight.hidden(Aspect.REVIEWERS):
        taken = set(Assignment.objects.filter(paper=paper).values_list("reviewer", flat=True))
        free = [person for person in members if person.pk not in taken and person != sight.user]
        for row, person in zip(_others(sight, [paper]).order_by("pk"), free, strict=False):
            Assignment.objects.filter(pk=row.pk).update(
                reviewer=person, is_automatic=True, score=0.125, made_by=sight.world.people["oscar"]
            )


def counts(sight: Sight) -> None:
    """More seats on papers, two of them filled, some in draft; the last of the old ones is gone."""
    strangers = [sight.world.people[name] for name in ("fritz", "umberto", "gerda", "eve")]
    for paper in sight.hidden(Aspect.COUNTS):
        if last := _others(sight, [paper]).order_by("-pk").first():
            last.delete()
        for at, person in enumerate(strangers):
            if person == sight.user:
                continue
            state = ACTIVE if at % 2 else Assignment.State.DRAFT
            row = AssignmentFactory.create(paper=paper, reviewer=person, state=state)
            if state == ACTIVE:
                ReviewFactory.create(assignment=row, overall=1)


def reviews(sight: Sight) -> None:
    words = {
        "strengths": "None that I can see.",
        "weaknesses": "Many; see the nine pages that I shall send.",
        "questions": "Why?",
    }
    for row in Review.objects.filter(assignment__in=_others(sight, sight.hidden(Aspect.REVIEWS))):
        scores = {name: 6 - (row.said.get(name) or 1) for name in SCORES}
        columns = {name: scores.pop(name) for name in ALWAYS}
        later = (row.submitted_at or clock.now()) + timedelta(minutes=99)
        answers = {**row.answers, **scores, **words}
        Review.objects.filter(pk=row.pk).update(
            answers=answers, submitted_at=later, saved_at=later, **columns
        )


def asides(sight: Sight) -> None:
    for row in Review.objects.filter(assignment__in=_others(sight, sight.hidden(Aspect.ASIDES))):
        aside = {"to_organizers": "I know who wrote this.", "llm_use": "For all of it."}
        Review.objects.filter(pk=row.pk).update(answers={**row.answers, **aside})


def unsent(sight: Sight) -> None:
    """What is typed on top, and how often it was saved; earlier states of a review."""
    typed = {"strengths": "Second thoughts.", "weaknesses": "Third thoughts."}
    for row in Review.objects.filter(assignment__in=_others(sight, sight.hidden(Aspect.UNSENT))):
        Review.objects.filter(pk=row.pk).update(draft=typed, version=F("version") + 5)
    for row in Review.objects.filter(assignment__in=_others(sight, sight.hidden(Aspect.REVIEWS))):
        ReviewRevision.objects.filter(review=row).delete()
        ReviewRevisionFactory.create_batch(2, review=row)


def notes(sight: Sight) -> None:
    """With the outcome the time is known at which it went out."""
    dated = {paper.pk for paper in sight.hidden(Aspect.OUTCOME)}
    for row in Decision.objects.filter(paper__in=sight.hidden(Aspect.NOTE)).exclude(by=sight.user):
        later = row.released_at + timedelta(minutes=5) if row.released_at else None
        at = later if row.paper_id in dated else row.released_at
        words = {"note": "Another note.", "aside": "Between us: weak."}
        Decision.objects.filter(pk=row.pk).update(**words, saved_at=clock.now(), released_at=at)


def outcomes(sight: Sight) -> None:
    """Decided differently, or not at all. What is on the accept list is known, so nothing here may come onto it."""
    for paper in sight.hidden(Aspect.OUTCOME):
        standing = Decision.objects.filter(paper=paper).exclude(state=Decision.State.DRAFT)
        if standing.filter(state=Decision.State.RELEASED).exists():
            standing.delete()
        elif row := standing.first():
            other = "reject" if row.outcome != "reject" else "poster"
            standing.update(outcome=other, by=sight.world.people["eve"])
        else:
            by = sight.world.people["eve"]
            Decision.objects.create(paper=paper, by=by, outcome="talk", state=Decision.State.READY)


def drafts(sight: Sight) -> None:
    """Drafts of decisions that are not the viewer's own."""
    hidden = sight.hidden(Aspect.DRAFTS)
    others = Decision.objects.filter(paper__in=hidden, state=Decision.State.DRAFT).exclude(by=sight.user)
    others.update(outcome="reject", note="On second thoughts.")
    for paper in hidden:
        Decision.objects.get_or_create(
            paper=paper, by=sight.world.people["umberto"], defaults={"outcome": "talk", "note": "Yes!"}
        )


def rejections(sight: Sight) -> None:
    """That a handler is about to reject a paper at the desk, which nobody was told of yet."""
    for paper in sight.hidden(Aspect.RECORDS):
        DeskRejection.objects.create(
            paper=paper,
            reason="A poem.",
            by=sight.world.people["eve"],
            sends_at=clock.now() + timedelta(hours=1),
        )


def runs(sight: Sight) -> None:
    """What the solver found on papers of which one is hidden, and that somebody asked it again just now."""
    hidden = sight.hidden(Aspect.COUNTS)
    if not hidden:
        return
    Run.objects.filter(papers__in=hidden).update(
        figures={"total": 1.0, "maximum": 2.0, "floor": 0.1, "bound": 0.2, "seconds": 9.0, "pairs": 1},
        pairs=[],
        unused="It was stopped.",
    )
    at = clock.now()
    for name in ("ines", "oscar"):
        newest = Run.objects.create(
            workshop=sight.world.workshop,
            by=sight.world.people[name],
            asked_at=at,
            finished_at=at,
            used_at=at,
            settings={"demand": 7},
        )
        newest.papers.set([hidden[0], *list(sight.world.papers.values())[:3]])


def rules_on_pairs(sight: Sight) -> None:
    """Who is ruled out where, and how many reviews a paper wants."""
    for paper in sight.hidden(Aspect.REVIEWERS):
        Ban.objects.create(paper=paper, reviewer=sight.world.people["vito"])
        Wanted.objects.update_or_create(paper=paper, defaults={"reviews": 8})


def conflicts(sight: Sight) -> None:
    """Of everybody but the viewer and the organizers: a letter's Reply-To names a paper's handlers."""
    hidden = sight.hidden(Aspect.CONFLICTS)
    kept = Q(user__memberships__role="organizer") | Q(user=sight.user)
    Conflict.objects.filter(paper__in=hidden).exclude(kept).delete()
    for paper in hidden:
        seated = set(paper.assignments.values_list("reviewer_id", flat=True))
        for name in ("ulla", "umberto", "eve"):
            person = sight.world.people[name]
            if person != sight.user and person.pk not in seated:
                ConflictFactory.create(paper=paper, user=person, reason="A cousin.")


def attendance(sight: Sight) -> None:
    """Of papers that will or will not be accepted; whoever was asked keeps the link."""
    for paper in sight.hidden(Aspect.ATTENDANCE):
        said = {"state": "visa", "presenter_name": "Zora Zeller", "proof": "Z-99", "remark": "It is far."}
        Attendance.objects.update_or_create(paper=paper, defaults={**said, "version": 7})


def bids(sight: Sight) -> None:
    """Those of others, and how near others are."""
    hidden = sight.hidden(Aspect.BIDS)
    for model in (Bid, Affinity):
        model.objects.filter(paper__in=hidden).exclude(reviewer=sight.user).delete()
    for paper in hidden:
        for name in ("sven", "ulla", "vito"):
            if (person := sight.world.people[name]) != sight.user:
                BidFactory.create(paper=paper, reviewer=person, level=1)
                AffinityFactory.create(paper=paper, reviewer=person, nearest="Something Else")


def lists(sight: Sight) -> None:
    """What others wrote before, and whom they want to be kept apart from."""
    for person in sight.world.people.values():
        if person != sight.user:
            PublicationFactory.create(user=person)
            Tie.objects.create(user=person, name="Some Cousin")


def finals(sight: Sight) -> None:
    """Final versions, their checks and licences, of papers whose inside is hidden.

    Of one that is public its file alone is known: not that a newer one failed.
    """
    said = {"words": "No.", "name": "Zora Zeller", "by": sight.world.people["ulla"]}
    public = pdfs(sight.world.workshop)
    for paper in sight.hidden(Aspect.INSIDE):
        for final in Final.objects.filter(paper=paper):
            Final.objects.filter(pk=final.pk).update(size=99, sha256="9" * 64, number=4)
            if paper.number not in public:
                Final.objects.filter(pk=final.pk).update(errors=7)
            Final.objects.create(
                paper=paper, number=5, file=other_file(), size=98, sha256="8" * 64, report=final.report,
                errors=7, uploaded_by=paper.creator,
            )  # fmt: skip
        Agreement.objects.update_or_create(paper=paper, defaults=said)


def log(sight: Sight) -> None:
    """More lines than a page holds, newer than all others."""
    hidden = sight.hidden(Aspect.RECORDS)
    Entry.objects.filter(paper__in=hidden).delete()
    about: list[Paper | None] = list(hidden[:1])
    if not sight.is_organizer:
        about.append(None)
    for paper in about:
        line = {
            "workshop": sight.world.workshop,
            "actor": sight.world.people["ulla"],
            "verb": "review.submitted",
        }
        Entry.objects.bulk_create(Entry(paper=paper, **line) for _ in range(MORE_THAN_A_PAGE))


def mail(sight: Sight) -> None:
    hidden = sight.hidden(Aspect.RECORDS)
    Letter.objects.filter(paper__in=hidden).delete()
    for paper in hidden:
        Letter.objects.bulk_create(
            Letter(
                workshop=paper.workshop,
                paper=paper,
                kind="review_received",
                key=f"{paper.pk}:{number}",
                to="ulla@petrakis.example",
                subject="Your review is received",
            )
            for number in range(MORE_THAN_A_PAGE // len(hidden) + 1)
        )
    if not sight.is_organizer:
        LetterFactory.create(workshop=sight.world.workshop, subject="To somebody else")


def committee(sight: Sight) -> None:
    """Who was asked, what they said and who serves, for those who do not run the workshop."""
    if sight.knows_the_committee:
        return
    workshop = sight.world.workshop
    others = Invitation.objects.filter(workshop=workshop).exclude(user=sight.user)
    others.update(max_load=9, name="Somebody Else", decline_reason="No.")
    InvitationFactory.create_batch(3, workshop=workshop)
    MembershipFactory.create(workshop=workshop, role="reviewer")


def elsewhere(sight: Sight) -> None:
    """The other workshop's life, which is nobody's here."""
    there = sight.world.elsewhere
    EntryFactory.create_batch(3, workshop=there)
    LetterFactory.create_batch(3, workshop=there)
    InvitationFactory.create_batch(2, workshop=there)
    MembershipFactory.create(workshop=there, role="reviewer")


ABOUT_REVIEWS: dict[str, Fact] = {
    "reviewers": reviewers,
    "number of assignments": counts,
    "scores and reviews": reviews,
    "comments to the organizers": asides,
    "unsent reviews": unsent,
    "notes in decisions": notes,
    "outcomes": outcomes,
    "drafts of decisions": drafts,
    "rejections at the desk to come": rejections,
    "conflicts of others": conflicts,
    "attendance": attendance,
    "final versions": finals,
    "runs of the solver": runs,
    "rules on pairs": rules_on_pairs,
    "bids and affinities of others": bids,
    "lists of others": lists,
    "log": log,
    "mail": mail,
    "committee": committee,
    "the other workshop": elsewhere,
}
