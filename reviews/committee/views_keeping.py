"""Buttons of the People page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from reviews.committee import keeping
from reviews.committee.access import invitation_of, suggestion_of
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer


@require_POST
def remind(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    count = keeping.remind(workshop=workshop, by=request.user)
    messages.success(
        request,
        f"{plural(count, 'person is,people are')} reminded." if count else "Nobody is to be reminded now.",
    )
    return redirect("people", slug)


@require_POST
def senior(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    invitation = invitation_of(workshop, pk)
    is_senior = request.POST.get("do") == "senior"
    keeping.call_senior(invitation=invitation, by=request.user, is_senior=is_senior)
    name = invitation.name or invitation.email
    messages.success(
        request,
        f"{name} counts as senior now." if is_senior else f"{name} does not count as senior any more.",
    )
    return redirect("people", slug)


@require_POST
def suggested(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    suggestion = suggestion_of(workshop, pk)
    ask = request.POST.get("do") == "invite"
    done = keeping.answer(suggestion=suggestion, by=request.user, ask=ask)
    if done and done.skipped:
        messages.info(request, f"{suggestion.email} was asked before, so no letter went out.")
    else:
        messages.success(
            request, f"{suggestion.email} is invited." if ask else f"{suggestion.email} is not asked."
        )
    return redirect("people", slug)
