"""The sheet on which a reviewer bids, and how far bidding is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from reviews.bidding.access import Named, in_order
from reviews.bidding.models import Bid
from submissions import clock
from submissions.accounts.models import User
from submissions.conflicts.models import Bidding
from submissions.papers.access import handled_by
from submissions.papers.blind import BlindPaper, blind
from submissions.papers.models import Paper
from submissions.workshops.models import Membership, Workshop

PER_PAGE = 20
LEVELS = [(level.value, level.label) for level in sorted(Bid.Level, reverse=True)]
FILTERS = {"": "all", "open": "no bid yet", "done": "with a bid"}


@dataclass(frozen=True)
class Row:
    name: str
    paper: BlindPaper
    level: int | None

    @property
    def word(self) -> str:
        return Bid.Level(self.level).label if self.level else ""


@dataclass(frozen=True)
class Progress:
    done: int
    total: int

    @property
    def left(self) -> int:
        return self.total - self.done

    @property
    def share(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


@dataclass(frozen=True)
class Sheet:
    """One page of the list. `counts` stand beside the filters."""

    rows: Sequence[Row]
    progress: Progress
    show: str
    number: int
    pages: int

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        numbers = {"": self.progress.total, "open": self.progress.left, "done": self.progress.done}
        return [(key, label, numbers[key]) for key, label in FILTERS.items()]


@dataclass(frozen=True)
class Card:
    """One paper at a time; `before` and `after` are the names of its neighbours."""

    row: Row | None
    progress: Progress
    before: str = ""
    after: str = ""
    place: int = 0


@dataclass(frozen=True)
class Window:
    """`state`: "none" (not set), "before", "open", "over"."""

    state: str
    row: Bidding | None = None

    @property
    def is_open(self) -> bool:
        return self.state == "open"


def window_of(workshop: Workshop) -> Window:
    row, now = Bidding.objects.filter(workshop=workshop).first(), clock.now(workshop)
    if row is None:
        return Window("none")
    return Window("before" if now < row.opens_at else "open" if now < row.closes_at else "over", row)


def sheet(user: User, workshop: Workshop, *, show: str = "", page: str = "", is_over: bool = False) -> Sheet:
    """Four queries, whatever there is. `is_over`: of what was said then, the own bids alone stay in sight."""
    every, bids = in_order(user, workshop), _bids(user, workshop)
    show = "done" if is_over else show if show in FILTERS else ""
    kept = [each for each in every if not show or (each.paper_id in bids) == (show == "done")]
    pages = max(1, -(-len(kept) // PER_PAGE))
    number = min(max(1, int(page)), pages) if page.isdecimal() and len(page) < 6 else 1
    shown = kept[(number - 1) * PER_PAGE : number * PER_PAGE]
    return Sheet(_rows(shown, bids), _progress(every, bids), show, number, pages)


def card(user: User, workshop: Workshop, name: str = "") -> Card:
    """The paper of this name, else the first without a bid; no row once there is none."""
    every, bids = in_order(user, workshop), _bids(user, workshop)
    progress = _progress(every, bids)
    at = next((place for place, each in enumerate(every) if each.name == name), None)
    if at is None:
        at = next((place for place, each in enumerate(every) if each.paper_id not in bids), None)
    if at is None:
        return Card(None, progress)
    (row,) = _rows([every[at]], bids)
    before = every[at - 1].name if at else ""
    after = every[at + 1].name if at + 1 < len(every) else ""
    return Card(row, progress, before, after, at + 1)


def row_of(user: User, named: Named) -> Row:
    bid = Bid.objects.filter(reviewer=user, paper=named.paper_id).first()
    return _rows([named], {named.paper_id: bid.level} if bid else {})[0]


def progress_of(user: User, workshop: Workshop) -> Progress:
    return _progress(in_order(user, workshop), _bids(user, workshop))


def _bids(user: User, workshop: Workshop) -> dict[int, int]:
    rows = Bid.objects.filter(reviewer=user, paper__workshop=workshop)
    return dict(rows.values_list("paper_id", "level"))


def _progress(every: Sequence[Named], bids: dict[int, int]) -> Progress:
    return Progress(sum(each.paper_id in bids for each in every), len(every))


def _rows(named: Sequence[Named], bids: dict[int, int]) -> list[Row]:
    papers = (
        Paper.objects.filter(pk__in=[each.paper_id for each in named])
        .select_related("workshop", "kind", "current")
        .prefetch_related("topics")
        .in_bulk()
    )
    return [Row(each.name, blind(papers[each.paper_id]), bids.get(each.paper_id)) for each in named]


@dataclass(frozen=True)
class Turnout:
    """How many bids a reviewer gave, over the papers that the viewer handles."""

    name: str
    bids: int
    keen: int


def turnout(viewer: User, workshop: Workshop) -> list[Turnout]:
    seen = Q(bids__paper__in=handled_by(viewer, workshop))
    role = Membership.Role.REVIEWER
    people = (
        User.objects.filter(memberships__workshop=workshop, memberships__role=role)
        .annotate(
            given=Count("bids", filter=seen, distinct=True),
            keen=Count("bids", filter=seen & Q(bids__level__gte=Bid.Level.WILLING), distinct=True),
        )
        .order_by("given", "name", "pk")
    )
    return [Turnout(person.get_full_name(), person.given, person.keen) for person in people]
