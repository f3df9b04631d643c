"""Processes that release a workshop's decisions and send the letters: `python -m tests.reviews.decisions.releasing SLUG`.

For each line that it is given it forks one; it says its number, and how it ended. So a process that is to be killed
starts at once.
"""

import os
import sys
import traceback
from contextlib import suppress


def main(slug: str) -> None:
    import django

    django.setup()
    from fedgenai_site.celery import app

    app.loader.import_default_modules()
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            os._exit(attempt(slug))
        say(str(child))
        say(str(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def attempt(slug: str) -> int:
    try:
        release(slug)
    except Exception:  # noqa: BLE001 - the process is about to end
        traceback.print_exc()
        return 1
    return 0


def release(slug: str) -> None:
    """As an organizer would, and after that a worker, which looks first for what one before it left undone."""
    from reviews.decisions import letters, release
    from submissions.jobs import sweeping
    from submissions.models import User, Workshop
    from tests.workers import do_jobs

    workshop = Workshop.objects.get(slug=slug)
    by = User.objects.get(memberships__workshop=workshop, memberships__role="organizer")
    with suppress(release.NothingReady):
        seen = letters.digest(letters.previews(release.ready(by, workshop)))
        release.release(workshop=workshop, by=by, seen=seen)
    sweeping.sweep()
    do_jobs()


if __name__ == "__main__":
    main(sys.argv[1])
