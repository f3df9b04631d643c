"""Offers to the pool: whom to ask, and where somebody of the pool answers, with the paper blind, its abstract alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews.assignment.validator import ConflictedPair
from reviews.timekeeping import pool, services
from reviews.timekeeping.access import offer_to
from reviews.timekeeping.back import back
from submissions.papers.access import paper_for_handler
from submissions.papers.models import Paper
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler

GONE = "This paper does not need you any more. Thank you all the same; there is nothing to do."


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """GET shows who of the pool could take it, the best fitting first; POST asks the one named, else the first."""
    workshop = workshop_for_handler(request.user, slug)
    paper = paper_for_handler(request.user, workshop, ref)
    helpers = pool.helpers(request.user, workshop)
    able = pool.fitting([paper], helpers)[paper.pk]
    if request.method != "POST":
        context = {
            "workshop": workshop,
            "paper": paper,
            "able": pool.compared(paper, able),
            "others": len(helpers) - len(able),
            "offers": paper.offers.select_related("user"),
        }
        return render(request, "reviews/timekeeping/picker.html", context)
    wanted = request.POST.get("person", "")
    _ask(request, paper, next((each for each in able if not wanted or str(each.user.pk) == wanted), None))
    return back(request, workshop)


def _ask(request: SignedInRequest, paper: Paper, helper: pool.Helper | None) -> None:
    if helper is None:
        messages.error(request, f"Nobody of the pool can take #{paper.number} now. Nothing was changed.")
        return
    try:
        services.offer(paper=paper, user=helper.user, by=request.user)
    except services.GoneError:
        messages.error(request, f"#{paper.number} cannot be offered any more. Nothing was changed.")
    else:
        messages.success(request, f"#{paper.number} is offered to {helper.name}; the answer shows here.")


@require_http_methods(["GET", "HEAD", "POST"])
def review_offer(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    row, paper = offer_to(request.user, slug, ref)
    if request.method == "POST":
        return _answer(request, slug, ref)
    context = {
        "offer": row,
        "paper": paper,
        "due": row.paper.call.reviews_due_at,
        "workshop": row.paper.workshop,
    }
    return render(request, "reviews/timekeeping/offer.html", context)


def _answer(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    row, paper = offer_to(request.user, slug, ref)
    try:
        if request.POST.get("do") == "accept":
            assignment = services.accept(row=row, by=request.user)
            messages.success(request, f"Thank you! #{paper.number} is yours.")
            return redirect("review", slug, assignment.ref)
        services.decline(row=row, by=request.user)
    except (services.GoneError, ConflictedPair):
        messages.info(request, GONE)
    else:
        messages.success(request, "Thank you for saying so. Somebody else is asked.")
    return redirect("reviews-mine", slug)
