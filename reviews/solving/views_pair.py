"""One pair: its reason, and changing it by hand; and the grid of papers and candidates that leads to the pairs."""

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reviews.assignment import access, services
from reviews.assignment.models import Assignment, Ban
from reviews.assignment.pool import reviewers_of
from reviews.assignment.selectors import barred_from
from reviews.assignment.validator import ConflictedPair
from reviews.solving import selectors
from reviews.solving.forms import PairForm
from submissions.accounts.models import User
from submissions.papers.access import paper_for_handler
from submissions.papers.models import Paper
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler
from submissions.workshops.models import Workshop

NOT_POSSIBLE = "{person} cannot be on #{number} in this way (any more); nothing was saved. This is how the pair stands now."
IN_CONFLICT = (
    "{person} is in conflict with #{number}, so nothing was saved: nobody can assign the pair, or lock it."
)
PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: SignedInRequest, slug: str, ref: str, pk: int) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    paper = paper_for_handler(request.user, workshop, ref)
    banned = Ban.objects.filter(paper=paper, reviewer=OuterRef("pk"))
    people = reviewers_of(workshop).annotate(
        is_banned=Exists(banned), is_barred=ExpressionWrapper(barred_from(paper), BooleanField())
    )
    person = people.filter(pk=pk).first()
    if person is None:
        raise Http404
    if request.method != "POST":
        return _page(request, workshop, paper, person)
    form = PairForm(request.POST)
    try:
        act = form.cleaned_data["act"] if form.is_valid() else ""
        said = ACTS.get(act, _nothing)(request, workshop, paper, person, form.data.get("instead", ""))
    except (services.NotEligible, ConflictedPair):
        words = IN_CONFLICT if getattr(person, "is_barred", False) else NOT_POSSIBLE
        messages.error(request, words.format(person=person.get_full_name(), number=paper.number))
        return _page(request, workshop, paper, person, status=422)
    messages.success(request, said)
    return redirect("assignment-pair", slug, ref, pk)


@require_safe
def grid(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    used = selectors.latest_used(request.user, workshop)
    board = selectors.board(request.user, workshop, used, aside=False)
    from reviews.solving.grid import lines

    page = Paginator(board.coverage.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"workshop": workshop, "board": board, "page": page, "lines": lines(board, page.object_list)}
    return render(request, "reviews/solving/grid.html", context)


def _page(
    request: SignedInRequest, workshop: Workshop, paper: Paper, person: User, *, status: int = 200
) -> HttpResponse:
    used = selectors.latest_used(request.user, workshop)
    board = selectors.board(request.user, workshop, used, aside=False)
    if paper.pk not in board.row:
        raise Http404
    from reviews.solving.pairs import otherwise, sheet

    context = {
        "workshop": workshop,
        "paper": paper,
        "person": person,
        "sheet": sheet(board, paper, person),
        "row": board.row[paper.pk],
        "otherwise": otherwise(board, paper.pk, person.pk) if "otherwise" in request.GET else "",
    }
    return render(request, "reviews/solving/pair.html", context, status=status)


def _nothing(request: SignedInRequest, workshop: Workshop, paper: Paper, person: User, instead: str) -> str:
    raise services.NotEligible


def _add(request: SignedInRequest, workshop: Workshop, paper: Paper, person: User, instead: str) -> str:
    services.assign(paper=paper, reviewer_id=person.pk, by=request.user)
    return f"{person.get_full_name()} is drafted for #{paper.number}, and locked there."


def _swap(request: SignedInRequest, workshop: Workshop, paper: Paper, person: User, instead: str) -> str:
    seat = access.assignment_for_handler(request.user, workshop, instead)
    if seat.paper_id != paper.pk:
        raise services.NotEligible
    services.swap(paper=paper, reviewer_id=person.pk, instead_of=seat, by=request.user)
    return f"{person.get_full_name()} has the place of {seat.reviewer.get_full_name()} on #{paper.number}, and is locked there."


def _keep(request: SignedInRequest, workshop: Workshop, paper: Paper, person: User, instead: str) -> str:
    services.keep(assignment=_seat(request, workshop, paper, person), by=request.user, is_kept=True)
    return f"{person.get_full_name()} is locked on #{paper.number}: no run moves the pair."


def _let_go(request: SignedInRequest, workshop: Workshop, paper: Paper, person: User, instead: str) -> str:
    services.keep(assignment=_seat(request, workshop, paper, person), by=request.user, is_kept=False)
    return f"{person.get_full_name()} may be moved from #{paper.number} by the next run."


def _ban(request: SignedInRequest, workshop: Workshop, paper: Paper, person: User, instead: str) -> str:
    services.ban(paper=paper, reviewer=person, by=request.user)
    return f"{person.get_full_name()} is ruled out for #{paper.number}: no run proposes the pair."


def _lift(request: SignedInRequest, workshop: Workshop, paper: Paper, person: User, instead: str) -> str:
    services.lift_ban(paper=paper, reviewer=person, by=request.user)
    return f"{person.get_full_name()} may be proposed for #{paper.number} again."


def _remove(request: SignedInRequest, workshop: Workshop, paper: Paper, person: User, instead: str) -> str:
    services.remove(assignment=_seat(request, workshop, paper, person), by=request.user)
    return f"{person.get_full_name()} is no longer on #{paper.number}."


def _seat(request: SignedInRequest, workshop: Workshop, paper: Paper, person: User) -> Assignment:
    rows = Assignment.objects.filter(paper=paper, reviewer=person)
    row = rows.exclude(state=Assignment.State.REMOVED).first()
    if row is None:
        raise services.NotEligible
    return access.assignment_for_handler(request.user, workshop, row.ref)


ACTS: dict[str, Callable[[SignedInRequest, Workshop, Paper, User, str], str]] = {
    "add": _add,
    "swap": _swap,
    "lock": _keep,
    "unlock": _let_go,
    "ban": _ban,
    "lift": _lift,
    "remove": _remove,
}
