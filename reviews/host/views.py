"""The hand-over page: what the hosting conference wants, when, and what it got."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from reviews.accepted.access import released_workshop_for_organizer
from reviews.accepted.exports import FORMATS
from reviews.accepted.forms import NONE, PdfsForm
from reviews.accepted.pdfs import pdfs, shown
from reviews.accepted.selectors import accepted_papers
from reviews.decisions.selectors import is_released
from reviews.host import selectors, services
from reviews.host.forms import DateForm
from reviews.host.models import Delivery, HostDate
from submissions import clock
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Workshop


@require_safe
def page(request: SignedInRequest, slug: str) -> HttpResponse:
    return _page(request, workshop_for_organizer(request.user, slug))


@require_POST
def dates(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    form = DateForm(request.POST)
    if not form.is_valid():
        return _page(request, workshop, form=form, status=422)
    services.add_date(workshop=workshop, by=request.user, **form.cleaned_data)
    return redirect("host", slug)


@require_POST
def date(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    row = HostDate.objects.select_related("workshop").filter(workshop=workshop, pk=pk).first()
    if row is None:
        raise Http404
    if request.POST.get("do") == "drop":
        services.drop_date(row=row, by=request.user)
    else:
        services.tick(row=row, is_done=request.POST.get("do") == "done", by=request.user)
    return redirect("host", slug)


@require_POST
def hand_over(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = released_workshop_for_organizer(request.user, slug)
    delivery = services.hand_over(workshop=workshop, by=request.user)
    messages.success(request, f"Noted as handed over; SHA-256 of the JSON {delivery.sha256[:12]}….")
    return redirect("host", slug)


def _page(
    request: SignedInRequest, workshop: Workshop, *, form: DateForm | None = None, status: int = 200
) -> HttpResponse:
    out = is_released(workshop)
    papers = accepted_papers(workshop) if out else []
    public = shown(workshop) if out else ""
    last = Delivery.objects.filter(workshop=workshop).select_related("by").first() if out else None
    now = FORMATS["json"].write(workshop, papers, with_contacts=True).decode() if last else ""
    names = [(each.label, f"desk-accepted-{name}") for name, each in FORMATS.items()]
    context = {
        "workshop": workshop,
        "is_released": out,
        "today": clock.now(workshop).date(),
        "dates": HostDate.objects.filter(workshop=workshop).select_related("done_by"),
        "form": form or DateForm(),
        "files": [(label, reverse(name, args=[workshop.slug])) for label, name in names],
        "totals": selectors.totals(papers),
        "missing": selectors.missing(papers),
        "papers": papers,
        "pdfs_form": PdfsForm(initial={"which": public or NONE}),
        "pdfs": pdfs(workshop) if public else None,
        "last": last,
        "changes": selectors.changes(last.content, now) if last else [],
    }
    return render(request, "reviews/host/page.html", context, status=status)
