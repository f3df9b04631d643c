"""Answers to requests that cannot be served: what happened, what was kept, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER = 60
SECRETS = {
    "oldpassword": "Password until now",
    "password": "Password",
    "password1": "New password",
    "password2": "New password, again",
    "code": "Code",
}


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Says when to try again, and keeps what was typed: one press sends it once more. Secrets are asked for anew."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in {*SECRETS, "csrfmiddlewaretoken"}
        for value in values
    ]
    secrets = [(name, label) for name, label in SECRETS.items() if name in request.POST]
    context = {"typed": typed, "secrets": secrets, "seconds": RETRY_AFTER}
    answer = render(request, "429.html", context, status=429)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
