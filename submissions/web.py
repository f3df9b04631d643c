"""What views of every room share about a request."""

from datetime import datetime

from django.http import HttpRequest

from submissions import clock
from submissions.accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind `LoginRequiredMiddleware`: its user is a real one."""

    user: User


def arrived_at(request: HttpRequest) -> datetime:
    """When the request's first byte came, before its body was read."""
    arrived = getattr(request, "arrived_at", None)
    return arrived if isinstance(arrived, datetime) else clock.now()
