"""A process that releases a workshop's decisions and sends the letters: `python -m tests.reviews.decisions.releasing SLUG`.

It says `ready` before it begins, so that whoever wants to kill it knows when there is something to kill.
"""

import contextlib
import sys


def main(slug: str) -> None:
    import django

    django.setup()
    from fedgenai_site.celery import app
    from reviews.decisions import letters, release
    from submissions.models import User, Workshop
    from tests.workers import do_jobs

    app.loader.import_default_modules()
    workshop = Workshop.objects.get(slug=slug)
    by = User.objects.get(memberships__workshop=workshop, memberships__role="organizer")
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    with contextlib.suppress(release.NothingReady):
        release.release(
            workshop=workshop, by=by, seen=letters.digest(letters.previews(release.ready(by, workshop)))
        )
    do_jobs()


if __name__ == "__main__":
    main(sys.argv[1])
