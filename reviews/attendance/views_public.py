"""The page behind the mailed link. Opening it changes nothing, as mail scanners open links; a button answers."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from reviews.attendance import access, letters, services
from reviews.attendance.forms import AnswerForm, opened_on
from reviews.attendance.models import Attendance, Inquiry

CONFLICT = "Nothing was saved: a co-author answered since you opened this page. This is the answer now; change it if need be."


@login_not_required
@cache_control(no_store=True, private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    row = access.attendance_by_token(slug, token)
    authors = list(row.paper.authors.all())
    form = AnswerForm(request.POST or None, initial=opened_on(row), authors=authors)
    if request.method != "POST":
        return _page(request, row, form)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    said = {name: value for name, value in form.cleaned_data.items() if name != "presenter"}
    try:
        services.answer(paper=row.paper, by=None, **said)
    except services.EditConflict:
        messages.error(request, CONFLICT)
        row.refresh_from_db()
        return _page(request, row, AnswerForm(initial=opened_on(row), authors=authors), status=409)
    messages.success(request, "Thank you, that is noted. You may change it here later.")
    return redirect("attendance-answer", slug, token)


@login_not_required
@cache_control(no_store=True, private=True)
@require_safe
def letter(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """The invitation letter of whoever presents; not there before somebody does."""
    row = access.attendance_by_token(slug, token)
    if not row.presenter_name:
        raise Http404
    response = HttpResponse(letters.invitation(row), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-invitation-paper-{row.paper.number}.txt"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _page(request: HttpRequest, row: Attendance, form: AnswerForm, *, status: int = 200) -> HttpResponse:
    context = {
        "workshop": row.paper.workshop,
        "paper": row.paper,
        "row": row,
        "form": form,
        "inquiry": Inquiry.objects.filter(workshop=row.paper.workshop_id).first(),
    }
    return render(request, "reviews/attendance/answer.html", context, status=status)
