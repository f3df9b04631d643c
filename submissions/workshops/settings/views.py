"""Settings: an overview, a page for each group, a page for what each call asks."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from submissions.web import SignedInRequest
from submissions.workshops.access import call_for_organizer, workshop_for_organizer
from submissions.workshops.models import Workshop
from submissions.workshops.settings import services
from submissions.workshops.settings.base import Section
from submissions.workshops.settings.pages import OF_A_CALL, SECTIONS

PAGE = "submissions/workshops/settings/section.html"


@require_safe
def overview(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    context = {
        "workshop": workshop,
        "sections": [(key, section.heading, section.effect) for key, section in SECTIONS.items()],
        "calls": list(workshop.calls.all()),
        "effect": OF_A_CALL.effect,
    }
    return render(request, "submissions/workshops/settings/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: SignedInRequest, slug: str, key: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    if key not in SECTIONS:
        raise Http404
    return page(request, workshop, SECTIONS[key], key)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: SignedInRequest, slug: str, call: str) -> HttpResponse:
    workshop, found = call_for_organizer(request.user, slug, call)
    return page(request, workshop, OF_A_CALL, f"call:{found.slug}", part=found.slug)


def page(
    request: SignedInRequest, workshop: Workshop, kind: type[Section], key: str, *, part: str = ""
) -> HttpResponse:
    """One page of settings, shown or saved; rooms above have such pages too."""
    if request.method != "POST":
        return _show(request, workshop, kind(workshop, part=part))
    about: dict[str, Any] = {"workshop": workshop, "key": key, "part": part, "by": request.user}
    try:
        form = services.change(kind, data=request.POST, files=request.FILES, **about)
    except services.ChangedMeanwhile as changed:
        return _show(request, workshop, changed.form, by=changed.by, status=409)
    if not form.is_valid():
        return _show(request, workshop, form, status=422)
    messages.success(request, f"Saved: {form.heading}.")
    return redirect(request.path)


def _show(
    request: SignedInRequest, workshop: Workshop, form: Section, *, by: str = "", status: int = 200
) -> HttpResponse:
    """`by`: who saved this page meanwhile; what was typed stands in the form, and is saved only if it is sent again."""
    context: dict[str, object] = {"workshop": workshop, "form": form, "by": by}
    if by:
        context["saved"] = form.now_saved()
    return render(request, PAGE, context, status=status)
