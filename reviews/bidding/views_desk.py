"""When reviewers bid, and who has: for organizers."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from reviews.bidding import services
from reviews.bidding.forms import WindowForm
from reviews.bidding.turnout import turnout
from reviews.bidding.windows import Window, windows_of
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Call, Workshop


@require_safe
def desk_bidding(request: SignedInRequest, slug: str) -> HttpResponse:
    return _page(request, workshop_for_organizer(request.user, slug))


@require_POST
def set_bidding(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    call = get_object_or_404(workshop.calls, slug=request.POST.get("call", ""))
    of = f" on {call.name}" if workshop.calls.count() > 1 else ""
    match request.POST.get("do"):
        case "open":
            row = services.open_now(call=call, by=request.user)
            messages.success(request, f"Bidding{of} is open until {row.closes_at:%d %B %Y, %H:%M} UTC.")
        case "close":
            services.close_now(call=call, by=request.user)
            messages.success(request, f"Bidding{of} is closed. The bids are kept.")
        case "remind":
            return _remind(request, call)
        case _:
            form = WindowForm(request.POST, auto_id=f"{call.slug}-%s")
            if not form.is_valid():
                return _page(request, workshop, {call.pk: form}, status=422)
            services.set_window(call=call, by=request.user, **form.cleaned_data)
            messages.success(request, f"The dates of bidding{of} are set.")
    return redirect("desk-bidding", slug)


def _remind(request: SignedInRequest, call: Call) -> HttpResponse:
    try:
        services.remind(call=call, by=request.user)
    except services.BiddingClosed:
        messages.error(request, "Bidding is not open, so nobody was written to.")
        return _page(request, call.workshop, status=409)
    messages.success(request, "Whoever has given no bid yet is reminded by mail; nobody twice a day.")
    return redirect("desk-bidding", call.workshop.slug)


def _page(
    request: SignedInRequest,
    workshop: Workshop,
    typed: Mapping[int, WindowForm] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """`typed` is the form that was refused, by its call."""
    windows = windows_of(workshop).each
    context = {
        "workshop": workshop,
        "calls": [
            {"window": each, "form": (typed or {}).get(each.call.pk) or _form(each)} for each in windows
        ],
        "turnout": turnout(request.user, workshop, [each.call for each in windows]),
    }
    return render(request, "reviews/bidding/desk.html", context, status=status)


def _form(window: Window) -> WindowForm:
    row = window.row
    dates = {"opens_at": row.opens_at, "closes_at": row.closes_at} if row else {}
    return WindowForm(initial=dates, auto_id=f"{window.call.slug}-%s")
