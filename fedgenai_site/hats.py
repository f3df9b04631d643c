"""The roles that a person can switch between, and the pages that belong to each."""

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase
from typing import NamedTuple

from django.urls import reverse


class Hat(StrEnum):
    ORGANIZER = "Organizer"
    GUEST = "Guest organizer"
    REVIEWER = "Reviewer"
    AUTHOR = "Author"


class Link(NamedTuple):
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Tab:
    """`pages` are patterns of URL names on which this tab is the current one."""

    label: str
    url_name: str
    pages: tuple[str, ...]
    after_release: bool = False

    def holds(self, page: str) -> bool:
        return any(fnmatchcase(page, pattern) for pattern in self.pages)


CALL = Tab("Call", "call", ("call",))
ACCEPTED = Tab("Accepted", "accepted", ("accepted",), after_release=True)
CHECK = Tab("Check a PDF", "call-trial", ("call-trial*",))
PUBLIC_TABS = (CALL, CHECK, ACCEPTED)
OWN_TABS = {
    Hat.ORGANIZER: (
        Tab("Desk", "desk", ("desk",)),
        Tab("Papers", "desk-papers", ("desk-pa*",)),
        Tab("Desk check", "deskcheck", ("deskcheck*",)),
        Tab("People", "people", ("people*",)),
        Tab("Assignment", "assignment", ("assignment*",)),
        Tab("Reviews", "progress", ("progress*", "criteria")),
        Tab("Decisions", "decisions", ("decision*", "release*")),
        Tab("In and out", "intake", ("intake*",)),
        Tab("Attendance", "attendance", ("attendance*",), after_release=True),
        Tab("Mail", "outbox", ("outbox*", "letter*", "text*", "write")),
        Tab("History", "history", ("history*",)),
        Tab("Settings", "settings", ("settings*", "deadlines*", "readiness*", "preview*")),
    ),
    Hat.GUEST: (
        Tab("Desk", "desk", ("desk",)),
        Tab("Papers", "desk-papers", ("desk-pa*",)),
        Tab("Desk check", "deskcheck", ("deskcheck*",)),
        Tab("Assignment", "assignment", ("assignment*",)),
        Tab("Decisions", "decisions", ("decision*",)),
        Tab("Mail", "outbox", ("outbox*",)),
        Tab("History", "history", ("history*",)),
    ),
    Hat.REVIEWER: (Tab("My reviews", "reviews-mine", ("review*",)),),
    Hat.AUTHOR: (Tab("My papers", "papers-mine", ("paper*", "outcome*")),),
}
TABS = {
    Hat.ORGANIZER: (*OWN_TABS[Hat.ORGANIZER], ACCEPTED),
    Hat.GUEST: (*OWN_TABS[Hat.GUEST], ACCEPTED),
    Hat.REVIEWER: (CALL, *OWN_TABS[Hat.REVIEWER], ACCEPTED),
    Hat.AUTHOR: (CALL, *OWN_TABS[Hat.AUTHOR], ACCEPTED),
}


def hat_of_page(page: str) -> Hat | None:
    """Whose page it is, by its URL name; None for pages that belong to everybody."""
    return next((hat for hat, tabs in OWN_TABS.items() if any(tab.holds(page) for tab in tabs)), None)


def tabs_of(hat: Hat | None, slug: str, *, page: str, is_released: bool) -> list[Link]:
    tabs = TABS[hat] if hat else PUBLIC_TABS
    return [
        Link(tab.label, reverse(tab.url_name, args=[slug]), tab.holds(page))
        for tab in tabs
        if is_released or not tab.after_release
    ]


def home_of(hat: Hat, slug: str) -> str:
    return reverse(OWN_TABS[hat][0].url_name, args=[slug])
