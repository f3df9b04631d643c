"""What wants an organizer today, each with the one link that answers it. Over visible papers and no others."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from statistics import fmean as mean

from django.db.models import Count, Q, Value
from django.urls import reverse

from reviews.committee.conflicts import unsettled
from reviews.committee.models import Invitation
from reviews.decisions.models import Decision
from reviews.desk.selectors import PaperRow, State
from submissions.accounts.models import User
from submissions.papers.access import handled_by, orphans
from submissions.papers.limits import beyond_limit
from submissions.resemblance.selectors import unanswered
from submissions.templatetags.ui import plural
from submissions.workshops.access import organizes
from submissions.workshops.models import Workshop

SHOWN = 12


@dataclass(frozen=True)
class Question:
    """`badge` is how many of what; `title` says it in a sentence, `detail` names them."""

    tone: str
    badge: str
    title: str
    detail: str
    url: str
    label: str
    posts: str = ""
    """Where the button posts; `url` is then the page to look at first."""
    done: str = ""
    """Where it is marked as dealt with."""


@dataclass(frozen=True)
class Rule:
    """Which papers raise a question, and where it is answered."""

    tone: str
    title: str
    page: str
    query: str
    label: str
    raises: Callable[[PaperRow], bool]


RULES = (
    Rule(
        "error",
        "The checker gave up three times",
        "desk-papers",
        "?show=stuck",
        "Look",
        lambda row: row.is_check_stuck,
    ),
    Rule(
        "error",
        "The check found something to fix",
        "deskcheck",
        "",
        "Look",
        lambda row: row.has_findings,
    ),
    Rule(
        "warn",
        "Too few reviewers are named",
        "assignment",
        "?show=short",
        "Assign",
        lambda row: row.is_short,
    ),
    Rule(
        "info",
        "Reviewers are chosen but not told",
        "assignment",
        "",
        "Publish",
        lambda row: row.is_submitted and row.drafted > 0,
    ),
    Rule(
        "wait",
        "A draft holds a PDF but is not complete",
        "desk-papers",
        "?show=drafts",
        "Look",
        lambda row: row.is_draft_with_pdf,
    ),
    Rule(
        "wait",
        "Submitted without an account; nobody has confirmed the address",
        "desk-papers",
        "?show=unconfirmed",
        "Look",
        lambda row: row.is_unconfirmed and row.is_submitted,
    ),
    Rule(
        "info",
        "Decisions are ready to go out",
        "release",
        "",
        "Preview",
        lambda row: row.is_submitted and row.decision_state == Decision.State.READY,
    ),
)


def asked(user: User, workshop: Workshop, rows: Sequence[PaperRow]) -> list[Question]:
    """Of a guest organizer nothing is asked that only those who run the workshop can answer."""
    handled = [row.pk for row in rows]
    is_guest, silent, alike = _standing(user, workshop, handled)
    rules = [rule for rule in RULES if not is_guest or rule.page != "release"]
    waiting = _waiting(user, workshop)
    about_papers = [
        _alike(workshop, alike),
        _unsettled(workshop, waiting["guess"]),
        _too_many(workshop, waiting["limit"]),
        *(_papers(workshop, rule, [row for row in rows if rule.raises(row)]) for rule in rules),
    ]
    if is_guest:
        return [question for question in about_papers if question]
    without_handler = [_orphan(workshop, number) for number in waiting["orphan"]]
    invitations = _invitations(workshop, silent)
    return [question for question in [*without_handler, *about_papers, invitations] if question]


def _waiting(user: User, workshop: Workshop) -> dict[str, list[int]]:
    """Numbers of papers that nobody can handle, with a likely conflict (once for each) or too many of one author, in one query."""
    nobodys = orphans(user, workshop).order_by().values_list("number", Value("orphan"))
    guesses = unsettled(user, workshop).order_by().values_list("paper__number", Value("guess"))
    limited = beyond_limit(handled_by(user, workshop)).order_by().values_list("number", Value("limit"))
    found: dict[str, list[int]] = {"orphan": [], "guess": [], "limit": []}
    for number, why in sorted(nobodys.union(guesses, limited, all=True)):
        found[why].append(number)
    return found


def _orphan(workshop: Workshop, number: int) -> Question:
    return Question(
        tone="error",
        badge=f"#{number}",
        title="Nobody can handle this paper",
        detail="Every organizer wrote it or is in conflict with it. A guest organizer can, and sees it alone.",
        url=reverse("handover", args=[workshop.slug, number]),
        label="Name a guest",
    )


def _unsettled(workshop: Workshop, numbers: Sequence[int]) -> Question | None:
    """Guesses keep reviewers from bidding and organizers from handling until somebody says whether they hold."""
    if not numbers:
        return None
    return Question(
        tone="warn",
        badge=plural(len(numbers), "conflict,conflicts"),
        title="Likely conflicts wait for your word",
        detail=_some(list(dict.fromkeys(numbers))),
        url=reverse("conflicts", args=[workshop.slug]),
        label="Settle",
    )


def _too_many(workshop: Workshop, numbers: Sequence[int]) -> Question | None:
    """A call refuses another paper at its door; this one came about when one person's accounts were merged."""
    if not numbers:
        return None
    return Question(
        tone="warn",
        badge=plural(len(numbers), "paper,papers"),
        title="An author has more papers than the call allows",
        detail=f"{_some(numbers)}. Two accounts turned out to be one person's. Ask which paper to withdraw.",
        url=reverse("desk-papers", args=[workshop.slug]),
        label="Look",
    )


def _some(numbers: Sequence[int]) -> str:
    words = ", ".join(f"#{number}" for number in numbers[:SHOWN])
    return f"{words} and {len(numbers) - SHOWN} more" if len(numbers) > SHOWN else words


def _alike(workshop: Workshop, count: int) -> Question | None:
    if not count:
        return None
    return Question(
        tone="warn",
        badge=plural(count, "pair,pairs"),
        title="Papers are so alike that one may be a dual submission",
        detail="Look at both, and say what it means.",
        url=reverse("resemblance", args=[workshop.slug]),
        label="Compare",
    )


def _papers(workshop: Workshop, rule: Rule, rows: Sequence[PaperRow]) -> Question | None:
    if not rows:
        return None
    return Question(
        tone=rule.tone,
        badge=plural(len(rows), "paper,papers"),
        title=rule.title,
        detail=_some([row.number for row in rows]),
        url=reverse(rule.page, args=[workshop.slug]) + rule.query,
        label=rule.label,
    )


def _invitations(workshop: Workshop, count: int) -> Question | None:
    if not count:
        return None
    return Question(
        tone="wait",
        badge=plural(count, "person,people"),
        title="Invitations to review are not answered",
        detail="See who, and since when.",
        url=reverse("people", args=[workshop.slug]),
        label="Open",
    )


def _standing(user: User, workshop: Workshop, handled: Collection[int]) -> tuple[bool, int, int]:
    """(is a guest here, invitations that nobody has answered, pairs of papers too alike), in one query."""
    waiting = Count("invitations", filter=Q(invitations__state=Invitation.State.INVITED))
    alike = unanswered(handled, user, workshop)
    asked = {"is_run": organizes(user, workshop), "waiting": waiting, "alike": alike}
    rows = Workshop.objects.filter(pk=workshop.pk).annotate(**asked)
    is_organizer, count, alike = rows.values_list(*asked).get()
    return not is_organizer, count, alike


Fact = tuple[str, str, str, str]


def facts(rows: Sequence[PaperRow]) -> list[Fact]:
    """(term, value, detail, tone) over the rows that the viewer may see."""
    submitted = [row for row in rows if row.is_submitted]
    drafts = sum(row.state == State.DRAFT for row in rows)
    done, assigned = sum(row.scores.done for row in submitted), sum(row.scores.assigned for row in submitted)
    overall = [row.scores.overall for row in submitted if row.scores.overall is not None]
    decided = sum(bool(row.decision) for row in submitted)
    accepted = sum(row.decision in {"talk", "poster"} for row in submitted)
    return [
        ("Submitted", str(len(submitted)), f"{plural(drafts, 'draft,drafts')} besides", ""),
        ("Reviews", f"{done} of {assigned}", f"{sum(row.named for row in submitted)} places filled", ""),
        ("Overall", f"{mean(overall):.1f}" if overall else "none", "mean of the papers' means", ""),
        ("Decided", f"{decided} of {len(submitted)}", f"{accepted} to accept, your drafts included", ""),
    ]
