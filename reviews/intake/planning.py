"""From files to steps: the same ones are shown and done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, cast

from reviews.committee.paste import parse
from reviews.exchange import Bundle, Entry, Fault, Person, Refused, entries_of_zip, read
from reviews.exchange.scores import Source, is_ours
from reviews.intake import decisions, files, papers, people, reviews, seats
from reviews.intake.ground import Ground, survey
from reviews.intake.models import Intake, IntakeFile
from reviews.intake.steps import Group, Step, Verdict, grouped
from submissions.accounts.models import User
from submissions.papers.selectors import call_for
from submissions.workshops.models import Workshop

STAGES = (
    people.steps,
    papers.steps,
    files.steps,
    seats.conflict_steps,
    seats.bid_steps,
    seats.steps,
    reviews.steps,
    decisions.steps,
)


class NoCall(Exception):
    """The workshop has no call that papers could belong to."""


@dataclass(frozen=True)
class Plan:
    """All that bringing these files in would do, for one organizer."""

    ground: Ground
    groups: list[Group]

    @property
    def bundle(self) -> Bundle:
        return self.ground.bundle

    @property
    def scores(self) -> list[Source]:
        """How scores are brought to ours; empty where they are ours already."""
        return [] if is_ours(self.ground.chosen) else list(self.ground.chosen.values())

    @property
    def does_something(self) -> bool:
        return any(group.new or group.changed for group in self.groups)

    @property
    def summary(self) -> list[tuple[str, int, int, int, int]]:
        return [(group.what, group.new, group.changed, group.same, group.skipped) for group in self.groups]


def plan(workshop: Workshop, by: User, bundle: Bundle) -> Plan:
    call = call_for(workshop)
    if call is None:
        raise NoCall
    ground = survey(workshop, by, bundle, call)
    return Plan(ground, grouped(step for stage in STAGES for step in stage(ground)))


def steps_of(made: Plan) -> Iterator[Step]:
    yield from (
        step for group in made.groups for step in group.steps if step.verdict != Verdict.SAME and step.do
    )


def bundle_of(intake: Intake) -> Bundle:
    """What the files of an intake say. A file that cannot be opened is a fault with its reason."""
    entries: list[Entry] = []
    refused: list[Fault] = []
    for stored in intake.files.all():
        try:
            entries += entries_of(stored)
        except Refused as reason:
            refused.append(Fault(stored.name, 0, str(reason)))
    return understood(entries, refused)


def understood(entries: Iterable[Entry], refused: Iterable[Fault] = ()) -> Bundle:
    bundle = read(entries)
    bundle.faults[:0] = refused
    for at, line in enumerate(parse("\n".join(bundle.lines)), 1):
        if line.invitee:
            found = Person(line.invitee.email, line.invitee.name, line.invitee.affiliation)
            _add_once(bundle, found)
        else:
            bundle.faults.append(Fault("the list", at, f"“{line.line[:60]}” has no address."))
    return bundle


def _add_once(bundle: Bundle, person: Person) -> None:
    name = person.name.casefold()
    twin = next((each for each in bundle.committee if each.email == person.email), None)
    namesake = next((each for each in bundle.committee if name and each.name.casefold() == name), None)
    if twin:
        bundle.notes.append(f"{person.email} stands in the list twice, and comes in once.")
        return
    if namesake:
        bundle.notes.append(
            f"{person.name} stands there under two addresses ({namesake.email}, {person.email}) and comes in as two "
            "people. If it is one, remove a line and bring the list in again."
        )
    bundle.committee.append(person)


def entries_of(stored: IntakeFile) -> list[Entry]:
    def opened() -> IO[bytes]:
        return cast("IO[bytes]", stored.file.storage.open(stored.file.name))

    if stored.name.lower().endswith(".zip"):
        return entries_of_zip(stored.name, opened)

    def content() -> bytes:
        with opened() as file:
            return bytes(file.read())

    return [Entry(stored.name, content, str(stored.file.size))]
