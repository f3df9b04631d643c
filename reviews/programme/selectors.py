"""The programme as everybody sees it, what is not placed yet, and who would have to be in two places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import combinations, groupby
from operator import itemgetter
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from reviews.accepted.selectors import AcceptedPaper, accepted_papers
from reviews.programme.models import Programme, Session, Slot
from submissions.papers.models import Author
from submissions.workshops.models import Workshop


@dataclass(frozen=True)
class Item:
    """A slot at its time. `authors` are names in order."""

    slot: Slot
    starts_at: datetime
    ends_at: datetime
    title: str
    authors: tuple[str, ...]
    number: int | None

    @property
    def text(self) -> str:
        return f"#{self.number} {self.title}" if self.number else self.title

    @property
    def detail(self) -> str:
        return f"{self.slot.minutes} min"


@dataclass(frozen=True)
class Block:
    """A session at the wall's time."""

    session: Session
    starts_at: datetime
    ends_at: datetime
    items: tuple[Item, ...]

    @property
    def overrun(self) -> int:
        """By how many minutes its talks are longer than the session."""
        if self.session.kind != Session.Kind.TALKS or not self.items:
            return 0
        return max(0, int((self.items[-1].ends_at - self.ends_at).total_seconds() // 60))


@dataclass(frozen=True)
class Plan:
    """`unplaced` are accepted papers in no session yet."""

    programme: Programme
    blocks: tuple[Block, ...]
    unplaced: tuple[AcceptedPaper, ...]

    @property
    def next_session(self) -> dict[str, object]:
        """What a new session most likely is: an hour in the same room, after the last one."""
        if not self.blocks:
            return {}
        last = max(self.blocks, key=lambda block: block.ends_at)
        starts_at = last.ends_at.replace(tzinfo=None)
        return {
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(hours=1),
            "room": last.session.room,
        }

    @property
    def days(self) -> list[tuple[date, list[Block]]]:
        return [
            (day, list(rows)) for day, rows in groupby(self.blocks, key=lambda block: block.starts_at.date())
        ]


def programme_of(workshop: Workshop) -> Programme:
    """Not saved where nobody has begun one."""
    return Programme.objects.filter(workshop=workshop).first() or Programme(workshop=workshop)


def plan(workshop: Workshop) -> Plan:
    """In five queries."""
    programme = programme_of(workshop)
    papers = {paper.number: paper for paper in accepted_papers(workshop)}
    zone = ZoneInfo(programme.zone)
    sessions = Session.objects.filter(workshop=workshop).prefetch_related(
        Prefetch("slots", Slot.objects.select_related("paper"))
    )
    blocks = tuple(_block(session, papers, zone) for session in sessions)
    placed = {item.number for block in blocks for item in block.items}
    return Plan(programme, blocks, tuple(paper for number, paper in papers.items() if number not in placed))


def _block(session: Session, papers: dict[int, AcceptedPaper], zone: ZoneInfo) -> Block:
    start, end = session.starts_at.astimezone(zone), session.ends_at.astimezone(zone)
    return Block(session, start, end, tuple(_items(session, papers, start, end)))


def _items(
    session: Session, papers: dict[int, AcceptedPaper], start: datetime, end: datetime
) -> Iterator[Item]:
    """A paper that has left the accept list leaves the programme with it."""
    at = start
    for slot in session.slots.all():
        paper = papers.get(slot.paper.number) if slot.paper else None
        if slot.paper and paper is None:
            continue
        follows = session.kind != Session.Kind.POSTERS
        until = at + timedelta(minutes=slot.minutes) if follows else end
        authors = (
            tuple(author.name for author in paper.authors) if paper else tuple(filter(None, [slot.speaker]))
        )
        yield Item(
            slot, at, until, paper.title if paper else slot.title, authors, paper.number if paper else None
        )
        at = until if follows else start


def numbers_by_session(workshop: Workshop) -> list[tuple[str, list[int]]]:
    """Each session's title with its papers in order, in one query; sessions without papers are left out."""
    slots = Slot.objects.filter(session__workshop=workshop, paper__isnull=False)
    inner = slots.order_by("session__starts_at", "session__room", "session", "position", "pk")
    rows = inner.values_list("session", "session__title", "paper__number")
    groups = groupby(rows, key=itemgetter(0, 1))
    return [(title, [number for *_, number in found]) for (_, title), found in groups]


@dataclass(frozen=True)
class Clash:
    name: str
    one: str
    other: str


def clashes(blocks: Sequence[Block]) -> list[Clash]:
    """Who writes or chairs in two sessions that overlap. People are told by address, and named."""
    people = {block.session.pk: _people(block) for block in blocks}
    lines = Author.objects.filter(paper__slots__session__in=people)
    for session, email, name in lines.values_list("paper__slots__session", "email", "name"):
        people[session].setdefault(email.lower(), name)
    found = []
    for one, other in combinations(blocks, 2):
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at:
            mine, theirs = people[one.session.pk], people[other.session.pk]
            names = {mine[key] for key in mine.keys() & theirs.keys()}
            names |= {name for name in mine.values() if name in set(theirs.values())}
            found += [Clash(name, one.session.title, other.session.title) for name in sorted(names)]
    return found


def _people(block: Block) -> dict[str, str]:
    named = [block.session.chair, *(item.slot.speaker for item in block.items)]
    return {name.casefold(): name for name in named if name}


def places_of(blocks: Sequence[Block]) -> dict[int, list[str]]:
    """From a paper's number to the sessions in which it stands."""
    found: dict[int, list[str]] = defaultdict(list)
    for block in blocks:
        for item in block.items:
            if item.number:
                found[item.number].append(block.session.title)
    return found
