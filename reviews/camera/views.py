"""An author's page for the final version, and the organizers' page of who is late."""

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.assignment.sight import withheld
from reviews.attendance.access import released_for_organizer
from reviews.camera import access, selectors, services
from reviews.camera.forms import StageForm, TitleForm
from reviews.camera.models import LICENCE, Stage
from submissions import clock, web
from submissions.papers.authors import is_frozen
from submissions.papers.models import Paper
from submissions.papers.uploads import Upload, refusal
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.models import Workshop


@require_http_methods(["GET", "HEAD", "POST"])
def camera(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = access.accepted_paper_for_author(request.user, slug, ref)
    stage = access.stage_of(paper.workshop)
    if request.method != "POST":
        return _page(request, paper, stage)
    if request.POST.get("do") == "agree":
        services.agree(paper=paper, by=request.user, stage=stage)
        messages.success(request, "Thank you. The agreement is kept with your name.")
        return redirect("paper-camera", slug, ref)
    file = request.FILES.get("pdf")
    error = refusal(file) if isinstance(file, Upload) else "No file came along. Choose a PDF first."
    if error or not isinstance(file, Upload):
        return _page(request, paper, stage, error=error or "", status=422)
    services.upload(paper=paper, upload=file, by=request.user)
    messages.success(request, "Received. It is being checked.")
    return redirect("paper-camera", slug, ref)


@require_safe
def pdf(request: SignedInRequest, slug: str, ref: str) -> HttpResponseBase:
    final = access.final_for_author(request.user, slug, ref)
    return web.attachment(final.file, f"{slug}-paper-{final.paper.number}-final.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def desk(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask for final versions, and see who is late; a paper's title may be put right."""
    workshop = released_for_organizer(request.user, slug)
    if request.POST.get("do") == "title":
        return _retitle(request, workshop)
    stage = Stage.objects.filter(workshop=workshop).first()
    form = StageForm(request.POST or None, initial=_initial(workshop, stage))
    if request.method == "POST" and form.is_valid():
        services.ask(workshop=workshop, by=request.user, **form.cleaned_data)
        messages.success(request, _words(stage, form))
        return redirect("camera", slug)
    rows = selectors.rows(workshop, request.user)
    context = {
        "workshop": workshop,
        "stage": stage,
        "form": form,
        "rows": rows,
        "late": [row for row in rows if row.is_late],
        "withheld": withheld(request.user, workshop),
        "now": clock.now(workshop),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/camera/desk.html", context, status=status)


def _words(before: Stage | None, form: StageForm) -> str:
    if before is None:
        return "Authors of accepted papers are asked by mail."
    if before.licence != form.cleaned_data["licence"]:
        return "Saved. Who agreed to the earlier words is asked to agree to these."
    return "Saved."


def _retitle(request: SignedInRequest, workshop: Workshop) -> HttpResponse:
    paper = access.accepted_paper_for_handler(request.user, workshop, request.POST.get("paper", ""))
    before, form = paper.title, TitleForm(request.POST, instance=paper)
    if form.is_valid():
        paper.title = before
        services.retitle(paper=paper, title=form.cleaned_data["title"], by=request.user)
        messages.success(
            request, f"#{paper.number} has its new title here, in every list and in what is taken away."
        )
    else:
        messages.error(request, " ".join(map(str, form.errors["title"])))
    return redirect("camera", workshop.slug)


@require_POST
def remind(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = released_for_organizer(request.user, slug)
    stage = access.stage_of(workshop)
    count = services.remind(workshop=workshop, by=request.user, stage=stage)
    messages.success(
        request, f"The authors of {plural(count, 'paper are,papers are')} reminded; nobody twice a day."
    )
    return redirect("camera", slug)


@require_safe
def desk_pdf(request: SignedInRequest, slug: str, ref: str) -> HttpResponseBase:
    workshop = released_for_organizer(request.user, slug)
    final = access.final_for_handler(request.user, workshop, ref)
    return web.attachment(final.file, f"{slug}-paper-{final.paper.number}-final.pdf")


def _page(
    request: SignedInRequest, paper: Paper, stage: Stage, *, error: str = "", status: int = 200
) -> HttpResponse:
    row = selectors.row_of(paper, stage, selectors.newest(paper))
    context = {
        "workshop": paper.workshop,
        "paper": paper,
        "authors": list(paper.authors.all()),
        "stage": stage,
        "row": row,
        "findings": selectors.findings(row.final),
        "may_ask": is_frozen(paper),
        "now": clock.now(paper.workshop),
        "error": error,
    }
    return render(request, "reviews/camera/paper.html", context, status=status)


def _initial(workshop: Workshop, stage: Stage | None) -> dict[str, object]:
    if stage:
        return {
            "due_at": stage.due_at.astimezone(clock.AOE).replace(tzinfo=None),
            "preset": stage.preset,
            "licence": stage.licence,
        }
    call = workshop.calls.first()
    due = call.camera_ready_at if call else None
    return {"licence": LICENCE, "due_at": due.astimezone(clock.AOE).replace(tzinfo=None) if due else None}
