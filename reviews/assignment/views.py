from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.assignment import access, selectors, services
from reviews.assignment.forms import AssignForm, ProposeForm, PublishForm
from reviews.assignment.selectors import REVIEWS_PER_PAPER
from reviews.assignment.validator import ConflictedPair
from submissions.papers.access import paper_for_handler
from submissions.papers.models import Paper
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler
from submissions.workshops.models import Workshop

CHANGED = "The assignment was changed meanwhile; nothing was saved. This is how it stands now."
CONFLICT = (
    "A conflict has come up since this was drafted; nothing was saved. Propose again, or remove that pair."
)
NOT_ELIGIBLE = (
    "This person cannot take this paper (any more); nothing was saved. Choose somebody of the list."
)


@require_safe
def assignment(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    return _page(request, workshop, ProposeForm(auto_id="%s"))


@require_POST
def propose(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    form = ProposeForm(request.POST, auto_id="%s")
    if not form.is_valid():
        return _page(request, workshop, form, status=422)
    try:
        done = services.propose(workshop=workshop, by=request.user, demand=form.cleaned_data["demand"])
    except (services.Changed, ConflictedPair):
        messages.error(request, CHANGED)
        return _page(request, workshop, ProposeForm(auto_id="%s"), status=409)
    messages.success(request, f"Drafted {plural(done.pairs, 'pair,pairs')}. Nobody has been told yet.")
    for reason in done.reasons:
        messages.warning(request, reason)
    return redirect("assignment", slug)


@require_POST
def publish(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    form = PublishForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        done = services.publish(workshop=workshop, by=request.user, seen=seen)
    except (services.Changed, ConflictedPair) as problem:
        messages.error(request, CHANGED if isinstance(problem, services.Changed) else CONFLICT)
        return _page(request, workshop, ProposeForm(auto_id="%s"), status=409)
    pairs, people = plural(done.pairs, "pair,pairs"), plural(done.reviewers, "reviewer,reviewers")
    messages.success(request, f"Published {pairs}; {people} will be told by mail.")
    return redirect("assignment", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    paper = paper_for_handler(request.user, workshop, ref)
    if request.method != "POST":
        return _candidates(request, workshop, paper)
    form = AssignForm(request.POST)
    try:
        reviewer = form.cleaned_data["reviewer"] if form.is_valid() else 0
        row = services.assign(paper=paper, reviewer_id=reviewer, by=request.user)
    except (services.NotEligible, ConflictedPair):
        messages.error(request, NOT_ELIGIBLE)
        return _candidates(request, workshop, paper, status=422)
    messages.success(
        request, f"Drafted {row.reviewer.get_full_name()} for #{paper.number}. Publish to tell them."
    )
    return redirect("assignment-paper", slug, ref)


@require_POST
def remove(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    row = access.assignment_for_handler(request.user, workshop, ref)
    services.remove(assignment=row, by=request.user)
    messages.success(request, f"{row.reviewer.get_full_name()} is no longer on #{row.paper.number}.")
    return redirect("assignment-paper", slug, row.paper.ref)


def _page(
    request: SignedInRequest, workshop: Workshop, form: ProposeForm, *, status: int = 200
) -> HttpResponse:
    coverage = selectors.coverage(request.user, workshop)
    show = request.GET.get("show", "")
    context = {
        "workshop": workshop,
        "coverage": coverage,
        "rows": coverage.short if show == "short" else coverage.rows,
        "show": show,
        "form": form,
        "publish_form": PublishForm(initial={"seen": coverage.digest}),
        "wanted": REVIEWS_PER_PAPER,
    }
    return render(request, "reviews/assignment/page.html", context, status=status)


def _candidates(
    request: SignedInRequest, workshop: Workshop, paper: Paper, *, status: int = 200
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "paper": paper,
        "topics": [topic.name for topic in paper.topics.all()],
        "seats": selectors.seats(paper),
        "candidates": selectors.candidates(request.user, workshop, paper),
        "wanted": REVIEWS_PER_PAPER,
    }
    return render(request, "reviews/assignment/choose.html", context, status=status)
