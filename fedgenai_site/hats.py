"""The roles that a person can switch between, and the pages that belong to each."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from itertools import groupby
from typing import NamedTuple

from django.urls import reverse


class Hat(StrEnum):
    ORGANIZER = "Organizer"
    GUEST = "Guest organizer"
    REVIEWER = "Reviewer"
    AUTHOR = "Author"


class Event(StrEnum):
    """What has to have happened before a place is there."""

    RELEASED = "decisions are out"
    PLANNED = "everybody sees the programme"


class Link(NamedTuple):
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Tab:
    """`pages` are patterns of URL names on which this tab is the current one; it is there `once` something has happened. Neighbours of one `group` share a place
    at the top, and stand side by side in a second row while one of them is open.
    """

    label: str
    url_name: str
    pages: tuple[str, ...]
    once: Event | None = None
    group: str = ""

    @property
    def place(self) -> str:
        return self.group or self.label

    def holds(self, page: str) -> bool:
        return any(fnmatchcase(page, pattern) for pattern in self.pages)


CALL = Tab("Call", "call", ("call",))
ACCEPTED = Tab("Accepted", "accepted", ("accepted",), once=Event.RELEASED)
PROGRAMME = Tab("Programme", "programme", ("programme",), once=Event.PLANNED)
CHECK = Tab("Check a PDF", "call-trial", ("call-trial*",))
PUBLIC_TABS = (CALL, CHECK, ACCEPTED, PROGRAMME)
OWN_TABS = {
    Hat.ORGANIZER: (
        Tab("Desk", "desk", ("desk",)),
        Tab("Papers", "desk-papers", ("desk-pa*",), group="Papers"),
        Tab("Desk check", "deskcheck", ("deskcheck*", "rules*"), group="Papers"),
        Tab("Dual submission", "resemblance", ("resemblance*",), group="Papers"),
        Tab("People", "people", ("people*", "handover"), group="People"),
        Tab("Conflicts", "conflicts", ("conflict*",), group="People"),
        Tab("Assignment", "assignment", ("assignment*",), group="Assignment"),
        Tab("Bidding", "desk-bidding", ("desk-bidding*",), group="Assignment"),
        Tab(
            "Reviews",
            "progress",
            ("progress", "progress-re*", "progress-discussion", "progress-offer", "progress-hours"),
            group="Reviews",
        ),
        Tab("Emergency pool", "progress-standby", ("progress-standby",), group="Reviews"),
        Tab("Review form", "criteria", ("criteria",), group="Reviews"),
        Tab("Decisions", "decisions", ("decision*", "release*"), group="Decisions"),
        Tab("Attendance", "attendance", ("attendance*",), once=Event.RELEASED, group="Decisions"),
        Tab("Hand-over", "host", ("host*",), once=Event.RELEASED, group="Decisions"),
        Tab("Final versions", "camera", ("camera*",), once=Event.RELEASED, group="Decisions"),
        Tab("Programme", "programme-editor", ("programme-*",), once=Event.RELEASED, group="Decisions"),
        Tab("Mail", "outbox", ("outbox*", "letter*", "text*", "write")),
        Tab("Settings", "settings", ("settings*", "deadlines*", "readiness*", "preview*"), group="Workshop"),
        Tab("In and out", "takeaway", ("takeaway*", "intake*"), group="Workshop"),
        Tab("History", "history", ("history*",), group="Workshop"),
        Tab("Erasing", "retention", ("retention",), group="Workshop"),
    ),
    Hat.GUEST: (
        Tab("Desk", "desk", ("desk",)),
        Tab("Papers", "desk-papers", ("desk-pa*",)),
        Tab("Desk check", "deskcheck", ("deskcheck*", "rules*")),
        Tab("Dual submission", "resemblance", ("resemblance*",)),
        Tab("Conflicts", "conflicts", ("conflict*",)),
        Tab("Assignment", "assignment", ("assignment*",)),
        Tab("Reviews", "progress", ("progress*",)),
        Tab("Decisions", "decisions", ("decision*",)),
        Tab("Mail", "outbox", ("outbox*",)),
        Tab("History", "history", ("history*",)),
    ),
    Hat.REVIEWER: (
        Tab("My reviews", "reviews-mine", ("review*",)),
        Tab("Bidding", "bidding", ("bidding*",)),
        Tab("My expertise", "expertise", ("expertise*",), group="About me"),
        Tab("My conflicts", "my-conflicts", ("my-conflicts*",), group="About me"),
    ),
    Hat.AUTHOR: (Tab("My papers", "papers-mine", ("paper*", "outcome*")),),
}
TABS = {
    Hat.ORGANIZER: (*OWN_TABS[Hat.ORGANIZER], ACCEPTED),
    Hat.GUEST: (*OWN_TABS[Hat.GUEST], ACCEPTED, PROGRAMME),
    Hat.REVIEWER: (CALL, *OWN_TABS[Hat.REVIEWER], ACCEPTED, PROGRAMME),
    Hat.AUTHOR: (CALL, *OWN_TABS[Hat.AUTHOR], ACCEPTED, PROGRAMME),
}


def hat_of_page(page: str) -> Hat | None:
    """Whose page it is, by its URL name; None for pages that belong to everybody."""
    return next((hat for hat, tabs in OWN_TABS.items() if any(tab.holds(page) for tab in tabs)), None)


def tabs_of(hat: Hat | None, slug: str, *, page: str, happened: Collection[Event]) -> list[Link]:
    """The places at the top; one that several tabs share leads to the first of them."""
    return [
        Link(place, reverse(tabs[0].url_name, args=[slug]), any(tab.holds(page) for tab in tabs))
        for place, tabs in _places(hat, happened=happened)
    ]


def parts_of(hat: Hat | None, slug: str, *, page: str, happened: Collection[Event]) -> list[Link]:
    """The second row: the tabs that share the current place, if there are several."""
    here = (tabs for _, tabs in _places(hat, happened=happened) if any(tab.holds(page) for tab in tabs))
    tabs = next(here, [])
    if len(tabs) < 2:
        return []
    return [Link(tab.label, reverse(tab.url_name, args=[slug]), tab.holds(page)) for tab in tabs]


def _places(hat: Hat | None, *, happened: Collection[Event]) -> list[tuple[str, list[Tab]]]:
    tabs = TABS[hat] if hat else PUBLIC_TABS
    open_ones = (tab for tab in tabs if tab.once is None or tab.once in happened)
    return [(place, list(group)) for place, group in groupby(open_ones, key=lambda tab: tab.place)]


def home_of(hat: Hat, slug: str) -> str:
    return reverse(OWN_TABS[hat][0].url_name, args=[slug])
