"""Tokens are made, used and taken back here; what one is, is seen once."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction

from reviews.api.models import Token
from submissions import clock
from submissions.accounts.models import User
from submissions.log.services import record
from submissions.workshops.models import Workshop

PREFIX = "fgs_"
"""By which scanners of public code find one that was published by mistake."""
AT_MOST = 20
USE_IS_NOTED = timedelta(minutes=1)


class TooManyTokensError(Exception):
    """So many are kept that nobody can tell them apart."""


@transaction.atomic
def make(
    *, user: User, name: str, scopes: Iterable[str], good_for: timedelta, workshop: Workshop | None = None
) -> str:
    """The token in the clear, which nobody can see again. Raises TooManyTokensError."""
    if user.tokens.count() >= AT_MOST:
        raise TooManyTokensError
    secret = PREFIX + secrets.token_urlsafe(32)
    now = clock.now()
    Token.objects.create(
        user=user,
        name=name,
        digest=digest_of(secret),
        hint=secret[-4:],
        scopes=sorted(scopes),
        workshop=workshop,
        made_at=now,
        expires_at=now + good_for,
    )
    record("token.made", actor_id=user.pk, name=name)
    return secret


@transaction.atomic
def revoke(token: Token) -> None:
    token.delete()
    record("token.revoked", actor_id=token.user_id, name=token.name)


def digest_of(secret: str) -> str:
    """Of 256 random bits, so that a plain hash cannot be tried out."""
    return hashlib.sha256(secret.encode()).hexdigest()


def note_use(token: Token) -> None:
    """Once a minute at most: reading must not cost a write each time."""
    now = clock.now()
    if token.last_used_at is None or now - token.last_used_at > USE_IS_NOTED:
        Token.objects.filter(pk=token.pk).update(last_used_at=now)
