from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from reviews.models import Review
from reviews.personal import retaining  # noqa: F401 - registers what is erased
from submissions import clock
from submissions.models import Entry, Letter, Paper, Term, Version, Workshop
from submissions.retention import services
from submissions.retention.kinds import KINDS, sentence
from submissions.retention.selectors import dues, end_of
from tests.factories import AssignmentFactory, DecisionFactory, ReleaseFactory, ReviewFactory
from tests.papers import complete_paper
from tests.personas import Persona
from tests.workers import do_jobs

pytestmark = pytest.mark.django_db
END = date(2025, 8, 31)


@pytest.fixture
def over(workshop: Workshop, organizer: Persona) -> Workshop:
    Workshop.objects.filter(pk=workshop.pk).update(starts_on=None, ends_on=END)
    workshop.refresh_from_db()
    return workshop


def at(*day: int) -> datetime:
    return datetime(*day, 13, tzinfo=UTC)  # type: ignore[arg-type, misc] # year, month, day


def test_a_term_ends_on_the_same_day_or_the_last_of_the_month(over: Workshop) -> None:
    assert end_of(over) == END
    assert [due.at and due.at.date() for due in dues(over)] == [
        date(2025, 11, 30),
        date(2026, 8, 31),
        date(2027, 8, 31),
    ]


def test_organizers_have_a_letter_a_month_before_and_only_then_it_goes(
    over: Workshop, organizer: Persona, author: Persona
) -> None:
    paper = complete_paper(over, author.user)
    review = ReviewFactory.create(assignment=AssignmentFactory.create(paper=paper), submitted_at=None)
    with clock.replaying(at(2025, 10, 30)):
        assert services.keep_time() == 0
    with clock.replaying(at(2025, 11, 1)):
        assert services.keep_time() == 1
        assert services.keep_time() == 0
    letter = Letter.objects.get(kind="retention")
    assert letter.to == organizer.user.email
    assert "Unfinished texts" in letter.body
    with clock.replaying(at(2025, 11, 30)):
        assert services.keep_time() == 0
    with clock.replaying(at(2025, 12, 1)):
        assert services.keep_time() == 1
        do_jobs()
        assert services.keep_time() == 0
    assert not Review.objects.filter(pk=review.pk).exists()
    assert Paper.objects.filter(pk=paper.pk, current=paper.current_id).exists()


def test_of_a_server_that_was_off_for_a_year_nothing_goes_without_notice(over: Workshop) -> None:
    with clock.replaying(at(2026, 12, 1)):
        assert services.keep_time() == 2
        assert services.keep_time() == 0
    with clock.replaying(at(2026, 12, 30)):
        assert services.keep_time() == 0
    with clock.replaying(at(2027, 1, 1)):
        assert services.keep_time() == 2


def test_a_term_that_is_made_longer_after_the_job_was_asked_for_holds(
    over: Workshop, organizer: Persona
) -> None:
    with clock.replaying(at(2025, 11, 1)):
        services.keep_time()
    with clock.replaying(at(2025, 12, 2)):
        services.keep_time()
        months = {kind.key: kind.months + 12 for kind in KINDS}
        services.set_terms(workshop=over, months=months, by=organizer.user)
        do_jobs()
    assert not Term.objects.get(kind="drafts").done_at
    assert not Term.objects.get(kind="drafts").noticed_at


def test_files_of_papers_that_were_not_accepted_go_and_the_others_stay(
    over: Workshop, organizer: Persona, author: Persona
) -> None:
    papers = [complete_paper(over, author.user) for _ in range(2)]
    for paper, outcome in zip(papers, ("talk", "reject"), strict=True):
        DecisionFactory.create(
            paper=paper, by=organizer.user, outcome=outcome, state="released", released_at=clock.now()
        )
    ReleaseFactory.create(workshop=over, by=organizer.user)
    names = [name for paper in papers for name in Version.objects.filter(paper=paper).values_list("file")[0]]
    services.erasers["files"](over)
    assert [default_storage.exists(name) for name in names] == [True, True]
    assert list(Version.objects.values_list("paper", flat=True)) == [papers[0].pk]
    services.erasers["logs"](over)
    assert not Entry.objects.filter(workshop=over).exists()


def test_it_deletes_the_files_once_the_rows_are_gone_for_good(
    over: Workshop, author: Persona, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    paper = complete_paper(over, author.user)
    assert paper.current
    with django_capture_on_commit_callbacks(execute=True):
        services.erasers["files"](over)
    assert not default_storage.exists(paper.current.file.name or "")


def test_the_page_and_the_privacy_page_say_what_the_clock_does(
    over: Workshop, organizer: Persona, visitor: Client
) -> None:
    url = f"/{over.slug}/desk/retention/"
    shown = organizer.get(url).text
    privacy = visitor.get("/accounts/about/privacy/").text
    for kind in KINDS:
        assert kind.title in shown
        assert sentence(kind, kind.months).replace("'", "&#x27;")[:40] in privacy.replace("&#39;", "&#x27;")
    assert organizer.post(url, {"drafts": "0", "files": "", "logs": "24"}).status_code == 422
    assert organizer.post(url, {"drafts": "6", "files": "", "logs": "24"}).status_code == 302
    assert "as long as nobody erases it" in organizer.get(url).text
    with clock.replaying(clock.now() + timedelta(days=20000)):
        services.keep_time()
    assert set(Term.objects.exclude(noticed_at=None).values_list("kind", flat=True)) == {"drafts", "logs"}


@pytest.mark.parametrize("who", ["author", "reviewer", "outsider"])
def test_it_is_the_organizers_page(request: pytest.FixtureRequest, workshop: Workshop, who: str) -> None:
    assert request.getfixturevalue(who).get(f"/{workshop.slug}/desk/retention/").status_code == 404
