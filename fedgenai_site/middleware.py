"""What every request and response passes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from submissions import clock

GetResponse = Callable[[HttpRequest], HttpResponse]


def arrival(get_response: GetResponse) -> GetResponse:
    """Stamp the request before its body is read: a slow upload that began in time is in time."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.arrived_at = clock.now()  # type: ignore[attr-defined] # read through submissions.web.arrived_at
        return get_response(request)

    return middleware


def private_pages(get_response: GetResponse) -> GetResponse:
    """Pages for a signed-in person are kept by nobody on the way, and not in a shared browser's cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware
