"""The API's endpoints: a token's owner, an access function, a shape. The first lines of each are its documentation."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from django.db.models import Q
from django.http import FileResponse, Http404, HttpResponse
from msgspec import Meta

from reviews.accepted.access import released_workshop
from reviews.accepted.selectors import accepted_papers
from reviews.api import access, selectors, shapes
from reviews.api.files import file_of
from reviews.api.models import Scope
from reviews.api.wire import Asked, Query, endpoint
from reviews.assignment.access import assigned_paper, assignments_of
from reviews.decisions.selectors import is_released
from reviews.programme.access import published_workshop
from reviews.programme.selectors import plan
from reviews.reviewing import mine
from reviews.takeaway.sight import Sight
from submissions.accounts.models import User
from submissions.papers.models import Author
from submissions.web import Sliceable, arrived_at, attachment, sheet
from submissions.workshops.access import workshop_by_slug
from submissions.workshops.models import Workshop

Row = TypeVar("Row")
Shown = TypeVar("Shown", bound=shapes.Shape)


class Listing(Query, frozen=True, forbid_unknown_fields=True):
    page: Annotated[int, Meta(description="Which page, from 1.", ge=1, le=10_000)] = 1


class OfPaper(Listing, frozen=True, forbid_unknown_fields=True):
    paper: Annotated[str, Meta(description="Of this paper only, by its ref.", max_length=16)] = ""


def paged(
    asked: Asked[Listing], rows: Sliceable[Row], show: Callable[[Row], Shown], **kept: str
) -> shapes.Page[Shown]:
    """`kept` are the questions that the next page repeats."""
    found = sheet(rows, str(asked.query.page))
    again = "".join(f"&{name}={value}" for name, value in kept.items() if value)
    after = f"{asked.request.path}?page={found.number + 1}{again}" if found.has_older else None
    return shapes.Page(rows=[show(row) for row in found.rows], next=after)


@endpoint()
def me(asked: Asked[Query]) -> shapes.Me:
    """Whose token this is, and what it is for."""
    token, user = asked.token, asked.user
    only = token.workshop.slug if token.workshop else None
    info = shapes.KeyInfo(
        name=token.name, scopes=token.scope_names, workshop=only, expires_at=token.expires_at
    )
    return shapes.Me(name=user.name, email=user.email, token=info)


@endpoint(query=Listing)
def workshops(asked: Asked[Listing]) -> shapes.Page[shapes.Workshop]:
    """Workshops that are public, and those in which you have a role, newest first."""
    listed = access.workshops_for(asked.token)
    rows = listed.prefetch_related("memberships").order_by("-created_at", "-pk")
    return paged(asked, rows, lambda row: shapes.Workshop(**_workshop(row, asked.user)))


@endpoint()
def workshop(asked: Asked[Query], slug: str) -> shapes.WorkshopDetail:
    """One workshop with its calls, and what of it is withheld from you."""
    row = workshop_by_slug(slug)
    calls = [
        shapes.Call(
            slug=call.slug,
            name=call.name,
            opens_at=call.opens_at,
            due_at=call.due_at,
            decisions_at=call.decisions_at,
            camera_ready_at=call.camera_ready_at,
        )
        for call in row.calls.order_by("due_at", "pk")
    ]
    return shapes.WorkshopDetail(
        **_workshop(row, asked.user),
        calls=calls,
        is_released=is_released(row),
        withheld=Sight(row, asked.user).withheld(),
    )


def _workshop(row: Workshop, user: User) -> dict[str, Any]:
    roles = sorted(each.role for each in row.memberships.all() if each.user_id == user.pk)
    plain = ("slug", "name", "title", "place", "starts_on", "ends_on")
    return {**{name: getattr(row, name) for name in plain}, "roles": roles}


@endpoint(scope=Scope.PAPERS, query=Listing)
def papers(asked: Asked[Listing], slug: str) -> shapes.Page[shapes.Paper]:
    """Papers that you wrote or handle, by number."""
    found = access.papers_for(asked.user, workshop_by_slug(slug))
    rows = found.select_related("workshop", "call", "kind").prefetch_related("topics")
    return paged(asked, rows, selectors.paper)


@endpoint(scope=Scope.PAPERS)
def paper(asked: Asked[Query], slug: str, ref: str) -> shapes.PaperDetail:
    """One paper that you wrote or handle, and its files."""
    row = access.paper_for(asked.user, workshop_by_slug(slug), ref)
    return selectors.paper_detail(row, asked.request.path)


@endpoint(scope=Scope.FILES)
def file(asked: Asked[Query], slug: str, ref: str, kind: str, file: str) -> FileResponse:
    """A file of a paper, by the address that the paper gives."""
    row = access.paper_for(asked.user, workshop_by_slug(slug), ref)
    return attachment(*file_of(row, kind, file))


@endpoint(scope=Scope.PAPERS, query=OfPaper)
def authors(asked: Asked[OfPaper], slug: str) -> shapes.Page[shapes.Author]:
    """Author lists of papers that you wrote or handle, by the paper's number, in order."""
    known = access.papers_for(asked.user, workshop_by_slug(slug)).order_by()
    if asked.query.paper:
        known = known.filter(ref=asked.query.paper)
    rows = Author.objects.filter(paper__in=known.values("pk")).select_related("paper")
    ordered = rows.order_by("paper__number", "position")
    return paged(asked, ordered, selectors.author, paper=asked.query.paper)


@endpoint(scope=Scope.REVIEWS, query=OfPaper)
def reviews(asked: Asked[OfPaper], slug: str) -> shapes.Page[shapes.Review]:
    """Reviews that were handed in: of papers that you handle, your own, and of your papers once their decision is out."""
    rows = access.reviews_for(asked.user, workshop_by_slug(slug))
    if ref := asked.query.paper:
        rows = rows.filter(_of(ref, asked.user.pk))
    return paged(asked, rows, lambda row: selectors.review(row, asked.user.pk), paper=asked.query.paper)


def _of(ref: str, user_id: int) -> Q:
    own_seat = Q(assignment__ref=ref, assignment__reviewer=user_id)
    return Q(assignment__paper__ref=ref) & ~Q(assignment__reviewer=user_id) | own_seat


@endpoint(scope=Scope.DECISIONS, query=OfPaper)
def decisions(asked: Asked[OfPaper], slug: str) -> shapes.Page[shapes.Decision]:
    """What stands for papers that you handle; what is out for papers that you wrote or reviewed."""
    rows = access.decisions_for(asked.user, workshop_by_slug(slug))
    if ref := asked.query.paper:
        seen_by_name = Q(paper__ref=ref) & (Q(is_handled=True) | Q(is_own_paper=True))
        rows = rows.filter(seen_by_name | Q(seat=ref))
    return paged(asked, rows, selectors.decision, paper=asked.query.paper)


@endpoint(scope=Scope.PAPERS, query=Listing)
def reviewing(asked: Asked[Listing], slug: str) -> shapes.Page[shapes.Assigned]:
    """Papers that you review, without their authors, by number."""
    row = workshop_by_slug(slug)
    released, at = is_released(row), arrived_at(asked.request, row)
    own = assignments_of(asked.user, slug).select_related(
        "review", "paper__workshop", "paper__call", "paper__kind", "paper__current"
    )
    base = asked.request.path
    return paged(
        asked, own, lambda each: selectors.assigned(each, at, f"{base}/{each.ref}", released=released)
    )


@endpoint(scope=Scope.PAPERS)
def reviewed(asked: Asked[Query], slug: str, ref: str) -> shapes.Assigned:
    """One paper that you review, without its authors."""
    row = assigned_paper(asked.user, slug, ref).assignment
    released, at = is_released(row.paper.workshop), arrived_at(asked.request, row.paper.workshop)
    return selectors.assigned(row, at, asked.request.path, released=released)


@endpoint(scope=Scope.FILES)
def reviewers_copy(asked: Asked[Query], slug: str, ref: str) -> FileResponse:
    """The PDF of a paper that you review: the copy without hidden data."""
    found = assigned_paper(asked.user, slug, ref)
    return attachment(mine.blind_copy(found), found.paper.file_name)


@endpoint(query=Listing)
def accepted(asked: Asked[Listing], slug: str) -> shapes.Page[shapes.Accepted]:
    """The public list of accepted papers, by number; it is there once decisions are out."""
    return paged(asked, accepted_papers(released_workshop(slug)), selectors.accepted)


@endpoint()
def programme(asked: Asked[Query], slug: str) -> shapes.Programme:
    """The programme, once it is published."""
    return selectors.programme(plan(published_workshop(slug)))


@endpoint()
def nothing(asked: Asked[Query], rest: str) -> HttpResponse:
    """Every other address under the API's."""
    raise Http404
