from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from submissions.workshops import access, pictures, selectors
from submissions.workshops.calendar import ics
from submissions.workshops.models import Accent

YEAR = 365 * 24 * 3600


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The site's workshops; where there is only one, that one."""
    rows = selectors.listed(access.listed_for(request.user))
    may_create = access.may_create(request.user)
    if len(rows) == 1 and not may_create:
        return redirect("call", rows[0].workshop.slug)
    return render(request, "submissions/workshops/home.html", {"rows": rows, "may_create": may_create})


@login_not_required
@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = access.workshop_by_slug(slug)
    page = selectors.call_page(workshop, request.GET.get("call", ""))
    return render(request, "submissions/workshops/call.html", {"workshop": workshop, "page": page})


@login_not_required
@require_safe
@cache_control(public=True, immutable=True, max_age=YEAR)
def accent(request: HttpRequest, slug: str, hue: int) -> HttpResponse:
    """The colour of a workshop's pages, as a file of its own: the content policy forbids it in the page."""
    if hue not in Accent.values:
        raise Http404
    return HttpResponse(f":root {{ --hue: {hue}; }}\n", content_type="text/css")


@login_not_required
@require_safe
def logo(request: HttpRequest, slug: str) -> FileResponse:
    return _picture(access.workshop_by_slug(slug).logo)


@login_not_required
@require_safe
def portrait(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    person = access.workshop_by_slug(slug).public_organizers.filter(pk=pk).first()
    if person is None:
        raise Http404
    return _picture(person.portrait)


def _picture(file: FieldFile) -> FileResponse:
    try:
        if file:
            return pictures.shown(file)
    except OSError:
        pass
    raise Http404


@login_not_required
@require_safe
def call_ics(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = access.workshop_by_slug(slug)
    page = selectors.call_page(workshop, request.GET.get("call", ""))
    if page is None:
        raise Http404
    url = f"{settings.SITE_URL}{reverse('call', args=[slug])}"
    return HttpResponse(
        ics(workshop, page.call, url=url),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{slug}-dates.ics"'},
    )
