"""A broker that is away costs time and nothing else."""

from submissions import clock
from submissions.jobs.services import RESEND_AFTER
from submissions.models import Job, Paper
from tests.papers import small_pdf
from tests.personas import Persona
from tests.submissions.papers.test_uploads import upload
from tests.workers import Worker, broker_away, wait_for


def test_an_upload_while_the_broker_is_away_is_taken_and_checked_once_it_is_back(
    worker: Worker, author: Persona, paper: Paper
) -> None:
    with broker_away():
        page = upload(author, paper, small_pdf("Uploaded in the dark."))
    paper.refresh_from_db()
    jobs = Job.objects.filter(kind="check.pdf", object_id=paper.current_id or 0)
    assert "Received; waiting for a checker" in page
    assert [job.state for job in jobs] == ["queued"]

    jobs.update(sent_at=clock.now() - RESEND_AFTER)  # so long ago that the sweep sends it again at once
    worker.start()
    wait_for(lambda: [job.state for job in jobs.all()] == ["done"])
    wait_for(lambda: paper.current is not None and paper.current.pages.exists())
    assert "Version 2" in author.get(f"/{paper.workshop.slug}/papers/{paper.ref}/").content.decode()
