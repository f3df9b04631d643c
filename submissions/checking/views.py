"""Check your PDF first: open to everybody, nothing kept."""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from submissions.checking import trials
from submissions.checking.forms import PresetForm
from submissions.checking.marks import marks_of
from submissions.checking.typed import typed_findings
from submissions.checks import Author
from submissions.papers.access import editable_paper
from submissions.papers.selectors import call_for
from submissions.papers.uploads import Upload, refusal
from submissions.web import SignedInRequest, guests_welcome
from submissions.workshops.access import workshop_by_slug
from submissions.workshops.models import Call, Workshop


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The form; under a workshop's address its call's rules apply, elsewhere they are chosen."""
    workshop = workshop_by_slug(slug) if slug else None
    call = _call(workshop) if workshop else None
    form = PresetForm({"preset": call.preset} if call else request.POST or None)
    if request.method != "POST":
        return _form(request, workshop, form)
    file = request.FILES.get("pdf")
    if not isinstance(file, Upload):
        return _form(request, workshop, form, error="No file came along. Choose a PDF first.", status=422)
    error = refusal(file)
    if error or not form.is_valid():
        return _form(request, workshop, form, error=error or "", status=422)
    address = get_adapter(request).get_client_ip(request)
    try:
        begun = trials.begin(
            upload=file,
            preset=form.cleaned_data["preset"],
            changes=call.changes if call else {},
            address=address,
        )
    except trials.Busy as busy:
        return _busy(request, workshop, form, busy.seconds)
    return redirect(_url("trial-answer", slug, begun.ref))


@login_not_required
@require_safe
@cache_control(no_store=True, private=True)
def answer(request: HttpRequest, ref: str, slug: str = "") -> HttpResponse:
    """What was found; the fragment that htmx asks for replaces itself until all is there."""
    workshop = workshop_by_slug(slug) if slug else None
    found = trials.answer_to(ref, reverse("trial-page", args=[ref, 0]))
    context = {
        "workshop": workshop,
        "answer": found,
        "here": _url("trial-answer", slug, ref),
        "again": _url("trial", slug),
    }
    if found is None:
        return render(request, "submissions/checking/gone.html", context, status=404)
    page = "findings" if request.headers.get("HX-Request") else "answer"
    return render(request, f"submissions/checking/{page}.html", context)


@login_not_required
@require_safe
@cache_control(no_store=True, private=True)
def page(request: HttpRequest, ref: str, index: int) -> HttpResponse:
    data = trials.picture(ref, index)
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/webp")


@guests_welcome
@require_safe
@cache_control(no_store=True, private=True)
def typed(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """What the rules say about a paper's fields as they are typed: a piece of the form, drawn anew after each save."""
    paper = editable_paper(request.user, slug, ref)
    authors = [Author(row.name, row.email, row.affiliation, row.orcid) for row in paper.authors.all()]
    findings = typed_findings(paper, authors, marks_of(paper.pk))
    once = {(each.finding.field, each.finding.message): each for each in findings}
    return render(request, "submissions/checking/typed.html", {"findings": once.values()})


def _call(workshop: Workshop) -> Call:
    call = call_for(workshop)
    if call is None:
        raise Http404
    return call


def _form(
    request: HttpRequest,
    workshop: Workshop | None,
    form: PresetForm,
    *,
    error: str = "",
    wait: int = 0,
    status: int = 200,
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "form": form,
        "label": _call(workshop).asks.label if workshop else "",
        "error": error,
        "minutes": -(-wait // 60),
        "kept": int(trials.KEPT.total_seconds()) // 60,
    }
    return render(request, "submissions/checking/trial.html", context, status=status)


def _busy(request: HttpRequest, workshop: Workshop | None, form: PresetForm, seconds: int) -> HttpResponse:
    response = _form(request, workshop, form, wait=seconds, status=429)
    response["Retry-After"] = str(seconds)
    return response


def _url(name: str, slug: str, *args: str) -> str:
    return reverse(f"call-{name}", args=[slug, *args]) if slug else reverse(name, args=args)
