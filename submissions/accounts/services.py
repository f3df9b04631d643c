"""Writes: guests, and the account behind an address that has just been proved."""

from allauth.account.models import EmailAddress
from allauth.account.signals import email_added
from django.db import transaction

from submissions.accounts import selectors
from submissions.accounts.models import User
from submissions.refs import new_ref


class UnprovedAccountError(Exception):
    """Somebody signed up with this address and never proved it; a link must not hand that account over."""


class TakenError(Exception):
    """The address belongs to another account; nothing was written."""


def make_guest() -> User:
    """Somebody without an account: has no address (`.invalid` is nobody's, RFC 2606), no password, no role."""
    return User.objects.create_user(
        f"{new_ref()}@guest.invalid", name="Somebody without an account", is_guest=True
    )


@transaction.atomic
def account_at(address: str, *, name: str = "", affiliation: str = "") -> User:
    """The account of an address that a mailed link has proved, made if there is none. Raises UnprovedAccountError."""
    address = address.lower()
    if owner := selectors.owners_of([address]).get(address):
        return owner
    if User.objects.filter(email=address).exists():
        raise UnprovedAccountError
    user = User.objects.create_user(address, name=name, affiliation=affiliation)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


@transaction.atomic
def attach_address(*, user: User, address: str) -> None:
    """A further address of this account, proved by a mailed link. Raises TakenError."""
    address = address.lower()
    holder = selectors.account_of(address)
    if holder not in {None, user}:
        raise TakenError
    row, _ = EmailAddress.objects.update_or_create(user=user, email=address, defaults={"verified": True})
    email_added.send(sender=User, request=None, user=user, email_address=row)
