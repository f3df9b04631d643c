"""What pages cost beside a bare Django page: CPU, queries, bytes. `python -m tests.benchmarks.pages [NAME...]`.

On SQLite, with a workshop of 200 papers and 600 reviews. The bare page is a template of one line for somebody who is
signed in, through the same middleware.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median
from typing import NamedTuple

os.environ["TEST_SHAPE"] = "small"
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

PAPERS, REVIEWERS, ROUNDS = 200, 41, 15


class Visit(NamedTuple):
    """A page for one person; `most` is how many bare pages it may cost."""

    name: str
    who: str | None
    address: str
    most: int


@contextmanager
def database() -> Iterator[None]:
    import django

    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(":memory:", verbosity=0)


def build() -> list[Visit]:
    """The workshop, and the addresses to visit."""
    from datetime import timedelta

    from reviews.models import Assignment
    from submissions import clock
    from submissions.models import Membership
    from submissions.workshops import services as workshops
    from submissions.workshops.examples.fedgenai_ijcai_25 import FEDGENAI
    from tests.factories import UserFactory
    from tests.papers import reviewed_paper

    now = clock.now()
    days = [now + timedelta(days=n) for n in (-40, 10, 31, 38, 52)]
    dates = workshops.Dates(days[0], days[1], days[1] + timedelta(minutes=30), *days[2:])
    workshop = workshops.create_workshop(FEDGENAI, by=None, dates=dates)
    organizer = UserFactory.create(name="Olga Ferreira-Holm", email="organizer@desk.example")
    author = UserFactory.create(name="Amara Okonkwo-Lind", email="author@bench.example")
    reviewers = [
        UserFactory.create(name=f"Reviewer {n}", email=f"{n}@reviewers{n}.example") for n in range(REVIEWERS)
    ]
    workshops.add_member(workshop=workshop, user=organizer, role=Membership.Role.ORGANIZER)
    for reviewer in reviewers:
        workshops.add_member(workshop=workshop, user=reviewer, role=Membership.Role.REVIEWER)
    for n in range(PAPERS):
        three = [reviewers[(3 * n + k) % REVIEWERS] for k in range(3)]
        paper = reviewed_paper(workshop, author, reviewers=three, overall=1 + n % 5)
    review = Assignment.objects.filter(reviewer=three[0]).latest("pk")
    here = f"/{workshop.slug}/"
    return [
        Visit("call", None, here, 10),
        Visit("submission form", author.email, f"{here}submit/", 25),
        Visit("author's paper", author.email, f"{here}papers/{paper.ref}/", 25),
        Visit("review form", three[0].email, f"{here}reviews/{review.ref}/", 25),
        Visit("desk", organizer.email, f"{here}desk/", 25),
        Visit("papers (200 rows)", organizer.email, f"{here}desk/papers/", 50),
        Visit("decisions (200 rows)", organizer.email, f"{here}desk/decisions/", 50),
        Visit("assignment (200 rows)", organizer.email, f"{here}desk/assignment/", 50),
    ]


def main(names: list[str]) -> None:
    with database():
        from django.http import HttpRequest, HttpResponse
        from django.template import engines
        from django.test import Client, override_settings
        from django.urls import path

        from fedgenai_site import urls
        from submissions.models import User
        from tests.blindness.listening import Listening

        template = engines["django"].from_string("<!doctype html><title>Bare</title><h1>{{ user.name }}</h1>")

        def bare(request: HttpRequest) -> HttpResponse:
            return HttpResponse(template.render({"user": request.user}, request))

        visits = build()
        wanted = [visit for visit in visits if not names or any(name in visit.name for name in names)]
        urls.urlpatterns.insert(0, path("bare/", bare, name="bare"))

        def cost(who: str | None, address: str) -> tuple[float, int, int]:
            """Milliseconds of CPU, queries, bytes."""
            client = Client(SERVER_NAME="localhost")
            if who:
                client.force_login(User.objects.get(email=who))
            with Listening() as queries:
                answer = client.get(address)
            assert answer.status_code == 200, (address, answer.status_code)
            times = []
            for _ in range(ROUNDS):
                started = time.process_time()
                client.get(address)
                times.append(time.process_time() - started)
            return 1000 * median(times), queries.count, len(answer.getvalue())

        with override_settings(LOGGING_CONFIG=None):
            unit = cost(visits[1].who, "/bare/")[0]
            sys.stdout.write(f"{'bare page':24}{unit:8.2f} ms\n")
            for visit in wanted:
                milliseconds, queries, size = cost(visit.who, visit.address)
                sys.stdout.write(
                    f"{visit.name:24}{milliseconds:8.2f} ms  {milliseconds / unit:5.1f}x of at most {visit.most}x"
                    f"  {queries:3} queries  {size / 1024:6.1f} KB\n"
                )


if __name__ == "__main__":
    main(sys.argv[1:])
