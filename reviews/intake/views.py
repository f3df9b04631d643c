from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews.intake import claims, services
from reviews.intake.access import intake_of, intakes_of
from reviews.intake.forms import FilesForm
from reviews.intake.models import Intake
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Workshop

SHOWN = 12
HEAD = ("What", "New", "Changed", "Same", "Skipped")


@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: SignedInRequest, slug: str) -> HttpResponse:
    """Files are shown before anything of them comes in."""
    workshop = workshop_for_organizer(request.user, slug)
    if request.method != "POST":
        return _page(request, workshop, FilesForm())
    form = FilesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, workshop, form, status=422)
    files = [(file.name or "file", file) for file in form.uploads()]
    if lines := form.cleaned_data["lines"]:
        files.append(("pasted lines.txt", ContentFile(lines.encode())))  # type: ignore[arg-type]
    made = services.show(workshop=workshop, by=request.user, files=files)
    return redirect("intake-preview", slug, made.ref)


@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    row = intake_of(request.user, workshop, ref)
    if request.method == "POST":
        return _act(request, row)
    if row.state != Intake.State.SHOWN:
        skipped = sum(counts[-1] for counts in row.summary)
        context = {
            "workshop": workshop,
            "intake": row,
            "summary": row.summary,
            "head": HEAD,
            "skipped": skipped,
        }
        return render(request, "reviews/intake/outcome.html", context)
    return _preview(request, row)


@require_http_methods(["GET", "HEAD", "POST"])
def links(request: SignedInRequest, slug: str) -> HttpResponse:
    """Who gets a claim link; then they are sent."""
    workshop = workshop_for_organizer(request.user, slug)
    if request.method == "POST":
        count = claims.send(workshop=workshop, by=request.user)
        messages.success(request, f"{plural(count, 'letter is,letters are')} on the way.")
        return redirect("intake-links", slug)
    lines = list(claims.waiting_for(request.user, workshop))
    return render(request, "reviews/intake/links.html", {"workshop": workshop, "lines": lines})


def _act(request: SignedInRequest, row: Intake) -> HttpResponse:
    slug = row.workshop.slug
    try:
        if request.POST.get("do") == "drop":
            services.drop(intake=row, by=request.user)
            messages.success(request, "The files are gone; nothing of them came in.")
            return redirect("intake", slug)
        if request.POST.get("do") == "again":
            services.look_again(intake=row, by=request.user)
            return redirect("intake-preview", slug, row.ref)
        if (row.plan or {}).get("faults") and not request.POST.get("leave_out"):
            messages.error(request, "Nothing came in: some rows cannot be read. Tick that they are left out.")
            return _preview(request, row, status=422)
        services.begin(intake=row, by=request.user)
    except services.Gone:
        messages.error(request, "This was brought in or dropped meanwhile; nothing was done now.")
    return redirect("intake-preview", slug, row.ref)


def _preview(request: SignedInRequest, row: Intake, *, status: int = 200) -> HttpResponse:
    context = {"workshop": row.workshop, "intake": row, "plan": row.plan or {}, "most": SHOWN}
    return render(request, "reviews/intake/preview.html", context, status=status)


def _page(
    request: SignedInRequest, workshop: Workshop, form: FilesForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "form": form,
        "intakes": intakes_of(request.user, workshop)[:20],
        "waiting": claims.waiting_for(request.user, workshop).count(),
    }
    return render(request, "reviews/intake/page.html", context, status=status)
