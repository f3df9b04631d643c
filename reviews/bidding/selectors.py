"""The sheet on which a reviewer bids, and how far bidding is."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviews.bidding.access import Named, in_order
from reviews.bidding.models import Bid
from reviews.bidding.windows import Windows
from submissions.accounts.models import User
from submissions.papers.blind import BlindPaper, blind
from submissions.papers.models import Paper
from submissions.workshops.models import Workshop

PER_PAGE = 20
LEVELS = [(level.value, level.label) for level in sorted(Bid.Level, reverse=True)]
FILTERS = {"": "all", "open": "no bid yet", "done": "with a bid"}


@dataclass(frozen=True)
class Row:
    """`is_open`: a bid on it may still be given or changed. `call` is named where there are several."""

    name: str
    paper: BlindPaper
    level: int | None
    is_open: bool = True
    call: str = ""

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
    """One page of the list. `past` are bids on papers of calls whose bidding is over."""

    rows: Sequence[Row]
    progress: Progress
    past: int
    show: str
    number: int
    pages: int

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """What stands beside the filters."""
        done, left = self.progress.done + self.past, self.progress.left
        numbers = {"": done + left, "open": left, "done": done}
        return [(key, label, numbers[key]) for key, label in FILTERS.items()]


@dataclass(frozen=True)
class Card:
    """One paper at a time; `before` and `after` are the names of its neighbours."""

    row: Row | None
    progress: Progress
    before: str = ""
    after: str = ""
    place: int = 0


def sheet(user: User, workshop: Workshop, windows: Windows, *, show: str = "", page: str = "") -> Sheet:
    """Five queries at most, whatever there is. Where bidding is over, the own bids alone stay in sight."""
    every, bids = in_order(user, workshop, windows.open_calls), _bids(user, workshop)
    past = [each for each in in_order(user, workshop, windows.past_calls) if each.paper_id in bids]
    show = show if show in FILTERS else ""
    kept = [each for each in (*every, *past) if not show or (each.paper_id in bids) == (show == "done")]
    pages = max(1, -(-len(kept) // PER_PAGE))
    number = min(max(1, int(page)), pages) if page.isdecimal() and len(page) < 6 else 1
    shown = kept[(number - 1) * PER_PAGE : number * PER_PAGE]
    rows = _rows(shown, bids, windows)
    return Sheet(rows, _progress(every, bids), len(past), show, number, pages)


def card(user: User, workshop: Workshop, windows: Windows, name: str = "") -> Card:
    """The paper of this name, else the first without a bid; no row once there is none."""
    every, bids = in_order(user, workshop, windows.open_calls), _bids(user, workshop)
    progress = _progress(every, bids)
    at = next((place for place, each in enumerate(every) if each.name == name), None)
    if at is None:
        at = next((place for place, each in enumerate(every) if each.paper_id not in bids), None)
    if at is None:
        return Card(None, progress)
    (row,) = _rows([every[at]], bids, windows)
    before = every[at - 1].name if at else ""
    after = every[at + 1].name if at + 1 < len(every) else ""
    return Card(row, progress, before, after, at + 1)


def row_of(user: User, named: Named, windows: Windows) -> Row:
    bid = Bid.objects.filter(reviewer=user, paper=named.paper_id).first()
    return _rows([named], {named.paper_id: bid.level} if bid else {}, windows)[0]


def progress_of(user: User, workshop: Workshop, windows: Windows) -> Progress:
    return _progress(in_order(user, workshop, windows.open_calls), _bids(user, workshop))


def _bids(user: User, workshop: Workshop) -> dict[int, int]:
    rows = Bid.objects.filter(reviewer=user, paper__workshop=workshop)
    return dict(rows.values_list("paper_id", "level"))


def _progress(every: Sequence[Named], bids: dict[int, int]) -> Progress:
    return Progress(sum(each.paper_id in bids for each in every), len(every))


def _rows(named: Sequence[Named], bids: dict[int, int], windows: Windows) -> list[Row]:
    calls = {one.call.pk: one.call.name for one in windows.each} if windows.several else {}
    papers = (
        Paper.objects.filter(pk__in=[each.paper_id for each in named])
        .select_related("workshop", "kind", "current")
        .prefetch_related("topics")
        .in_bulk()
    )
    return [
        Row(
            each.name,
            blind(paper),
            bids.get(paper.pk),
            is_open=paper.call_id in windows.open_calls,
            call=calls.get(paper.call_id, ""),
        )
        for each in named
        if (paper := papers[each.paper_id])
    ]
