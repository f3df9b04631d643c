"""Changes by hand: who is on a paper, how many it wants, how many a reviewer takes."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reviews.assignment import access, selectors, services
from reviews.assignment.validator import ConflictedPair
from reviews.committee import services as committee
from reviews.committee.models import Invitation
from reviews.solving.forms import AssignForm, LoadForm, WantedForm
from submissions.papers.access import paper_for_handler
from submissions.papers.models import Paper
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler, workshop_for_organizer
from submissions.workshops.models import Workshop

NOT_ELIGIBLE = "{person} cannot take #{number} (any more); nothing was saved. Choose somebody of the list."


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    paper = paper_for_handler(request.user, workshop, ref)
    if request.method != "POST":
        return _candidates(request, workshop, paper)
    form = AssignForm(request.POST)
    reviewer = form.cleaned_data["reviewer"] if form.is_valid() else 0
    try:
        row = services.assign(paper=paper, reviewer_id=reviewer, by=request.user)
    except (services.NotEligible, ConflictedPair):
        name = selectors.name_of(workshop, reviewer) or "This person"
        messages.error(request, NOT_ELIGIBLE.format(person=name, number=paper.number))
        return _candidates(request, workshop, paper, status=422)
    messages.success(
        request, f"Drafted {row.reviewer.get_full_name()} for #{paper.number}. Publish to tell them."
    )
    return redirect("assignment-paper", slug, ref)


@require_POST
def remove(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    row = access.assignment_for_handler(request.user, workshop, ref)
    services.remove(assignment=row, by=request.user)
    messages.success(request, f"{row.reviewer.get_full_name()} is no longer on #{row.paper.number}.")
    return redirect("assignment-paper", slug, row.paper.ref)


@require_POST
def wanted(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    paper = paper_for_handler(request.user, workshop, ref)
    form = WantedForm(request.POST)
    if not form.is_valid():
        messages.error(request, "A paper wants between 1 and 9 reviews; nothing was saved.")
        return redirect("assignment", slug)
    services.want(paper=paper, reviews=form.cleaned_data["reviews"], by=request.user)
    count = plural(form.cleaned_data["reviews"], "review,reviews")
    messages.success(request, f"#{paper.number} wants {count} now.")
    return redirect("assignment", slug)


@require_POST
def load(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    invitation = workshop.invitations.filter(user=pk, state=Invitation.State.ACCEPTED).first()
    if invitation is None:
        raise Http404
    form = LoadForm(request.POST)
    if not form.is_valid():
        messages.error(request, "A load is between 1 and 30 papers; nothing was saved.")
        return redirect("assignment", slug)
    committee.set_load(invitation=invitation, most=form.cleaned_data["most"], by=request.user)
    papers = plural(form.cleaned_data["most"], "paper,papers")
    messages.success(request, f"{invitation.user} may get {papers} now. Solve again to use the place.")
    return redirect("assignment", slug)


def _candidates(
    request: SignedInRequest, workshop: Workshop, paper: Paper, *, status: int = 200
) -> HttpResponse:
    context = {
        "workshop": workshop,
        "paper": paper,
        "topics": [topic.name for topic in paper.topics.all()],
        "seats": selectors.seats(paper),
        "candidates": selectors.candidates(request.user, workshop, paper),
        "wanted": selectors.wanted_by(paper),
    }
    return render(request, "reviews/solving/choose.html", context, status=status)
