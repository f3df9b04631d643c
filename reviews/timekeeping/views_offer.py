"""Where somebody of the pool answers: the paper blind, its abstract alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews.assignment.validator import ConflictedPair
from reviews.timekeeping import services
from reviews.timekeeping.access import offer_to
from submissions.web import SignedInRequest

GONE = "This paper does not need you any more. Thank you all the same; there is nothing to do."


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
