from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from submissions import clock
from submissions.accounts.models import User
from submissions.conflicts.facts import Authorship
from submissions.papers.access import handlers_of, written_by
from submissions.papers.limits import over_limit_words
from submissions.papers.models import Author, AuthorLink, Paper, PrivateLink
from submissions.papers.payload import Payload, from_paper
from submissions.workshops.models import Call, Workshop
from submissions.workshops.selectors import main_call


def authorships(workshop: Workshop) -> list[Authorship]:
    """Every author line of a workshop and every paper's creator, as far as conflicts need to know."""
    return _authorships(workshop=workshop)


def authorships_of(paper: Paper) -> list[Authorship]:
    return _authorships(pk=paper.pk)


def authorships_among(papers: Iterable[int]) -> list[Authorship]:
    """Of these papers, by their ids."""
    return _authorships(pk__in=list(papers))


def _authorships(**which: object) -> list[Authorship]:
    papers = Paper.objects.filter(**which)
    lines = Author.objects.filter(paper__in=papers).values_list(
        "paper_id", "email", "user_id", "name", "affiliation", "orcid"
    )
    creators = papers.values_list("pk", "creator__email", "creator_id")
    begun = PrivateLink.objects.filter(paper__in=papers).exclude(address="")
    return [
        *(Authorship(*row) for row in lines),
        *(Authorship(paper, email, user) for paper, email, user in creators),
        *(Authorship(paper, email, None) for paper, email in begun.values_list("paper_id", "address")),
    ]


def call_for(workshop: Workshop, wanted: str = "") -> Call | None:
    """The call that takes papers in: the one that is asked for by its slug, else the one that closes next."""
    calls = list(workshop.calls.select_related("workshop"))
    asked = next((call for call in calls if call.slug == wanted), None)
    return asked or (None if wanted else main_call(calls, now=clock.now(workshop)))


def closing_time(call: Call, paper: Paper | None = None) -> datetime:
    """Until when this paper may be changed: the call's closing, or its late pass."""
    late = paper.late_pass_until if paper else None
    return max(call.closes_at, late) if late else call.closes_at


def is_open(call: Call, at: datetime, paper: Paper | None = None) -> bool:
    return call.opens_at <= at <= closing_time(call, paper)


def payload_of(paper: Paper) -> Payload:
    """What the form shows: the draft on top if there is one, else the last complete state."""
    return paper.draft or from_paper(paper)


def missing(paper: Paper) -> list[str]:
    """What keeps a paper from counting as submitted, in a few words each; empty when nothing does."""
    if paper.draft:
        words = list(paper.draft["missing"])
    else:
        words = [] if paper.title else ["title, abstract and authors"]
        if paper.state == Paper.State.DRAFT and paper.call.papers_per_author:
            words += over_limit_words(paper.call, paper, author_addresses(paper))
    return words + ([] if paper.current_id else ["the PDF"])


def disputed() -> QuerySet[AuthorLink]:
    """Open disputes about who is an author, over all papers; an acceptance waits for their end."""
    return AuthorLink.objects.filter(state=AuthorLink.State.DISPUTED)


def reply_to(paper: Paper) -> list[str]:
    """Where an answer to mail about this paper goes: its handlers, and nobody else."""
    return list(handlers_of(paper).values_list("email", flat=True))


def author_addresses(paper: Paper) -> list[str]:
    return list(paper.authors.values_list("email", flat=True))


def my_papers(user: User, workshop: Workshop) -> list[Paper]:
    papers = written_by(user).filter(workshop=workshop)
    return list(papers.select_related("current", "kind", "call").prefetch_related("authors", "topics"))
