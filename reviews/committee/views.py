"""The organizers' People page. The invitation's own page, which needs no account, is in `views_public`."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reviews.committee import keeping, selectors, services
from reviews.committee.access import invitation_of
from reviews.committee.forms import OrganizerForm, PasteForm
from reviews.committee.models import Suggestion
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Workshop


@require_safe
def people(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    return _page(request, workshop)


@require_POST
def people_invite(request: SignedInRequest, slug: str) -> HttpResponse:
    """First shows what will happen, then does it: the same lines come back with the second button."""
    workshop = workshop_for_organizer(request.user, slug)
    form = PasteForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, workshop, paste=form, status=422)
    lines = form.lines()
    if request.POST.get("do") != "invite":
        plan = selectors.plan(workshop, lines)
        asked = sum(not line.verdict for line in plan)
        return _page(
            request, workshop, paste=form, plan=plan, asked=asked, text="\n".join(line.line for line in lines)
        )
    invitees = [line.invitee for line in lines if line.invitee]
    done = services.invite(workshop=workshop, by=request.user, people=invitees)
    messages.success(request, _what_happened(done))
    return redirect("people", slug)


@require_POST
def people_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    invitation = invitation_of(workshop, pk)
    try:
        services.take_back(invitation=invitation, by=request.user)
    except services.AnsweredError:
        messages.error(request, f"{invitation.email} has answered already, so the invitation stays.")
    else:
        messages.success(request, f"The invitation to {invitation.email} is taken back; its link is void.")
    return redirect("people", slug)


@require_POST
def people_organizer(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    form = OrganizerForm(request.POST)
    if not form.is_valid():
        return _page(request, workshop, organizer=form, status=422)
    user = form.cleaned_data["email"]
    is_new = services.add_organizer(workshop=workshop, by=request.user, user=user)
    words = "is an organizer now" if is_new else "is an organizer already"
    messages.success(request, f"{user.get_full_name()} {words}.")
    return redirect("people", slug)


def _page(
    request: SignedInRequest,
    workshop: Workshop,
    *,
    paste: PasteForm | None = None,
    organizer: OrganizerForm | None = None,
    status: int = 200,
    **more: object,
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "people": selectors.people(workshop, request.user),
        "organizers": selectors.organizers(workshop),
        "owing": keeping.owing(workshop).count(),
        "suggestions": Suggestion.objects.filter(invitation__workshop=workshop).select_related("invitation"),
        "paste": paste or PasteForm(),
        "organizer": organizer or OrganizerForm(),
    }
    return render(request, "reviews/committee/people.html", {**context, **more}, status=status)


def _what_happened(done: services.Invited) -> str:
    if not done.invitations:
        return "Nobody was invited: everybody in the list was asked before."
    words = f"{plural(len(done.invitations), 'person is,people are')} invited."
    if not done.skipped:
        return words
    return f"{words} Skipped: {', '.join(done.skipped)}."
