from collections.abc import Iterable

from allauth.account.models import EmailAddress

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
