from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from reviews.reviewing.forms_criteria import CriteriaForm, initial
from reviews.reviewing.questionnaires import current
from reviews.reviewing.services_criteria import CriteriaChangedError, change_criteria
from submissions.web import SignedInRequest
from submissions.workshops.access import workshop_for_organizer


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request: SignedInRequest, slug: str) -> HttpResponse:
    workshop = workshop_for_organizer(request.user, slug)
    form = current(workshop)
    rows = CriteriaForm(request.POST if request.method == "POST" else None, initial=initial(form.criteria))
    status, seen = 200, form.number
    if request.method == "POST":
        typed = request.POST.get("seen", "")
        seen = int(typed) if typed.isdecimal() and len(typed) < 5 else 0
        status = 422
        if rows.is_valid():
            try:
                change_criteria(workshop=workshop, criteria=rows.criteria, seen=seen, by=request.user)
            except CriteriaChangedError:
                messages.error(
                    request,
                    "Another organizer has changed the form since you opened it. Nothing was saved; what you typed is still here.",
                )
                status, seen = 409, form.number
            else:
                messages.success(
                    request, "Saved. Reviews that are handed in keep the form that they answered."
                )
                return redirect("criteria", slug)
    context = {"workshop": workshop, "rows": rows, "seen": seen}
    return render(request, "reviews/reviewing/criteria.html", context, status=status)
