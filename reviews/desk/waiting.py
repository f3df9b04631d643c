"""What waits for an organizer's word, whatever state a paper is in: disputes, wishes, guesses; found in one query."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Exists, QuerySet, Value
from django.urls import reverse

from reviews.committee.conflicts import unsettled
from reviews.desk.question import Question, some
from submissions.accounts.models import User
from submissions.checking.marks import unanswered_alarms
from submissions.papers.access import orphans
from submissions.papers.limits import beyond_limit
from submissions.papers.models import AuthorChange, AuthorLink, Paper
from submissions.templatetags.ui import plural
from submissions.workshops.models import Workshop

Found = tuple[int, str]
"""(number, ref) of a paper."""


@dataclass(frozen=True)
class Wait:
    """`each`: a question for each paper, whose page answers it; else one for all, with `noun` for how many."""

    tone: str
    title: str
    detail: str
    page: str
    label: str
    noun: str = "paper,papers"
    each: bool = False


ORPHAN, DISPUTE, WISH, GUESS, LIMIT, ALARM = WAITS = (
    Wait(
        "error",
        "Nobody can handle this paper",
        "Every organizer wrote it or is in conflict with it. A guest organizer can, and sees it alone.",
        "handover",
        "Name a guest",
        each=True,
    ),
    Wait(
        "error",
        "Somebody disputes being an author",
        "An acceptance is held back until that is settled.",
        "desk-paper-authors",
        "Settle",
        each=True,
    ),
    Wait(
        "warn",
        "Another list of authors is asked for",
        "Who agrees, and why, stands there.",
        "desk-paper-authors",
        "Decide",
        each=True,
    ),
    # Guesses keep reviewers from bidding and organizers from handling until somebody says whether they hold.
    Wait("warn", "Likely conflicts wait for your word", "", "conflicts", "Settle", "conflict,conflicts"),
    # A call refuses another paper at its door; these came about when one person's accounts were merged.
    Wait(
        "warn",
        "An author has more papers than the call allows",
        "Two accounts turned out to be one person's. Ask which paper to withdraw.",
        "desk-papers",
        "Look",
    ),
    Wait("warn", "Authors say that a finding is a false alarm", "", "deskcheck", "Look"),
)


def waiting(user: User, workshop: Workshop, ids: Collection[int]) -> Mapping[Wait, Sequence[Found]]:
    """Papers by what waits there, each once, by number. Of what is withheld only that nobody can handle it.

    `ids`: those of the papers that this user handles.
    """
    handled = Paper.objects.filter(pk__in=ids)
    alive = handled.exclude(state__in=Paper.OVER)
    wished = AuthorChange.objects.filter(paper__in=handled, state=AuthorChange.State.ASKED)
    disputed = AuthorLink.objects.filter(paper__in=alive, state=AuthorLink.State.DISPUTED)
    asked: dict[Wait, QuerySet[Paper]] = {
        ORPHAN: orphans(user, workshop),
        DISPUTE: Paper.objects.filter(pk__in=disputed.values("paper")),
        WISH: Paper.objects.filter(pk__in=wished.values("paper")),
        LIMIT: beyond_limit(handled),
        ALARM: alive.filter(Exists(unanswered_alarms())),
    }
    guesses = unsettled(user, ids).order_by()
    rows = guesses.values_list("paper__number", "paper__ref", Value(WAITS.index(GUESS)))
    others = [
        papers.order_by().values_list("number", "ref", Value(WAITS.index(wait)))
        for wait, papers in asked.items()
    ]
    found: dict[Wait, list[Found]] = defaultdict(list)
    for number, ref, why in sorted(rows.union(*others, all=True)):
        found[WAITS[why]].append((number, ref))
    return found


def questions(workshop: Workshop, wait: Wait, papers: Sequence[Found]) -> list[Question]:
    if wait.each:
        return [_about_one(workshop, wait, *paper) for paper in papers]
    return [_about_all(workshop, wait, papers)] if papers else []


def _about_one(workshop: Workshop, wait: Wait, number: int, ref: str) -> Question:
    place = number if wait is ORPHAN else ref
    return Question(
        tone=wait.tone,
        badge=f"#{number}",
        title=wait.title,
        detail=wait.detail,
        url=reverse(wait.page, args=[workshop.slug, place]),
        label=wait.label,
    )


def _about_all(workshop: Workshop, wait: Wait, papers: Sequence[Found]) -> Question:
    numbers = some(list(dict.fromkeys(number for number, _ in papers)))
    return Question(
        tone=wait.tone,
        badge=plural(len(papers), wait.noun),
        title=wait.title,
        detail=f"{numbers}. {wait.detail}" if wait.detail else numbers,
        url=reverse(wait.page, args=[workshop.slug]),
        label=wait.label,
    )
