"""What author lists learn from sign-up and sign-in, and conflicts from a person's addresses."""

from allauth.account.signals import (
    email_added,
    email_changed,
    email_confirmed,
    email_removed,
    user_logged_in,
)
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest

from submissions import web
from submissions.accounts.models import User
from submissions.accounts.selectors import guest_by
from submissions.accounts.signals import merged
from submissions.papers import private, services
from submissions.papers.conflicts import refresh_person


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


@receiver([email_added, email_changed, email_removed])
def look_for_conflicts(user: User, **_: object) -> None:
    """Any known address counts, proved or not: an unproved one only ever adds conflicts."""
    refresh_person(user)


@receiver(post_save, sender=User)
def look_again(instance: User, *, created: bool, update_fields: frozenset[str] | None, **_: object) -> None:
    """An affiliation, a name or an ORCID was changed. Signing in saves a user too, and changes none of them."""
    if not created and not (update_fields and update_fields <= {"last_login", "password"}):
        refresh_person(instance)


@receiver(merged)
def look_after_a_merger(user: User, **_: object) -> None:
    services.claim_authorships(user)
    refresh_person(user)
