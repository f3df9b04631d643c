"""The assignment's page, and publishing what is on it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reviews.assignment import services as assignment_services
from reviews.assignment.validator import ConflictedPair
from reviews.solving import pages, selectors
from reviews.solving.forms import PublishForm, SolveForm
from reviews.solving.wish import Wish
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler
from submissions.workshops.models import Workshop

CHANGED = "The assignment was changed meanwhile; nothing was saved. This is how it stands now."
CONFLICT = "In conflict since this was drafted: {}. Nothing was saved, and nobody was told. Solve again, or remove them."


@require_safe
def assignment(request: SignedInRequest, slug: str) -> HttpResponse:
    return page(request, workshop_for_handler(request.user, slug))


@require_POST
def publish(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    form = PublishForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        done = assignment_services.publish(workshop=workshop, by=request.user, seen=seen)
    except assignment_services.Changed:
        messages.error(request, CHANGED)
        return page(request, workshop, status=409)
    except ConflictedPair as problem:
        messages.error(
            request, CONFLICT.format(", ".join(selectors.named(request.user, workshop, problem.pairs)))
        )
        return page(request, workshop, status=409)
    pairs, people = plural(done.pairs, "pair,pairs"), plural(done.reviewers, "reviewer,reviewers")
    messages.success(request, f"Published {pairs}; {people} will be told by mail.")
    return redirect("assignment", slug)


def page(
    request: SignedInRequest, workshop: Workshop, form: SolveForm | None = None, *, status: int = 200
) -> HttpResponse:
    desk = selectors.desk(request.user, workshop)
    coverage, run = desk.board.coverage, desk.board.run
    show = request.GET.get("show", "")
    after = SolveForm.after(Wish.of(run.settings if run else {}))
    context = {
        "workshop": workshop,
        "coverage": coverage,
        "show": show,
        "desk": desk,
        "live": desk.open,
        "run": run,
        "form": form or after,
        "relaxed": after.initial,
        "publish_form": PublishForm(initial={"seen": coverage.digest}),
        **pages.of(desk.board, show=show, point=request.GET.get("point", "")),
    }
    return render(request, "reviews/solving/page.html", context, status=status)
