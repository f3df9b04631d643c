"""A reviewer's own papers: by them the organizers see who can judge what."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reviews.committee.access import workshop_for_reviewer
from reviews.expertise import selectors, services
from reviews.expertise.forms import PapersForm
from submissions.conflicts.selectors import is_frozen_for
from submissions.publications.services import MOST
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.models import Workshop

FULL = f"Your list would get longer than {MOST} papers; nothing was added. The last years are enough."


@require_http_methods(["GET", "HEAD", "POST"])
def expertise(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_reviewer(request.user, slug)
    if request.method != "POST":
        return _page(request, workshop, PapersForm())
    form = PapersForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, workshop, form, status=422)
    try:
        _add(request, form)
    except services.TooMany:
        form.add_error(None, FULL)
        return _page(request, workshop, form, status=422)
    return redirect("expertise", slug)


@require_POST
def remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    workshop_for_reviewer(request.user, slug)
    services.remove(user=request.user, pk=pk)
    messages.success(request, "It is no longer on your list.")
    return redirect("expertise", slug)


def _add(request: SignedInRequest, form: PapersForm) -> None:
    if form.cleaned_data["papers"].strip():
        done = services.add_pasted(user=request.user, text=form.cleaned_data["papers"])
        known = f" {done.added.known} of them stood there already." if done.added.known else ""
        messages.success(request, f"{plural(done.added.new, 'paper,papers')} added.{known}")
        if done.skipped:
            messages.warning(request, f"Not understood, and left out: {'; '.join(done.skipped[:5])}")
    if upload := form.cleaned_data["pdf"]:
        services.add_pdf(user=request.user, upload=upload, name=upload.name or "")
        messages.success(request, "The PDF is being read; its title appears here in a moment.")


def _page(
    request: SignedInRequest, workshop: Workshop, form: PapersForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "form": form,
        "publications": selectors.publications_of(request.user),
        "is_frozen": is_frozen_for(request.user, workshop),
    }
    return render(request, "reviews/expertise/page.html", context, status=status)
