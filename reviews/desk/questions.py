"""What wants an organizer today, each with the one link that answers it. Over visible papers and no others."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from statistics import fmean as mean
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from reviews.committee.models import Invitation
from reviews.decisions.models import Decision
from reviews.desk.question import Question, some
from reviews.desk.selectors import PaperRow, State
from reviews.desk.waiting import WAITS, questions, waiting
from submissions.accounts.models import User
from submissions.mail.models import Letter
from submissions.mail.outbox import LOST
from submissions.resemblance.selectors import unanswered
from submissions.templatetags.ui import plural
from submissions.workshops.access import organizes
from submissions.workshops.models import Workshop


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
    is_guest, silent, alike, lost = _standing(user, workshop, handled)
    rules = [rule for rule in RULES if not is_guest or rule.page != "release"]
    found = waiting(user, workshop, handled)
    waits = [question for wait in WAITS for question in questions(workshop, wait, found.get(wait, ()))]
    about_papers = [
        _lost(workshop, lost),
        _alike(workshop, alike),
        *(_papers(workshop, rule, [row for row in rows if rule.raises(row)]) for rule in rules),
    ]
    invitations = None if is_guest else _invitations(workshop, silent)
    return [question for question in [*waits, *about_papers, invitations] if question]


def _lost(workshop: Workshop, count: int) -> Question | None:
    if not count:
        return None
    return Question(
        tone="error",
        badge=plural(count, "letter,letters"),
        title="Mail did not arrive",
        detail="Refused, or come back. Send it to another address, try again, or let it be.",
        url=reverse("outbox", args=[workshop.slug]) + "?show=lost",
        label="Look",
    )


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
        detail=some([row.number for row in rows]),
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


def _standing(user: User, workshop: Workshop, handled: Collection[int]) -> tuple[bool, int, int, int]:
    """(is a guest here, invitations not answered, pairs of papers too alike, letters that did not arrive), in one query."""
    here = OuterRef("pk")
    is_run = organizes(user, workshop)
    mine = Q(paper__in=handled) | Q(is_run, paper=None)
    silent = Invitation.objects.filter(workshop=here, state=Invitation.State.INVITED)
    gone = Letter.objects.filter(mine, workshop=here, state__in=LOST)
    alike = unanswered(handled, user, workshop)
    waiting, lost = _how_many(silent), _how_many(gone)
    asked = {"is_run": is_run, "waiting": waiting, "alike": alike, "lost": lost}
    rows = Workshop.objects.filter(pk=workshop.pk).annotate(**asked)
    is_organizer, *counts = rows.values_list(*asked).get()
    return not is_organizer, *counts


def _how_many(rows: QuerySet[Any]) -> Coalesce:
    """Of a workshop. A plain Count would group by all that is asked besides, and write each of it twice into the query."""
    counted = rows.order_by().values("workshop").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted), 0)


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
