from django.http import HttpRequest

from submissions.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind `LoginRequiredMiddleware`: its user is a real one."""

    user: User
