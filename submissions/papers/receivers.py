"""What a paper's author list learns from sign-up and sign-in."""

from allauth.account.signals import email_confirmed, user_logged_in
from django.dispatch import receiver

from submissions.accounts.models import User
from submissions.papers import services


@receiver(user_logged_in)
def link_on_sign_in(user: User, **_: object) -> None:
    """Papers that name one of this person's verified addresses become theirs to open."""
    services.claim_authorships(user)


@receiver(email_confirmed)
def link_on_confirmation(email_address: object, **_: object) -> None:
    user = getattr(email_address, "user", None)
    if isinstance(user, User):
        services.claim_authorships(user)
