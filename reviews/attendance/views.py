"""The organizers' ledger of who comes."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from reviews.attendance import access, selectors, services
from reviews.attendance.forms import AnswerForm, AskForm, opened_on
from reviews.attendance.models import Attendance, Inquiry
from reviews.decisions import release
from reviews.decisions.models import Decision
from submissions import clock
from submissions.papers.models import Paper
from submissions.templatetags.ui import plural
from submissions.web import SignedInRequest
from submissions.workshops.models import Workshop

CONFLICT = "Nothing was saved: the authors or another organizer answered since you opened the form. This is the answer now."


@require_safe
def ledger(request: SignedInRequest, slug: str) -> HttpResponse:
    return _page(request, access.released_for_organizer(request.user, slug))


@require_POST
def ask(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = access.released_for_organizer(request.user, slug)
    if request.POST.get("do") == "remind":
        if not Inquiry.objects.filter(workshop=workshop).exists():
            messages.error(request, "Nobody was reminded: the authors have not been asked yet.")
            return redirect("attendance", slug)
        count = services.remind(workshop=workshop, by=request.user)
        messages.success(
            request, f"The authors of {plural(count, 'paper,papers')} are reminded, at most once a day."
        )
        return redirect("attendance", slug)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, workshop, form=form, status=422)
    count = services.ask(workshop=workshop, due_at=form.due_at(), by=request.user)
    messages.success(
        request,
        f"The authors of {plural(count, 'paper,papers')} are asked; those asked before are not asked again.",
    )
    return redirect("attendance", slug)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    """What authors said by another way, noted by a handler of the paper."""
    workshop = access.released_for_organizer(request.user, slug)
    paper = access.accepted_paper_for_handler(request.user, workshop, ref)
    row = Attendance.objects.filter(paper=paper).first()
    form = AnswerForm(request.POST or None, initial=opened_on(row), authors=list(paper.authors.all()))
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "presenter"}
        try:
            services.answer(paper=paper, by=request.user, **said)
        except services.EditConflict:
            messages.error(request, CONFLICT)
            row = Attendance.objects.filter(paper=paper).first()
            form = AnswerForm(initial=opened_on(row), authors=list(paper.authors.all()))
            return _form(request, paper, row, form, status=409)
        messages.success(request, f"#{paper.number}: noted.")
        return redirect("attendance", slug)
    return _form(request, paper, row, form, status=422 if request.method == "POST" else 200)


@require_POST
def offer(request: SignedInRequest, slug: str, ref: str) -> HttpResponse:
    workshop = access.released_for_organizer(request.user, slug)
    paper = access.waiting_paper_for_handler(request.user, workshop, ref)
    outcome = request.POST.get("outcome", "")
    if outcome not in {Decision.Outcome.TALK, Decision.Outcome.POSTER}:
        messages.error(request, "Nothing was offered: choose a talk or a poster.")
        return redirect("attendance", slug)
    try:
        count = release.offer(paper=paper, outcome=outcome, by=request.user)
    except release.NotWaiting:
        messages.error(request, f"#{paper.number} is not on the waiting list any more; nothing was offered.")
        return redirect("attendance", slug)
    letters = plural(count, "letter is,letters are")
    messages.success(request, f"#{paper.number} has the place now; {letters} on the way to its authors.")
    return redirect("attendance", slug)


def _form(
    request: SignedInRequest, paper: Paper, row: Attendance | None, form: AnswerForm, *, status: int
) -> HttpResponse:
    context = {"workshop": paper.workshop, "paper": paper, "form": form, "row": row}
    return render(request, "reviews/attendance/note.html", context, status=status)


def _page(
    request: SignedInRequest, workshop: Workshop, *, form: AskForm | None = None, status: int = 200
) -> HttpResponse:
    shown = selectors.rows(request.user, workshop)
    inquiry = Inquiry.objects.filter(workshop=workshop).first()
    places = selectors.places(workshop, shown)
    due = inquiry.due_at if inquiry else clock.now(workshop) + timedelta(days=14)
    context = {
        "workshop": workshop,
        "rows": shown,
        "facts": selectors.facts(shown),
        "places": places,
        "waiting": selectors.waiting(request.user, workshop),
        "inquiry": inquiry,
        "to_ask": sum(not row.is_asked for row in shown),
        "to_remind": sum(row.is_asked and row.state == Attendance.State.OPEN for row in shown),
        "form": form or AskForm(initial={"due": due.astimezone(clock.AOE).date()}),
    }
    return render(request, "reviews/attendance/ledger.html", context, status=status)
