"""When reviewers bid, and who has: for organizers."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reviews.bidding import selectors, services
from reviews.bidding.forms import WindowForm
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Workshop


@require_safe
def desk_bidding(request: SignedInRequest, slug: str) -> HttpResponse:
    return _page(request, workshop_for_organizer(request.user, slug))


@require_POST
def set_bidding(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    match request.POST.get("do"):
        case "open":
            row = services.open_now(workshop=workshop, by=request.user)
            messages.success(request, f"Bidding is open until {row.closes_at:%d %B %Y, %H:%M} UTC.")
        case "close":
            services.close_now(workshop=workshop, by=request.user)
            messages.success(request, "Bidding is closed. The bids are kept.")
        case "remind":
            return _remind(request, workshop)
        case _:
            form = WindowForm(request.POST)
            if not form.is_valid():
                return _page(request, workshop, form, status=422)
            services.set_window(workshop=workshop, by=request.user, **form.cleaned_data)
            messages.success(request, "The dates are set.")
    return redirect("desk-bidding", slug)


def _remind(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    try:
        services.remind(workshop=workshop, by=request.user)
    except services.BiddingClosed:
        messages.error(request, "Bidding is not open, so nobody was written to.")
        return _page(request, workshop, status=409)
    messages.success(request, "Whoever has given no bid yet is reminded by mail; nobody twice a day.")
    return redirect("desk-bidding", workshop.slug)


def _page(
    request: SignedInRequest, workshop: Workshop, form: WindowForm | None = None, *, status: int = 200
) -> HttpResponse:
    window = selectors.window_of(workshop)
    dates = {"opens_at": window.row.opens_at, "closes_at": window.row.closes_at} if window.row else {}
    context = {
        "workshop": workshop,
        "window": window,
        "form": form or WindowForm(initial=dates),
        "people": selectors.turnout(request.user, workshop),
    }
    return render(request, "reviews/bidding/desk.html", context, status=status)
