"""Answers to requests that cannot be served: what happened, what was kept, what to do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER = 60
SECRETS = ("password", "password1", "password2", "oldpassword", "code")


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Says when to try again, and keeps what was typed: one press sends it once more. Secrets are typed anew."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in (*SECRETS, "csrfmiddlewaretoken")
        for value in values
    ]
    context = {"typed": typed, "seconds": RETRY_AFTER, "is_repeatable": not set(SECRETS) & set(request.POST)}
    answer = render(request, "429.html", context, status=429)
    answer["Retry-After"] = str(RETRY_AFTER)
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"reason": reason}, status=403)
