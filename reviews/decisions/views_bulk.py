"""Deciding many papers at once: by ticks, and by a sheet."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.decisions import bulk, selectors, services, sheets
from reviews.decisions.forms import CapacityForm, SheetForm
from reviews.reviewing.questionnaires import compared
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler, workshop_for_organizer

NOTHING = "Nothing was changed: tick the papers first, and choose what to do with them."
MOVED = "While the sheet was read a decision in it became ready or a paper left; bring it once more."
CHANGED = "Nothing was changed: the decisions moved since you looked. This is what it would touch now."


@require_POST
def together(request: SignedInRequest, slug: str) -> HttpResponse:
    """First lists what it would touch, then does it: the same papers come back with the second button."""
    workshop = workshop_for_handler(request.user, slug)
    refs, act = set(request.POST.getlist("paper")), request.POST.get("act", "")
    if not refs or act not in bulk.ACTS:
        messages.error(request, NOTHING)
        return redirect("decisions", slug)
    status = 200
    if request.POST.get("do") == "yes":
        seen = request.POST.get("seen", "")
        try:
            count = bulk.carry_out(user=request.user, workshop=workshop, refs=refs, act=act, seen=seen)
        except (bulk.Changed, services.Standing, services.NotSubmitted):
            messages.error(request, CHANGED)
            status = 409
        else:
            messages.success(request, f"{plural(count, 'paper,papers')}: {bulk.ACTS[act]}. Done.")
            return redirect("decisions", slug)
    plan = bulk.plan(request.user, workshop, refs, act)
    context = {"workshop": workshop, "plan": plan, "words": bulk.ACTS[act]}
    return render(request, "reviews/decisions/bulk.html", context, status=status)


@require_POST
def room(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    form = CapacityForm(request.POST)
    if not form.is_valid():
        messages.error(request, "The room is as it was: write how many talks and posters fit, as numbers.")
        return redirect("decisions", slug)
    services.set_capacity(workshop=workshop, by=request.user, **form.cleaned_data)
    return redirect("decisions", slug)


@require_safe
def as_csv(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    scales = compared(workshop)
    content = sheets.decisions_csv(selectors.rows(request.user, workshop, scales), scales)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{workshop.slug}-decisions.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    form = SheetForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        try:
            shown = selectors.rows(request.user, workshop)
            noted = sheets.read(form.cleaned_data["file"].read(), shown)
            count = bulk.note_all(user=request.user, workshop=workshop, shown=shown, noted=noted)
        except sheets.WrongSheet as wrong:
            problems = wrong.problems
        except (bulk.Changed, services.Standing, services.NotSubmitted):
            problems = [MOVED]
        else:
            messages.success(request, f"{plural(count, 'draft is,drafts are')} as the sheet has them.")
            return redirect("decisions", slug)
    context = {"workshop": workshop, "form": form, "problems": problems}
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/decisions/sheet.html", context, status=status)
