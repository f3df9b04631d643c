"""What decisions and the accept list cost, each the first time: `python -m tests.benchmarks.handover`.

200 papers, 600 reviews, every paper accepted, on SQLite; seconds of CPU. Limits: decisions 12 queries, JSON 1 s, page .3 s, XLSX 2 s.
"""

import sys
import time

from tests.benchmarks.pages import build, database

LOOKS = (
    ("decisions table", "desk/decisions/"),
    ("JSON for the host", "desk/accepted.json"),
    ("public accept list", "accepted/"),
    ("XLSX for the host", "desk/accepted.xlsx"),
    ("CSV for the host", "desk/accepted.csv"),
    ("BibTeX", "accepted/papers-latex.bib"),
    ("hand-over page", "desk/hand-over/"),
    ("attendance", "desk/attendance/"),
)


def main() -> None:
    with database():
        from django.test import Client

        from reviews.models import Decision, Release
        from submissions import clock
        from submissions.models import Paper, User
        from tests.blindness.listening import Listening

        build()
        organizer = User.objects.get(email="organizer@desk.example")
        papers = list(Paper.objects.select_related("workshop"))
        Decision.objects.bulk_create(
            Decision(
                paper=paper, by=organizer, outcome="talk" if n % 3 else "poster", state="released",
                released_at=clock.now(),
            )
            for n, paper in enumerate(papers)
        )  # fmt: skip
        Release.objects.create(workshop=papers[0].workshop, by=organizer)
        client = Client(SERVER_NAME="localhost")
        client.force_login(organizer)
        for name, address in LOOKS:
            started = time.process_time()
            with Listening() as queries:
                answer = client.get(f"/{papers[0].workshop.slug}/{address}")
            seconds = time.process_time() - started
            size = len(answer.getvalue()) / 1024
            sys.stdout.write(f"{name:22}{seconds:7.3f} s  {queries.count:3} queries  {size:7.1f} KB\n")


if __name__ == "__main__":
    main()
