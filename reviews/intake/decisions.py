"""Decisions: those that were told there are released here, without a letter; others are ready."""

import re
from collections.abc import Iterator
from functools import partial

from reviews.decisions.models import Decision, Release
from reviews.exchange import Decided
from reviews.intake.ground import Ground, Kinds, digest
from reviews.intake.seats import unreachable
from reviews.intake.steps import Step, Verdict, same, skipped
from submissions import clock

WHAT = "Decisions"
NONE_YET = re.compile(r"\s*(?:no decision|undecided|unknown|pending)?\s*", re.IGNORECASE)
"""What stands there of a paper that nobody has decided on: nothing to bring in, and nothing left out."""
MEANINGS = (
    (re.compile(r"\?|undecided|border|unknown|pending|no decision", re.IGNORECASE), None),
    (re.compile(r"wait", re.IGNORECASE), Decision.Outcome.WAIT),
    (re.compile(r"reject|declin", re.IGNORECASE), Decision.Outcome.REJECT),
    (re.compile(r"poster", re.IGNORECASE), Decision.Outcome.POSTER),
    (re.compile(r"accept|oral|talk|presentation", re.IGNORECASE), Decision.Outcome.TALK),
)


def outcome_of(words: str) -> Decision.Outcome | None:
    return next((outcome for pattern, outcome in MEANINGS if pattern.search(words)), None)


def steps(ground: Ground) -> Iterator[Step]:
    for number, said in sorted(ground.bundle.decisions.items()):
        if NONE_YET.fullmatch(said.words):
            continue
        label, outcome = f"#{number}: {said.words}", outcome_of(said.words)
        origin, standing = ground.origin(Kinds.DECISION, str(number)), ground.decisions.get(number)
        if why := unreachable(ground, number):
            yield skipped(WHAT, label, why)
        elif outcome is None:
            yield skipped(WHAT, label, "These words are no decision that is known here.")
        elif origin and origin.digest == _digest(said):
            yield same(WHAT, label)
        elif standing and standing.state == Decision.State.RELEASED:
            yield skipped(WHAT, label, "The decision here is released; it stays.")
        elif standing and (origin is None or standing.by_id != ground.by.pk):
            yield skipped(WHAT, label, "There is a decision here already; it stays.")
        else:
            details = (("decision", standing.outcome, str(outcome.value)),) if standing else ()
            verdict = Verdict.CHANGED if standing else Verdict.NEW
            yield Step(
                WHAT,
                label,
                verdict,
                f"Here: {outcome.label}",
                details,
                partial(_decide, ground, said, outcome),
            )


def _digest(said: Decided) -> str:
    return digest(said.words, said.note, said.is_notified, said.aside)


def _decide(ground: Ground, said: Decided, outcome: Decision.Outcome) -> None:
    paper, now = ground.papers[said.paper], clock.now(ground.workshop)
    state = Decision.State.RELEASED if said.is_notified else Decision.State.READY
    Decision.objects.update_or_create(
        paper=paper,
        by=ground.by,
        defaults={
            "outcome": outcome,
            "note": said.note,
            "aside": said.aside,
            "state": state,
            "saved_at": now,
            "released_at": now if said.is_notified else None,
        },
    )
    ground.remember(Kinds.DECISION, str(said.paper), _digest(said), paper)
    if said.is_notified and not Release.objects.filter(workshop=ground.workshop).exists():
        Release.objects.create(workshop=ground.workshop, by=ground.by, at=now)
    ground.tell("decision.imported", paper, outcome=str(outcome.value))
