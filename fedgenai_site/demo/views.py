"""Two pages that only a demo has: be anybody, read everybody's mail."""

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from fedgenai_site.demo import mailbox, people
from fedgenai_site.demo.guard import demo_only


@login_not_required
@demo_only
@require_http_methods(["GET", "HEAD", "POST"])
def switch_person(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        person = people.account(request.POST.get("email", ""))
        login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
        UserSession.objects.create_from_request(request)  # as every other way in does
        return redirect("home")
    groups = people.groups()
    return render(request, "demo/people.html", {"groups": groups, "password": people.PASSWORD})


@login_not_required
@demo_only
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    to = request.GET.get("to", "").strip()
    return render(request, "demo/mail.html", {"mails": mailbox.read(settings.MAIL_DIR, to=to), "to": to})
