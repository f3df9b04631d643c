"""The organizer's desk check: look at what was found, waive it with a reason, or ask its authors to fix it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from reviews.assignment.sight import withheld
from reviews.decisions import rejecting
from reviews.decisions.models import DeskRejection
from reviews.deskcheck import selectors, services
from reviews.deskcheck.forms import FixForm, RejectForm, WaiverForm
from submissions import clock
from submissions.checking import marks
from submissions.papers.access import paper_for_handler
from submissions.papers.models import Paper
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler

GONE = "Nothing was changed: the paper has changed since you opened this page. Here is what is found now."


@require_safe
def checks(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    context = {
        "workshop": workshop,
        "sheet": selectors.sheet(request.user, workshop, request.GET.get("page", "")),
        "withheld": withheld(request.user, workshop),
    }
    return render(request, "reviews/deskcheck/checks.html", context)


@require_safe
def contact_sheet(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    context = {
        "workshop": workshop,
        "pages": selectors.contact_sheet(request.user, workshop),
        "withheld": withheld(request.user, workshop),
    }
    return render(request, "reviews/deskcheck/sheet.html", context)


@require_safe
def paper(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    return _show(request, _paper(request, slug, ref))


@require_POST
def waive(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = _paper(request, slug, ref)
    form = WaiverForm(request.POST)
    if not form.is_valid():
        return _show(request, paper, waiver=form)
    data = form.cleaned_data
    found = selectors.desk(paper).find(data["key"], data["sha256"])
    if found is None:
        messages.error(request, GONE)
    else:
        marks.waive(
            paper=paper,
            findings=found.all,
            sha256=found.sha256,
            reason=data["reason"],
            by=request.user,
        )
        messages.success(request, f"Waived: {found.title}. Its authors see your reason, without your name.")
    return redirect("deskcheck-paper", slug, ref)


@require_POST
def take_back(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = _paper(request, slug, ref)
    key, sha256 = request.POST.get("key", ""), request.POST.get("sha256", "")
    found = selectors.desk(paper).find(key, sha256)
    if found is None:
        messages.error(request, GONE)
    else:
        marks.take_back(paper=paper, findings=found.all, sha256=sha256, by=request.user)
    return redirect("deskcheck-paper", slug, ref)


@require_POST
def fix(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = _paper(request, slug, ref)
    form = FixForm(request.POST)
    desk = selectors.desk(paper)
    if not form.is_valid() or paper.is_over:
        return _show(request, paper, fix=form)
    until = services.ask_to_fix(paper=paper, findings=desk.to_fix, by=request.user, **form.cleaned_data)
    aoe = until.astimezone(clock.AOE)
    when = f"{aoe.day} {aoe:%B, %H:%M} AoE"
    messages.success(request, f"The authors are told by mail, and may change the paper until {when}.")
    return redirect("deskcheck-paper", slug, ref)


@require_POST
def reject(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """Rejected in half an hour, unless somebody thinks better of it."""
    paper = _paper(request, slug, ref)
    form = RejectForm(request.POST, auto_id="reject_%s")
    if not form.is_valid():
        return _show(request, paper, reject=form)
    try:
        rejecting.ask(paper=paper, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The authors are told in half an hour. Until then you can undo it here.")
    except rejecting.NotRejectable:
        messages.error(request, "Nothing was changed: this paper is not waiting for a decision any more.")
    return redirect("deskcheck-paper", slug, ref)


@require_POST
def keep(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = _paper(request, slug, ref)
    if rejecting.undo(paper=paper, by=request.user):
        messages.success(request, "Undone: the paper stays in the review, and nobody was told.")
    else:
        messages.error(request, "There is nothing to undo any more. This is how it stands now.")
    return redirect("deskcheck-paper", slug, ref)


def _paper(request: SignedInRequest, slug: str, ref: str) -> Paper:
    return paper_for_handler(request.user, workshop_for_handler(request.user, slug), ref)


def _show(
    request: SignedInRequest,
    paper: Paper,
    *,
    waiver: WaiverForm | None = None,
    fix: FixForm | None = None,
    reject: RejectForm | None = None,
) -> HttpResponse:
    """The page; with a form that was refused, its errors and what was typed."""
    context = {
        "workshop": paper.workshop,
        "paper": paper,
        "desk": selectors.desk(paper),
        "waiver": waiver,
        "fix": fix or FixForm(),
        "reject": reject or RejectForm(auto_id="reject_%s"),
        "rejection": DeskRejection.objects.filter(paper=paper).select_related("by").first(),
        "now": clock.now(paper.workshop),
    }
    status = 422 if waiver or fix or reject else 200
    return render(request, "reviews/deskcheck/paper.html", context, status=status)
