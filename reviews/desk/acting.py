"""The authors of one paper as its handlers see them: answers, disputes, wishes, and what these do to the reviewing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404

from reviews.assignment.models import Assignment
from submissions.accounts.models import User
from submissions.conflicts.models import Conflict
from submissions.papers import authors
from submissions.papers.models import Author, AuthorChange, AuthorLink, Paper

WORDS = {
    AuthorLink.State.ASKED: ("wait", "no answer yet"),
    AuthorLink.State.CONFIRMED: ("ok", "confirmed"),
    AuthorLink.State.DISPUTED: ("error", "disputed"),
    AuthorLink.State.SETTLED: ("info", "settled"),
}


@dataclass(frozen=True)
class Line:
    """One author with the answer given, if any. `link` is the row behind it."""

    author: Author
    tone: str
    answer: str
    link: AuthorLink | None


@dataclass(frozen=True)
class AuthorsDesk:
    lines: list[Line]
    disputes: list[AuthorLink]
    wishes: list[AuthorChange]
    in_conflict: list[str]
    """Names of people who review this paper although they are in conflict with it now."""
    unconfirmed: str
    """The address that was given for a paper without an account and not confirmed yet."""


def authors_desk(paper: Paper) -> AuthorsDesk:
    links = {link.email: link for link in paper.author_links.all()}
    begun = getattr(paper, "private_link", None)
    return AuthorsDesk(
        lines=[_line(author, links.get(author.email)) for author in paper.authors.all()],
        disputes=[link for link in links.values() if link.state == AuthorLink.State.DISPUTED],
        wishes=list(paper.author_changes.select_related("by", "decided_by").prefetch_related("consents")),
        in_conflict=assigned_in_conflict(paper),
        unconfirmed=(begun.address or "no address yet") if begun and not begun.confirmed_at else "",
    )


def _line(author: Author, link: AuthorLink | None) -> Line:
    tone, answer = WORDS[AuthorLink.State(link.state)] if link else ("plain", "not asked")
    return Line(author, tone, answer, link)


def assigned_in_conflict(paper: Paper) -> list[str]:
    barred = Conflict.objects.filter(paper=paper, state=Conflict.State.ACTIVE).values("user")
    rows = Assignment.objects.filter(paper=paper, reviewer__in=barred).exclude(state=Assignment.State.REMOVED)
    return [
        row.reviewer.get_full_name() for row in rows.select_related("reviewer").order_by("reviewer__name")
    ]


def answer(paper: Paper, post: Mapping[str, str], *, by: User) -> str:
    """Settle a dispute or decide a wish, as the pressed button says. Raises AnsweredError."""
    verb, _, pk = post.get("do", "").partition("-")
    if not pk.isdecimal():
        raise Http404
    if verb == "settle" and (link := paper.author_links.filter(pk=pk).first()):
        authors.settle(link=link, by=by)
        return f"Settled. All authors are told; {link.email} can still dispute again."
    change = paper.author_changes.filter(pk=pk).first()
    if verb not in {"allow", "refuse"} or change is None:
        raise Http404
    authors.decide(change=change, is_allowed=verb == "allow", note=post.get("note", "")[:1000], by=by)
    return (
        "The list is changed, and conflicts are looked for again."
        if verb == "allow"
        else "Refused. The authors are told."
    )
