"""The organizers' conflicts: settle what is proposed, set and waive, and ask before inviting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.committee import conflicts as selectors
from reviews.committee.forms_conflicts import AskForm, SetForm
from reviews.committee.rules import ConflictRules
from submissions.conflicts import services
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler, workshop_for_organizer
from submissions.workshops.models import Workshop
from submissions.workshops.settings.views import page as settings_page

NOT_YOURS = "Nothing was changed: that somebody is an author is never waived, and nobody settles a conflict of one's own."


@require_safe
def conflicts(request: SignedInRequest, slug: str) -> HttpResponse:
    return _page(request, workshop_for_handler(request.user, slug))


@require_POST
def settle(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    conflict = selectors.conflict_of(request.user, workshop, pk)
    holds = request.POST.get("do") == "holds"
    try:
        services.settle(conflict=conflict, by=request.user, holds=holds)
    except services.NotYours:
        messages.error(request, NOT_YOURS)
        return _page(request, workshop, status=409)
    verb = "holds" if holds else "does not count; it will not be proposed again"
    messages.success(request, f"{conflict.user.get_full_name()} and #{conflict.paper.number}: this {verb}.")
    return redirect("conflicts", slug)


@require_POST
def set_conflict(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    form = SetForm(request.POST, workshop=workshop, viewer=request.user)
    if not form.is_valid():
        return _page(request, workshop, form=form, status=422)
    paper, person = form.cleaned_data["paper"], form.cleaned_data["person"]
    services.set_by_organizer(
        paper_id=paper.pk,
        workshop_id=workshop.pk,
        user=person,
        reason=form.cleaned_data["reason"],
        by=request.user,
    )
    messages.success(request, f"{person.get_full_name()} is in conflict with #{paper.number} now.")
    return redirect("conflicts", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    """A question, answered and forgotten: who is thought of stands in no address and no log."""
    workshop = workshop_for_organizer(request.user, slug)
    form = AskForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"workshop": workshop, "form": form}
    if form.is_bound and form.is_valid():
        context["found"] = selectors.would_be(request.user, workshop, **form.cleaned_data)
        context["asked"] = form.cleaned_data["name"] or form.cleaned_data["email"]
    status = 422 if form.errors else 200
    return render(request, "reviews/committee/conflict_ask.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: SignedInRequest, slug: str) -> HttpResponse:
    """What counts as a conflict; for those who run the workshop."""
    workshop = workshop_for_organizer(request.user, slug)
    return settings_page(request, workshop, ConflictRules, "conflicts")


def _page(
    request: SignedInRequest, workshop: Workshop, *, form: SetForm | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "queue": selectors.queue(request.user, workshop, request.GET.get("show", "")),
        "form": form or SetForm(workshop=workshop, viewer=request.user),
    }
    return render(request, "reviews/committee/conflicts.html", context, status=status)
