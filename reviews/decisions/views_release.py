from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reviews.assignment.sight import withheld
from reviews.decisions import letters, selectors
from reviews.decisions import release as releasing
from reviews.decisions.forms import ReleaseForm
from reviews.decisions.models import Release
from submissions.clock import AOE
from submissions.papers.access import paper_for_author
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer
from submissions.workshops.models import Workshop

CHANGED = "The letters have changed since you looked; nothing was released. These are the letters now."
NOTHING = "Nothing that you may see is ready; nothing was released. Mark decisions ready first."
ALREADY = (
    "Nothing was released: {} did it on {:%d %B at %H:%M} AoE, and nothing that you may see is ready since."
)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    if request.method != "POST":
        return _page(request, workshop)
    form = ReleaseForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        done = releasing.release(workshop=workshop, by=request.user, seen=seen)
    except (releasing.Changed, releasing.NothingReady) as problem:
        messages.error(request, CHANGED if isinstance(problem, releasing.Changed) else _nothing(workshop))
        return _page(request, workshop, status=409)
    papers, mails = plural(done.papers, "paper,papers"), plural(done.letters, "letter is,letters are")
    messages.success(
        request, f"Released {papers}; {mails} on the way. The list of accepted papers is public now."
    )
    return redirect("release", slug)


def _nothing(workshop: Workshop) -> str:
    """Two who release at once: the second learns who was first."""
    last = Release.objects.filter(workshop=workshop).select_related("by").last()
    return ALREADY.format(last.by.get_full_name(), last.at.astimezone(AOE)) if last else NOTHING


@require_safe
def outcome(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = paper_for_author(request.user, slug, ref)
    outcome = selectors.released_outcome(paper.pk)
    if outcome is None:
        raise Http404
    context = {"workshop": paper.workshop, "paper": paper, "outcome": outcome, "call": paper.call}
    return render(request, "reviews/decisions/outcome.html", context)


def _page(request: SignedInRequest, workshop: Workshop, *, status: int = 200) -> HttpResponse:
    shown = letters.previews(releasing.ready(request.user, workshop))
    context = {
        "workshop": workshop,
        "previews": shown,
        "letters": sum(len(preview.to) for preview in shown),
        "unfinished": not shown and releasing.is_unfinished(request.user, workshop),
        "is_released": selectors.is_released(workshop),
        "form": ReleaseForm(initial={"seen": letters.digest(shown)}),
        "withheld": withheld(request.user, workshop),
    }
    return render(request, "reviews/decisions/release.html", context, status=status)
