"""Kills a release at random points and counts what arrived: `python -m tests.reviews.decisions.killing [KILLS]`.

200 papers, 600 authors, PostgreSQL, and a mail server on loopback. Whoever is killed between the mail server's word
and its note in the outbox sends that one letter again, under the same Message-ID; such letters are counted apart.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_string
from email.header import decode_header, make_header


@dataclass(frozen=True)
class Arrived:
    """`wrong`, `missing`: addresses. `again`: letters that came a second time under the same Message-ID."""

    kills: int
    letters: int
    missing: list[str]
    wrong: list[str]
    doubled: list[str]
    again: int


def fill(papers: int, authors: int) -> dict[str, str]:
    """A workshop in which everything is ready; from an address to the subject that it must get."""
    from reviews.models import Decision
    from submissions import clock
    from submissions.models import Membership
    from tests.factories import AuthorFactory, CallFactory, MembershipFactory, PaperFactory

    call = CallFactory.create()
    organizer = MembershipFactory.create(workshop=call.workshop, role=Membership.Role.ORGANIZER).user
    wanted = {}
    for number in range(1, papers + 1):
        paper = PaperFactory.create(call=call, number=number, state="submitted", submitted_at=clock.now())
        outcome = ("talk", "poster", "reject")[number % 3]
        Decision.objects.create(paper=paper, by=organizer, outcome=outcome, state="ready")
        words = "is not accepted" if outcome == "reject" else f"is accepted as a {outcome}"
        for at in range(authors):
            address = f"author{number}.{at}@example.org"
            AuthorFactory.create(paper=paper, position=at + 1, email=address)
            wanted[address] = f"{call.workshop.name}: #{number} {words}"
    return wanted


def play(*, kills: int, papers: int, authors: int, slice_seconds: float) -> Arrived:
    from submissions.models import Workshop
    from tests.submissions.mail import smtp

    wanted = fill(papers, authors)
    slug = Workshop.objects.latest("pk").slug
    done = 0
    with smtp.running() as server, releasing(slug, server.port) as nursery:
        while done < kills and run(nursery, kill_after=random.uniform(0, slice_seconds)):  # noqa: S311 - a dice
            done += 1
        if run(nursery, kill_after=None):
            raise AssertionError("it did not come to its end")
        return _count(wanted, list(server.mails), kills=done)


@contextmanager
def releasing(slug: str, port: int) -> Iterator[subprocess.Popen[str]]:
    from django.conf import settings

    from tests.workers import environment

    with subprocess.Popen(
        [sys.executable, "-m", "tests.reviews.decisions.releasing", slug],
        cwd=settings.BASE_DIR,
        env={**environment(), "EMAIL_URL": f"smtp://127.0.0.1:{port}"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        yield nursery
        if nursery.stdin:
            nursery.stdin.close()


def run(nursery: subprocess.Popen[str], *, kill_after: float | None) -> bool:
    """Release and send; True when it was killed on the way."""
    from submissions.models import Job

    # A worker's silence is noticed after 20 s; the test does not wait for it.
    for job in Job.objects.filter(state="running"):
        Job.objects.filter(pk=job.pk).update(heartbeat_at=job.created_at - timedelta(minutes=1), attempt=1)
    child = int(_ask(nursery, "go\n"))
    if kill_after is not None:
        time.sleep(kill_after)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    ended = int(_ask(nursery))
    if ended > 0:
        raise AssertionError("the release failed")
    return ended == -signal.SIGKILL


def _ask(nursery: subprocess.Popen[str], line: str = "") -> str:
    if nursery.stdin is None or nursery.stdout is None:
        raise AssertionError("it was started without pipes")
    if line:
        nursery.stdin.write(line)
        nursery.stdin.flush()
    return nursery.stdout.readline()


def _count(wanted: dict[str, str], mails: list[str], *, kills: int) -> Arrived:
    messages = [message_from_string(mail) for mail in mails]
    ids = Counter(message["Message-ID"] for message in messages)
    distinct = {message["Message-ID"]: message for message in messages}.values()
    subjects = [(message["To"], str(make_header(decode_header(message["Subject"])))) for message in distinct]
    per_address = Counter(address for address, _ in subjects)
    return Arrived(
        kills=kills,
        letters=len(messages),
        missing=sorted(wanted.keys() - per_address.keys()),
        wrong=sorted(
            address for address, subject in subjects if " ".join(subject.split()) != wanted.get(address)
        ),
        doubled=sorted(address for address, count in per_address.items() if count > 1),
        again=sum(count - 1 for count in ids.values()),
    )


def main(kills: int) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0)
    try:
        sys.stdout.write(f"{play(kills=kills, papers=200, authors=3, slice_seconds=1.2)}\n")
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
