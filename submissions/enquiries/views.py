from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from submissions import web
from submissions.accounts.models import User
from submissions.enquiries import services
from submissions.enquiries.forms import EnquiryForm
from submissions.papers.access import written_by
from submissions.workshops.access import workshop_by_slug

AT_MOST, WINDOW = 10, 600  # questions from one network address in so many seconds


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def enquiry(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the organizers. An author may say about which paper: then it goes to those who handle it."""
    workshop = workshop_by_slug(slug)
    user = request.user if isinstance(request.user, User) else None
    papers = list(written_by(user).filter(workshop=workshop)) if user else []
    form = EnquiryForm(request.POST or None, papers=papers, user=user)
    context = {"workshop": workshop, "form": form, "is_busy": False}
    if request.method == "POST" and form.is_valid():
        if web.is_too_much(f"enquiry:{get_adapter(request).get_client_ip(request)}", AT_MOST, WINDOW):
            answer = render(
                request, "submissions/enquiries/page.html", {**context, "is_busy": True}, status=429
            )
            answer["Retry-After"] = str(WINDOW)
            return answer
        services.ask(workshop=workshop, **form.cleaned_data)
        messages.success(request, f"Sent. The organizers answer by mail, to {form.cleaned_data['email']}.")
        return redirect("enquiry", slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "submissions/enquiries/page.html", context, status=status)
