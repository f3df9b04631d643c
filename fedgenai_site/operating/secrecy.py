"""What makes a secret weak, in words."""

import secrets

from fedgenai_site.checks import DEFAULT_SECRET
from submissions.templatetags.ui import plural

SHORTEST_KEY = 40
FEWEST_CHARACTERS = 12
SHORTEST_PASSWORD = 12


def new_key() -> str:
    return secrets.token_urlsafe(50)


def weakness_of_key(key: str) -> str | None:
    """Why this SECRET_KEY must not sign sessions; None when it may."""
    if key == DEFAULT_SECRET or key.startswith("django-insecure"):
        return "everybody can read it in the source"
    if len(key) < SHORTEST_KEY:
        return f"it has {plural(len(key), 'character,characters')}; at least {SHORTEST_KEY} are needed"
    if len(set(key)) < FEWEST_CHARACTERS:
        return f"it repeats the same {plural(len(set(key)), 'character,characters')}"
    return None


def weakness_of_password(password: str) -> str | None:
    """Why this password must not guard the database; None when it may."""
    if len(password) < SHORTEST_PASSWORD:
        return (
            f"it has {plural(len(password), 'character,characters')}; at least {SHORTEST_PASSWORD} are needed"
        )
    if len(set(password)) < SHORTEST_PASSWORD // 2:
        return f"it repeats the same {plural(len(set(password)), 'character,characters')}"
    return None
