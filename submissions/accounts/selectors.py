from allauth.account.models import EmailAddress

from submissions.accounts.models import User


def known_addresses(user: User) -> set[str]:
    """Every address known for a person. An unverified one only ever adds conflicts, never rights."""
    return {
        user.email,
        *(a.lower() for a in EmailAddress.objects.filter(user=user).values_list("email", flat=True)),
    }


def owner_of(address: str) -> User | None:
    """The account that has proved to own this address."""
    row = EmailAddress.objects.filter(email__iexact=address, verified=True).select_related("user").first()
    return row.user if row else None
