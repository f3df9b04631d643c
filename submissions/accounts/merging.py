"""Two accounts of one person become one: asked for while signed in to one, proved by a letter to the other."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, models, transaction
from django.urls import reverse

from submissions.accounts.models import User
from submissions.accounts.selectors import owners_of
from submissions.accounts.signals import merged
from submissions.log.services import record
from submissions.mail.services import write

SALT = "accounts.merge"
GOOD_FOR = 3600
LEFT_BEHIND = (
    "usersessions.usersession",
    "mfa.authenticator",
    "account.emailaddress",
    "reviews.token",
)  # go with the account that is given up


class CannotMergeError(Exception):
    """In words why not; nothing was changed."""


def ask(*, into: User, address: str) -> None:
    """Write to the other account's address. Says nothing to anybody where there is none."""
    other = owners_of([address.lower()]).get(address.lower())
    if other is None or other == into:
        return
    token = signing.dumps({"into": into.pk, "other": other.pk}, salt=SALT)
    url = settings.SITE_URL + reverse("account-merge-confirm", args=[token])
    write("merge", to=address, key=token[-60:], context={"into": into, "url": url})


def other_account(token: str, *, into: User) -> User | None:
    """Whose link this is; None when it is too old, not for this account, or done."""
    try:
        data = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    if data["into"] != into.pk:
        return None
    return User.objects.filter(pk=data["other"], is_guest=False).first()


@transaction.atomic
def merge(*, into: User, other: User) -> None:
    """All that the other account wrote, reviews or runs becomes this one's; then the other is gone. Raises CannotMergeError."""
    if other.is_operator and not into.is_operator:
        raise CannotMergeError(
            "the other account runs this site. Sign in there and merge the other way round."
        )
    for field in relations():
        _hand_over(field, into, other)
    EmailAddress.objects.filter(user=other).update(user=into, primary=False)
    record("account.merged", actor_id=into.pk, email=other.email)
    try:
        other.delete()
    except models.ProtectedError as still_used:
        raise CannotMergeError("something of the other account could not be moved.") from still_used
    merged.send(sender=User, user=into)


def relations(*, with_sign_in: bool = False) -> Iterator[models.ForeignKey[User, User]]:
    """Every column of the site that names a user."""
    for model in apps.get_models():
        if model._meta.label_lower in LEFT_BEHIND and not with_sign_in:
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is User:
                yield field


def _hand_over(field: models.ForeignKey[User, User], into: User, other: User) -> None:
    """Row by row: where both have one that may be there once, this account's stays."""
    rows = field.model._default_manager
    for row in rows.filter(**{field.name: other}):
        try:
            with transaction.atomic():
                rows.filter(pk=row.pk).update(**{field.name: into})
        except IntegrityError:
            _drop(row)


def _drop(row: models.Model) -> None:
    if row._meta.label_lower == "reviews.assignment":
        raise CannotMergeError("both accounts review the same paper. Write to the organizers.")
    try:
        row.delete()
    except models.ProtectedError as used:
        raise CannotMergeError(
            "both accounts did the same thing in one place. Write to the organizers."
        ) from used
