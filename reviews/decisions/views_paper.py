"""The decision on one paper: its reviews to read, the meta-review to write. Rows of the table post here, too."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from reviews.decisions import services
from reviews.decisions.forms import DecisionForm
from reviews.decisions.models import Decision
from reviews.decisions.selectors import shown_decisions
from reviews.decisions.sorting import view_of
from reviews.decisions.table import FILTERS, columns
from reviews.reviewing.questionnaires import compared
from reviews.reviewing.selectors import reviews_of
from submissions.papers.access import paper_for_handler
from submissions.papers.models import Paper
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_handler

TEXTS = ("note", "aside")
STANDING = "#{} has a decision that is ready or released; nothing was saved. This is how it stands now."
NOT_SUBMITTED = "#{} was withdrawn or rejected at the desk, so there is nothing to decide; nothing was saved."


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = workshop_for_handler(request.user, slug)
    paper = paper_for_handler(request.user, workshop, ref)
    before = _shown(request, paper)
    if request.method != "POST":
        return _page(request, paper, DecisionForm(initial=_words(before)))
    form = DecisionForm({**{name: _words(before)[name] for name in TEXTS}, **request.POST.dict()})
    if not form.is_valid():
        return _page(request, paper, form, status=422)
    try:
        _act(request, paper, form)
    except (services.Standing, services.NotSubmitted) as problem:
        words = STANDING if isinstance(problem, services.Standing) else NOT_SUBMITTED
        messages.error(request, words.format(paper.number))
        return _page(request, paper, form, status=409)
    query = view_of(request.GET, columns(compared(workshop)), FILTERS).query()
    return redirect(f"{reverse('decisions', args=[slug])}{query}#paper-{paper.number}")


def _act(request: SignedInRequest, paper: Paper, form: DecisionForm) -> None:
    words = {name: form.cleaned_data[name] for name in ("outcome", *TEXTS)}
    match form.cleaned_data["do"]:
        case "ready":
            services.mark_ready(paper=paper, by=request.user, **words)
        case "undo":
            services.take_back(paper=paper, by=request.user)
        case _:
            services.save_draft(paper=paper, by=request.user, **words)


def _shown(request: SignedInRequest, paper: Paper) -> Decision | None:
    return shown_decisions(request.user, [paper.pk]).get(paper.pk)


def _words(decision: Decision | None) -> dict[str, str]:
    if decision is None:
        return dict.fromkeys(("outcome", *TEXTS), "")
    return {"outcome": decision.outcome, "note": decision.note, "aside": decision.aside}


def _page(request: SignedInRequest, paper: Paper, form: DecisionForm, *, status: int = 200) -> HttpResponse:
    """What was typed beside a decision that stands meanwhile is shown once more, to copy."""
    decision = _shown(request, paper)
    stands = decision is not None and decision.state != Decision.State.DRAFT
    context = {
        "workshop": paper.workshop,
        "paper": paper,
        "form": form,
        "decision": decision,
        "is_open": not stands and paper.state == Paper.State.SUBMITTED,
        "typed": [form.cleaned_data[name] for name in TEXTS if form.cleaned_data[name]]
        if status == 409
        else [],
        "reviews": reviews_of(Paper.objects.filter(pk=paper.pk))[paper.pk],
    }
    return render(request, "reviews/decisions/paper.html", context, status=status)
