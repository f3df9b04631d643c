"""Posts that arrive in the same moment, each over a connection of its own."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from submissions.models import User
from tests.personas import Persona, signed_in


def post_together(url: str, posts: Sequence[tuple[User, Mapping[str, str]]]) -> list[int]:
    """The status of each answer, rising."""
    start = Barrier(len(posts))

    def post(person: Persona, form: Mapping[str, str]) -> int:
        start.wait()
        try:
            return person.post(url, form).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(posts)) as threads:
        return sorted(
            threads.map(post, *zip(*((signed_in(user), form) for user, form in posts), strict=True))
        )
