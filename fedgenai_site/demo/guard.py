"""The demo is for the person at the machine, and nobody else."""

from collections.abc import Callable, Iterable
from functools import wraps
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]", "::1"}
View = Callable[..., HttpResponse]


def public_hosts(site_url: str, allowed_hosts: Iterable[str]) -> list[str]:
    """The names among these that somebody else could reach."""
    names = {urlsplit(site_url).hostname or "", *allowed_hosts}
    return sorted(name for name in names if name not in LOCAL_NAMES and not name.endswith(".localhost"))


def is_local(request: HttpRequest) -> bool:
    """Whether the request comes from this machine and through no proxy."""
    address = ip_address(request.META["REMOTE_ADDR"])
    return address.is_loopback and not request.headers.get("X-Forwarded-For")


def demo_only(view: View) -> View:
    """Answers 404 outside the demo and to everybody who does not sit at the machine."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.DEMO or not is_local(request):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
