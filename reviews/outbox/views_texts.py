"""The words of letters, kind by kind."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reviews.outbox import looking, services
from reviews.outbox.forms import KindForm
from submissions.mail.models import OwnText
from submissions.mail.texts import Editable, registry
from submissions.papers.access import handled_by
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Workshop


@require_safe
def texts(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    own = {row.kind: row for row in OwnText.objects.filter(workshop=workshop).select_related("by")}
    kinds = [(editable, own.get(kind)) for kind, editable in sorted(registry.items())]
    return render(request, "reviews/outbox/texts.html", {"workshop": workshop, "kinds": kinds})


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    editable = registry.get(kind)
    if editable is None:
        raise Http404
    if request.method != "POST":
        return _page(request, workshop, editable)
    if request.POST.get("do") == "drop":
        services.drop_text(workshop=workshop, editable=editable, by=request.user)
        messages.success(request, "Letters of this kind read as the site words them again.")
        return redirect("text", slug, kind)
    form = _form(request, workshop, editable, data=request.POST)
    if not form.is_valid():
        return _page(request, workshop, editable, form=form, status=422)
    if request.POST.get("do") == "preview":
        return _page(request, workshop, editable, form=form)
    words = {name: form.cleaned_data[name] for name in ("subject", "body")}
    services.save_text(workshop=workshop, editable=editable, by=request.user, **words)
    messages.success(
        request, "Saved. Letters that are written from now on read so; those in the outbox stay."
    )
    return redirect("text", slug, kind)


def _form(request: SignedInRequest, workshop: Workshop, editable: Editable, **kwargs: Any) -> KindForm:
    """Real papers are those that this organizer handles."""
    papers = None
    if looking.is_about_papers(editable):
        handled = handled_by(request.user, workshop).select_related("workshop", "call", "creator", "current")
        papers = handled.order_by("number")
    return KindForm(editable=editable, papers=papers, **kwargs)


def _page(
    request: SignedInRequest,
    workshop: Workshop,
    editable: Editable,
    *,
    form: KindForm | None = None,
    status: int = 200,
) -> HttpResponse:
    own = OwnText.objects.filter(workshop=workshop, kind=editable.kind).select_related("by").first()
    subject, body = (own.subject, own.body) if own else editable.standard
    form = form or _form(request, workshop, editable, initial={"subject": subject, "body": body})
    paper = None
    if form.is_bound and form.is_valid():
        subject, body = form.cleaned_data["subject"], form.cleaned_data["body"]
        paper = form.cleaned_data.get("paper")
    context = {
        "workshop": workshop,
        "editable": editable,
        "own": own,
        "form": form,
        "samples": looking.samples(editable, subject, body, workshop=workshop, paper=paper, by=request.user),
        "paper": paper,
    }
    return render(request, "reviews/outbox/text.html", context, status=status)
