from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from reviews.accepted import access
from reviews.accepted.exports import FORMATS, export
from reviews.accepted.formats.pages import kinds
from reviews.accepted.selectors import accepted_papers
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
        "files": [(each.label, reverse(f"accepted-{form}", args=[slug])) for form, each in FORMATS.items()],
    }
    return render(request, "reviews/accepted/page.html", context)


@login_not_required
@require_safe
def accepted_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    return _file(access.released_workshop(slug), form, with_contacts=False)


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
