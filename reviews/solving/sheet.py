"""The assignment as CSV, and pairs read back from one, line by line with what each would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from reviews.assignment import services as assignment
from reviews.assignment.models import Assignment
from reviews.assignment.pool import reviewers_of
from reviews.assignment.selectors import Coverage, coverage
from reviews.assignment.selectors import digest as refs_digest
from reviews.assignment.services import Changed, lock_workshop
from reviews.assignment.validator import Pair, conflicted
from reviews.exchange.cells import csv_of
from reviews.exchange.tables import NoTable, Row, headed, lists
from submissions.accounts.models import User
from submissions.accounts.selectors import known_addresses
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

HEAD = ("paper", "title", "reviewer", "email", "state", "score", "alternates")
PAPER_COLUMNS, PERSON_COLUMNS = ("paper", "number", "#"), ("email", "reviewer email", "address")


def as_csv(covered: Coverage, emails: dict[int, str], stand_ins: Mapping[int, Sequence[int]]) -> bytes:
    """A line for each pair. `stand_ins` are addresses of those who could step in, in a column of their own."""
    rows = [
        (
            *(str(row.number), row.title, seat.name, emails.get(seat.reviewer_id, "")),
            "published" if not seat.is_draft else "locked" if seat.is_kept else "draft",
            "" if seat.score is None else f"{seat.score:.4f}",
            "; ".join(emails[pk] for pk in stand_ins.get(row.pk, ()) if pk in emails),
        )
        for row in covered.rows
        for seat in row.seats
    ]
    return csv_of(HEAD, rows)


def emails_of(workshop: Workshop) -> dict[int, str]:
    return dict(reviewers_of(workshop).values_list("pk", "email"))


@dataclass(frozen=True)
class Line:
    """`verdict` is in words; `pair` is set where the line brings somebody new."""

    number: int
    paper: str
    person: str
    tone: str
    verdict: str
    pair: Pair | None = None


@dataclass(frozen=True)
class Plan:
    """`gone`: drafts on the papers named that no line names, as (paper number, name)."""

    lines: tuple[Line, ...]
    gone: tuple[tuple[int, str], ...]
    gone_refs: tuple[str, ...]
    problem: str = ""

    @property
    def new(self) -> list[Pair]:
        return [line.pair for line in self.lines if line.pair]

    @property
    def wrong(self) -> int:
        return sum(line.tone == "error" for line in self.lines)

    @property
    def is_empty(self) -> bool:
        return not self.new and not self.gone_refs


def plan(user: User, workshop: Workshop, text: str) -> Plan:
    """What the table would do. The papers it names get the people it names; other papers stay as they are."""
    try:
        cells = lists(text)
        table = headed("", cells) if cells else None
    except NoTable as problem:
        return Plan((), (), (), f"This {problem}.")
    columns = table.columns if table else ()
    paper_column = next((name for name in PAPER_COLUMNS if name in columns), None)
    person_column = next((name for name in PERSON_COLUMNS if name in columns), None)
    if table is None or paper_column is None or person_column is None:
        return Plan((), (), (), "The first line must name the columns: paper (the number) and email.")
    reader = Reader(user, workshop)
    found = tuple(reader.line(row, row[paper_column], row[person_column]) for row in table.rows)
    return reader.plan(found)


class Reader:
    """Judges lines one after the other."""

    def __init__(self, user: User, workshop: Workshop) -> None:
        self.covered = coverage(user, workshop)
        self.papers = {str(row.number): row for row in self.covered.rows}
        people = list(reviewers_of(workshop))
        self.names = {person.pk: person.get_full_name() for person in people}
        addresses = known_addresses(people)
        self.owners = {address: pk for pk, known in addresses.items() for address in known}
        self.barred = conflicted({(row.pk, pk) for row in self.covered.rows for pk in self.names})
        self.named: set[Pair] = set()
        self.touched: set[int] = set()

    def line(self, row: Row, paper: str, person: str) -> Line:
        number, address = paper.strip().lstrip("#"), person.strip().lower()
        tone, verdict, pair = self._judged(number, address)
        return Line(row.number, number, address, tone, verdict, pair)

    def _judged(self, number: str, address: str) -> tuple[str, str, Pair | None]:
        row, person = self.papers.get(number), self.owners.get(address)
        if row is None:
            return "error", f"there is no submitted paper #{number or '?'} that you handle", None
        if person is None:
            return "error", f"nobody reviews here under “{address or '?'}”", None
        pair = (row.pk, person)
        if pair in self.named:
            return "error", "this pair stands here a second time", None
        if pair in self.barred:
            return "error", f"{self.names[person]} is in conflict with #{number}", None
        self.named.add(pair)
        self.touched.add(row.pk)
        if any(seat.reviewer_id == person for seat in row.seats):
            return "plain", f"{self.names[person]} is on #{number} already", None
        return "ok", f"{self.names[person]} comes onto #{number}", pair

    def plan(self, found: tuple[Line, ...]) -> Plan:
        gone = [
            (row.number, seat)
            for row in self.covered.rows
            if row.pk in self.touched
            for seat in row.seats
            if seat.is_draft and (row.pk, seat.reviewer_id) not in self.named
        ]
        return Plan(
            found,
            tuple((number, seat.name) for number, seat in gone),
            tuple(seat.ref for _, seat in gone),
        )


@transaction.atomic
def take(*, workshop: Workshop, by: User, text: str, seen: str) -> Plan:
    """Save what the preview showed. Raises Changed when it would do something else by now."""
    lock_workshop(workshop)
    planned = plan(by, workshop, text)
    if digest(planned) != seen:
        raise Changed
    for row in Assignment.objects.filter(ref__in=planned.gone_refs).select_related("paper", "reviewer"):
        assignment.remove(assignment=row, by=by)
    papers = {paper.pk: paper for paper in Paper.objects.filter(pk__in=[pk for pk, _ in planned.new])}
    for paper, person in planned.new:
        assignment.assign(paper=papers[paper], reviewer_id=person, by=by)
    return planned


def digest(planned: Plan) -> str:
    return refs_digest([*planned.gone_refs, *(f"{paper}:{person}" for paper, person in planned.new)])
