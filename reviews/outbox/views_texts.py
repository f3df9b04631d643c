"""The words of letters, kind by kind."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reviews.outbox import services
from reviews.outbox.forms import TextForm
from submissions.mail.models import OwnText
from submissions.mail.texts import Editable, registry
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
    form = TextForm(request.POST, editable=editable)
    if not form.is_valid():
        return _page(request, workshop, editable, form=form, status=422)
    if request.POST.get("do") == "preview":
        return _page(request, workshop, editable, form=form)
    services.save_text(workshop=workshop, editable=editable, by=request.user, **form.cleaned_data)
    messages.success(
        request, "Saved. Letters that are written from now on read so; those in the outbox stay."
    )
    return redirect("text", slug, kind)


def _page(
    request: SignedInRequest,
    workshop: Workshop,
    editable: Editable,
    *,
    form: TextForm | None = None,
    status: int = 200,
) -> HttpResponse:
    own = OwnText.objects.filter(workshop=workshop, kind=editable.kind).select_related("by").first()
    subject, body = (own.subject, own.body) if own else editable.standard
    form = form or TextForm(initial={"subject": subject, "body": body}, editable=editable)
    if form.is_bound and form.is_valid():
        subject, body = form.cleaned_data["subject"], form.cleaned_data["body"]
    context = {
        "workshop": workshop,
        "editable": editable,
        "own": own,
        "form": form,
        "sample": (editable.sampled(subject), editable.sampled(body)),
    }
    return render(request, "reviews/outbox/text.html", context, status=status)
