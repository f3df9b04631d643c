"""The assignment out as CSV, and in again after a preview."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from reviews.assignment.services import Changed, NotEligible
from reviews.assignment.validator import ConflictedPair
from reviews.exchange.tables import decoded
from reviews.solving import selectors, sheet
from reviews.solving.forms import SheetForm
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler

CHANGED = "The assignment was changed meanwhile; nothing was saved. This is what the table would do now."


@require_safe
def csv(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    used = selectors.latest_used(request.user, workshop)
    board = selectors.board(request.user, workshop, used, aside=False)
    content = sheet.as_csv(board.coverage, sheet.emails_of(workshop), board.stand_ins)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{workshop.slug}-assignment.csv"'
    response["Cache-Control"] = "no-store, private"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: SignedInRequest, slug: str) -> HttpResponse:
    """Paste or choose a table, look at what it would do, save it."""
    workshop = workshop_for_handler(request.user, slug)
    context = {"workshop": workshop, "form": SheetForm()}
    if request.method != "POST":
        return render(request, "reviews/solving/sheet.html", context)
    file = request.FILES.get("file")
    text = decoded(file.read()) if file else request.POST.get("text", "")
    status = 200
    if seen := request.POST.get("seen", ""):
        try:
            done = sheet.take(workshop=workshop, by=request.user, text=text, seen=seen)
        except (Changed, NotEligible, ConflictedPair):
            messages.error(request, CHANGED)
            status = 409
        else:
            came, went = plural(len(done.new), "pair came,pairs came"), plural(len(done.gone), "draft,drafts")
            messages.success(request, f"{came}, {went} went. Nobody has been told yet.")
            return redirect("assignment", slug)
    planned = sheet.plan(request.user, workshop, text)
    status = 422 if planned.problem else status
    context |= {
        "plan": planned,
        "form": SheetForm(initial={"text": text}),
        "seen": sheet.digest(planned),
        "text": text,
    }
    return render(request, "reviews/solving/sheet.html", context, status=status)
