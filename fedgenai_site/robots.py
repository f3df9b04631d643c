from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from submissions.mail.secrets import PART, places

CLOSED = {"/accounts/", "/*/papers/", "/*/desk/"}


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Calls and accept lists may be found; mailed links and what is behind a sign-in need not be tried."""
    mailed = {f"/{PART.sub('*', place)}" for place in places()}
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in sorted(CLOSED | mailed)), ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
