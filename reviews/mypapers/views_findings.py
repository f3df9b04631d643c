"""What an author can do about a finding: have hidden data removed, or call it a false alarm."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from reviews.mypapers import selectors
from reviews.mypapers.forms import FalseAlarmForm
from submissions import web
from submissions.checking import cleaning, marks
from submissions.papers import access
from submissions.papers.services import Closed, require_open
from submissions.web import SignedInRequest, guests_welcome


@guests_welcome
@require_POST
def clean(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    paper = access.editable_paper(request.user, slug, ref)
    if paper.current is None:
        raise Http404
    try:
        require_open(paper.call, web.arrived_at(request, paper.workshop), paper)
    except Closed:
        messages.error(request, "Nothing was changed: this call has closed. Your PDF stays as it is.")
    else:
        cleaning.ask(version=paper.current, by=request.user)
    return redirect("paper", slug, ref)


@guests_welcome
@require_http_methods(["GET", "HEAD", "POST"])
def false_alarm(request: SignedInRequest, slug: str, ref: str, key: str) -> HttpResponse:
    """Its author tells the organizers that a finding of the current version is wrong."""
    paper = access.editable_paper(request.user, slug, ref)
    own = selectors.own_paper(paper, web.arrived_at(request, paper.workshop))
    found = next((each for each in own.findings if each.finding.key == key), None)
    if found is None:
        raise Http404
    form = FalseAlarmForm(request.POST or None, initial={"sentence": found.note})
    if request.method == "POST" and form.is_valid():
        sentence = form.cleaned_data["sentence"]
        marks.call_false_alarm(
            paper=paper, findings=found.all, sha256=found.sha256, sentence=sentence, by=request.user
        )
        messages.success(request, "The organizers will read this. You need do nothing more about it.")
        return redirect("paper", slug, ref)
    context = {"paper": paper, "workshop": paper.workshop, "shown": found, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "reviews/mypapers/false_alarm.html", context, status=status)
