from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from reviews.accepted import access, services
from reviews.accepted.exports import FORMATS, export
from reviews.accepted.formats.pages import kinds
from reviews.accepted.forms import PdfsForm
from reviews.accepted.pdfs import pdfs
from reviews.accepted.selectors import accepted_papers
from submissions import web
from submissions.web import SignedInRequest
from submissions.workshops.models import Workshop


@login_not_required
@require_safe
def accepted(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = access.released_workshop(slug)
    papers = accepted_papers(workshop)
    context = {
        "workshop": workshop,
        "kinds": kinds(papers),
        "total": len(papers),
        "pdfs": pdfs(workshop),
        "files": [(each.label, reverse(f"accepted-{form}", args=[slug])) for form, each in FORMATS.items()],
    }
    return render(request, "reviews/accepted/page.html", context)


@login_not_required
@require_safe
def accepted_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    return _file(access.released_workshop(slug), form, with_contacts=False)


@login_not_required
@require_safe
def accepted_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    file = pdfs(access.released_workshop(slug)).get(number)
    if file is None:
        raise Http404
    return web.attachment(file, f"{slug}-paper-{number}.pdf")


@require_POST
def show_pdfs(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = access.released_workshop_for_organizer(request.user, slug)
    form = PdfsForm(request.POST)
    if form.is_valid():
        services.show_pdfs(workshop=workshop, by=request.user, **form.cleaned_data)
        messages.success(request, "Saved. The public list shows it at once.")
    else:
        messages.error(request, "Nothing was changed: choose one of the three.")
    return redirect("host", slug)


@require_safe
def desk_file(request: SignedInRequest, slug: str, form: str) -> HttpResponse:
    workshop = access.released_workshop_for_organizer(request.user, slug)
    return _file(workshop, form, with_contacts=True)


def _file(workshop: Workshop, form: str, *, with_contacts: bool) -> HttpResponse:
    content = export(workshop, accepted_papers(workshop), form=form, with_contacts=with_contacts)
    file = FORMATS[form]
    response = HttpResponse(content, content_type=file.content_type)
    name = file.file.replace("papers", f"{workshop.slug}-accepted")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
