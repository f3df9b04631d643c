"""Random names for objects in URLs and on disk: never a sequence, nothing to guess."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_ref() -> str:
    """Sixteen letters without look-alikes, 79 bits."""
    return "".join(secrets.choice(ALPHABET) for _ in range(16))


def is_ref(text: str) -> bool:
    return len(text) == 16 and set(text) <= set(ALPHABET)
