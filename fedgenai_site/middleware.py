"""What every request and response passes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from submissions import clock, web
from submissions.accounts.selectors import guest_by

GetResponse = Callable[[HttpRequest], HttpResponse]


def arrival(get_response: GetResponse) -> GetResponse:
    """Stamp the request before its body is read: a slow upload that began in time is in time."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.arrived_at = clock.now()  # type: ignore[attr-defined] # read through submissions.web.arrived_at
        return get_response(request)

    return middleware


def limits(get_response: GetResponse) -> GetResponse:
    """A form of allauth's that came too often is refused with 200; programs and proxies read the status."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if seconds := getattr(request, "retry_after", 0):
            response.status_code = 429
            response["Retry-After"] = str(seconds)
        return response

    return middleware


def private_pages(get_response: GetResponse) -> GetResponse:
    """Pages for a signed-in person are kept by nobody on the way, and not in a shared browser's cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


class Guests:
    """On the pages of a paper, a browser in which one was begun without an account stands for its guest."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> None:
        if not getattr(view, "guests_welcome", False) or request.user.is_authenticated:
            return
        if guest := guest_by(request.session.get(web.GUEST)):
            request.user = guest
