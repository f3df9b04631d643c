"""A browser without an account, and the papers that it holds."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest

from submissions import web
from submissions.accounts.models import User
from submissions.accounts.services import make_guest
from submissions.papers import access
from submissions.papers.models import Paper, PrivateLink
from submissions.workshops.models import Call

AT_ONCE, WINDOW = 40, 600  # new guests from one network address; a campus may stand behind it


class Busy(Exception):
    """So many papers were begun from one place that this one has to wait; nothing was written."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"wait {seconds} s")
        self.seconds = seconds


def writer(request: HttpRequest) -> User:
    """Who writes: the person signed in, the guest of this browser, or a new one. Raises Busy."""
    if isinstance(request.user, User):
        return request.user
    if web.is_too_much(f"guests:{get_adapter(request).get_client_ip(request)}", AT_ONCE, WINDOW):
        raise Busy(WINDOW)
    return welcome(request, make_guest())


def welcome(request: HttpRequest, guest: User) -> User:
    """From now on this browser holds the guest's papers."""
    request.session[web.GUEST] = guest.pk
    request.user = guest
    return guest


def recall(request: HttpRequest, call: Call, ref: str, key: str) -> Paper | None:
    """The paper that a new paper's form has begun already, as when it is sent again after a dropped line."""
    holder = request.user
    if not isinstance(holder, User):
        link = PrivateLink.objects.filter(paper__ref=ref, key=key, confirmed_at=None).select_related("guest")
        if (held := link.first()) is None:
            return None
        holder = welcome(request, held.guest)
    return access.edited_by(holder).filter(ref=ref, call=call).select_related("workshop").first()
