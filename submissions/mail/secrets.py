"""Links in letters that sign their reader in stay between the site and that reader."""

import re

SECRET_LINK = re.compile(
    r"(/(?:invitations/papers|invitations|private|confirm|attendance|author|author-consent|merge|digest)/)([^/\s]+)"
)
MASK = "…"


def masked(body: str) -> str:
    return SECRET_LINK.sub(rf"\g<1>{MASK}", body)


def unmask(typed: str, original: str) -> str:
    """Put the secrets of the original back where their masks were left standing, each by its kind of link."""
    secrets = dict(SECRET_LINK.findall(original))
    return SECRET_LINK.sub(
        lambda match: match[1] + secrets.get(match[1], MASK) if match[2] == MASK else match[0], typed
    )
