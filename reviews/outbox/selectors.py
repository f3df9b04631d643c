"""The outbox as one organizer may read it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from reviews.outbox.access import letters_for
from submissions import clock
from submissions.accounts.models import User
from submissions.mail import throttle
from submissions.mail.models import UNSENT, Letter
from submissions.mail.outbox import LOST
from submissions.mail.secrets import masked
from submissions.workshops.models import Workshop

State = Letter.State
SHOWN: dict[str, Collection[str]] = {**{state: (state,) for state in State.values}, "lost": LOST}
"""What the list can be narrowed to; `lost` is whatever did not arrive."""
NAMED = 4
"""Addresses that a line of the list names; the others are folded away."""
NUMBERS = 9
"""No paper's number has as many digits."""
TONES = {
    State.DRAFT: "plain",
    State.HELD: "warn",
    State.QUEUED: "wait",
    State.SENT: "ok",
    State.BOUNCED: "error",
    State.FAILED: "error",
    State.WITHDRAWN: "plain",
}
EVENTS = {
    "edited": ("Edited", "info"),
    "held": ("Held", "warn"),
    "let go": ("Let go", "info"),
    "sent again": ("Put up for another try", "info"),
    "readdressed": ("Sent to another address", "info"),
    "set aside": ("Set aside", "plain"),
    "withdrawn": ("Withdrawn", "plain"),
    "tried": ("Tried; the mail server did not take it", "warn"),
    "refused": ("Given up", "error"),
    "interrupted": ("Interrupted", "warn"),
    "bounced": ("Came back", "error"),
}


NEXT = {
    State.QUEUED: "It is tried again by itself, for two days.",
    State.FAILED: "It is not tried again by itself.",
}


@dataclass(frozen=True)
class ShownLetter:
    """A link in it that signs its reader in stays between the two of them, so it is masked."""

    letter: Letter
    body: str
    tone: str

    @property
    def may_change(self) -> bool:
        return self.letter.state in UNSENT and self.letter.taken_at is None

    @property
    def has_private_link(self) -> bool:
        return self.body != self.letter.body

    @property
    def is_lost(self) -> bool:
        return self.letter.state in LOST

    @property
    def trouble(self) -> str:
        """What keeps it from its reader, and what comes next."""
        if not self.letter.error or self.letter.state == State.SENT:
            return ""
        return f"{self.letter.error.rstrip('.')}. {NEXT.get(State(self.letter.state), '')}".strip()

    @property
    def may_hold(self) -> bool:
        return self.may_change and self.letter.state == State.QUEUED

    @property
    def may_go(self) -> bool:
        return self.letter.state in {State.DRAFT, State.HELD, *LOST}


def shown(letter: Letter) -> ShownLetter:
    return ShownLetter(letter, masked(letter.body), TONES[State(letter.state)])


@dataclass(frozen=True)
class Batch:
    """Letters of the list that differ in their readers alone, and were written after each other on one day."""

    letters: tuple[Letter, ...]

    @property
    def first(self) -> Letter:
        return self.letters[0]

    @property
    def tone(self) -> str:
        return TONES[State(self.first.state)]

    @property
    def named(self) -> tuple[Letter, ...]:
        return self.letters[:NAMED]

    @property
    def more(self) -> tuple[Letter, ...]:
        return self.letters[NAMED:]


def batches(letters: Iterable[Letter]) -> list[Batch]:
    def likeness(letter: Letter) -> tuple[object, ...]:
        error = "" if letter.state == State.SENT else letter.error
        day = letter.created_at.astimezone(clock.AOE).date()
        return letter.state, letter.subject, letter.paper_id, error, day

    return [Batch(tuple(alike)) for _, alike in groupby(letters, likeness)]


@dataclass(frozen=True)
class Tally:
    """How many letters are in which state; `done_by` is when the queue is empty if only these wait."""

    chips: list[tuple[str, int]]
    total: int
    queued: int
    done_by: datetime | None


def tally(user: User, workshop: Workshop) -> Tally:
    rows = letters_for(user, workshop).order_by().values_list("state").annotate(count=Count("pk"))
    counts = dict(rows)
    queued = counts.get(State.QUEUED, 0)
    is_both = all(counts.get(state) for state in LOST)
    shown = [(show, sum(counts.get(state, 0) for state in states)) for show, states in SHOWN.items()]
    return Tally(
        chips=[(show, count) for show, count in shown if count and (show != "lost" or is_both)],
        total=sum(counts.values()),
        queued=queued,
        done_by=throttle.done_by(queued, clock.now()),
    )


def sought(letters: QuerySet[Letter], words: str) -> QuerySet[Letter]:
    """About a paper, for a number such as #12; else to an address or with a subject like that."""
    number = words.removeprefix("#")
    if words.startswith("#") and number.isdecimal() and len(number) < NUMBERS:
        return letters.filter(paper__number=int(number))
    return letters.filter(Q(to__icontains=words) | Q(subject__icontains=words)) if words else letters


@dataclass(frozen=True)
class LogLine:
    at: datetime
    words: str
    tone: str
    by: str
    detail: str


def log_of(letter: Letter) -> list[LogLine]:
    """From the pen to the reader, in order of time."""
    lines = [LogLine(letter.created_at, "Written", "info", "", "")]
    for event in letter.events.select_related("by"):
        words, tone = EVENTS.get(event.verb, (event.verb, "info"))
        by = event.by.get_full_name() if event.by else ""
        lines.append(LogLine(event.at, words, tone, by, event.detail))
    if letter.sent_at:
        lines.append(LogLine(letter.sent_at, "Taken by the mail server", "ok", "", ""))
    return sorted(lines, key=lambda line: line.at)
