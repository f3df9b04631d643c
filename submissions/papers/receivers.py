"""What a paper's author list learns from sign-up and sign-in."""

from allauth.account.signals import email_confirmed, user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from submissions import web
from submissions.accounts.models import User
from submissions.accounts.selectors import guest_by
from submissions.papers import private, services


@receiver(user_logged_in)
def link_on_sign_in(user: User, request: HttpRequest | None = None, **_: object) -> None:
    """Papers that name one of this person's verified addresses become theirs to open; what was begun here comes along."""
    services.claim_authorships(user)
    guest = guest_by(request.session.pop(web.GUEST, None)) if request else None
    if guest:
        private.confirm_all_of(guest=guest, account=user)


@receiver(email_confirmed)
def link_on_confirmation(email_address: object, **_: object) -> None:
    user = getattr(email_address, "user", None)
    if isinstance(user, User):
        services.claim_authorships(user)
