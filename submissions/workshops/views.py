from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from submissions import clock
from submissions.workshops import access, selectors
from submissions.workshops.calendar import ics
from submissions.workshops.models import Accent

YEAR = 365 * 24 * 3600


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The site's workshops; where there is only one, that one."""
    rows = selectors.listed(access.listed_for(request.user))
    if len(rows) == 1:
        return redirect("call", rows[0].workshop.slug)
    return render(request, "submissions/workshops/home.html", {"rows": rows})


@login_not_required
@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = access.workshop_by_slug(slug)
    page = selectors.call_page(workshop)
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
def call_ics(request: HttpRequest, slug: str) -> HttpResponse:
    workshop = access.workshop_by_slug(slug)
    call = selectors.main_call(workshop.calls.all(), now=clock.now(workshop))
    if call is None:
        raise Http404
    url = f"{settings.SITE_URL}{reverse('call', args=[slug])}"
    return HttpResponse(
        ics(workshop, call, url=url),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{slug}-dates.ics"'},
    )
