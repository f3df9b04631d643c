from collections.abc import Iterable
from enum import StrEnum

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AnonymousUser

from submissions.accounts.models import User


def known_addresses(users: Iterable[User]) -> dict[int, set[str]]:
    """From a person's id to every address known for them, in one query.

    An unverified address only ever adds conflicts, never rights.
    """
    known = {user.pk: {user.email} for user in users}
    for user_id, address in EmailAddress.objects.filter(user__in=known).values_list("user_id", "email"):
        known[user_id].add(address.lower())
    return known


def verified_addresses(user: User) -> set[str]:
    """Addresses that this person has proved to own."""
    rows = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {address.lower() for address in rows}


def owners_of(addresses: Iterable[str]) -> dict[str, User]:
    """From each of these (lower-case) addresses to the account that has proved to own it."""
    rows = EmailAddress.objects.filter(email__in=addresses, verified=True).select_related("user")
    return {row.email.lower(): row.user for row in rows}


def account_of(address: str) -> User | None:
    """The account behind an address, proved or not: an unproved one must not be taken over by a link either."""
    return owners_of([address]).get(address) or User.objects.filter(email=address).first()


class Standing(StrEnum):
    """Who opens a mailed link, compared with the address that it was sent to."""

    NEW = "nobody has an account with this address"
    SIGN_IN = "there is an account, and nobody is signed in"
    SELF = "signed in, and the address is one of theirs"
    UNPROVED = "signed in, but the address is not yet one of the account's"
    OTHER = "signed in, but the address belongs to another account"


def standing(viewer: User | AnonymousUser, owner: User | None) -> Standing:
    """`owner` is the account behind the address, if there is one."""
    if not isinstance(viewer, User) or viewer.is_guest:
        return Standing.SIGN_IN if owner else Standing.NEW
    if owner is None:
        return Standing.UNPROVED
    return Standing.SELF if owner == viewer else Standing.OTHER


def guest_by(pk: object) -> User | None:
    return User.objects.filter(pk=pk, is_guest=True, is_active=True).first() if isinstance(pk, int) else None
