from collections.abc import Iterable

from allauth.account.models import EmailAddress

from submissions.accounts.models import User


def known_addresses(user: User) -> set[str]:
    """Every address known for a person. An unverified one only ever adds conflicts, never rights."""
    return {
        user.email,
        *(a.lower() for a in EmailAddress.objects.filter(user=user).values_list("email", flat=True)),
    }


def verified_addresses(user: User) -> set[str]:
    """Addresses that this person has proved to own."""
    rows = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return {address.lower() for address in rows}


def owners_of(addresses: Iterable[str]) -> dict[str, User]:
    """From each of these (lower-case) addresses to the account that has proved to own it."""
    rows = EmailAddress.objects.filter(email__in=addresses, verified=True).select_related("user")
    return {row.email.lower(): row.user for row in rows}
