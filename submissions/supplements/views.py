"""An author's page for what comes with the paper."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from submissions import web
from submissions.papers import access
from submissions.papers.models import Paper
from submissions.papers.uploads import Upload
from submissions.supplements import services
from submissions.supplements.archives import BadArchiveError
from submissions.supplements.models import Supplement
from submissions.web import SignedInRequest, guests_welcome
from submissions.workshops.models import Call


@guests_welcome
@require_http_methods(["GET", "HEAD", "POST"])
def supplement(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = access.editable_paper(request.user, slug, ref)
    if paper.call.supplement == Call.Supplement.NONE:
        raise Http404
    if request.method != "POST":
        return _page(request, paper)
    if not services.is_open(paper, web.arrived_at(request, paper.workshop)):
        return _page(
            request,
            paper,
            error="Not taken: supplements are closed. What you sent before is kept.",
            status=403,
        )
    if request.POST.get("do") == "remove":
        services.remove(paper=paper, by=request.user)
        messages.success(request, "The supplement is gone; the paper is as it was.")
        return redirect("paper-supplement", slug, ref)
    file = request.FILES.get("file")
    if not isinstance(file, Upload):
        return _page(request, paper, error="No file came along. Choose one first.", status=422)
    try:
        services.add(paper=paper, upload=file, by=request.user, name=file.name or "supplement")
    except BadArchiveError as reason:
        return _page(request, paper, error=str(reason), status=422)
    messages.success(request, "Received.")
    return redirect("paper-supplement", slug, ref)


@guests_welcome
@require_safe
def file(request: SignedInRequest, slug: str, ref: str) -> FileResponse:
    """As it was sent."""
    paper = access.paper_for_author(request.user, slug, ref)
    found = Supplement.objects.filter(paper=paper).select_related("paper__workshop").first()
    if found is None:
        raise Http404
    return web.attachment(found.file, found.file_name)


def _page(request: SignedInRequest, paper: Paper, *, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "paper": paper,
        "workshop": paper.workshop,
        "supplement": Supplement.objects.filter(paper=paper).first(),
        "is_open": services.is_open(paper, web.arrived_at(request, paper.workshop)),
        "due": services.due_at(paper),
        "error": error,
    }
    return render(request, "submissions/supplements/page.html", context, status=status)
