import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoDbBlocker

from fedgenai_site.demo import world
from fedgenai_site.demo.seed import seed
from fedgenai_site.demo.seed.cast import PASSWORD
from reviews.models import Assignment, Bid, Decision, Invitation, Review
from submissions import clock
from submissions.conflicts.selectors import is_bidding
from submissions.models import (
    AuthorConsent,
    Conflict,
    Entry,
    Handover,
    Job,
    Letter,
    Membership,
    Paper,
    User,
    Version,
    Workshop,
)
from submissions.papers.access import handlers_of
from submissions.workshops.services import move_dates
from tests.factories import ReleaseFactory

THIS_YEAR, PILOT = "fedgenai-ijcai-25", "fedgenai-pilot"


pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module", autouse=True)
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The demo, loaded once for this module; what a test changes is rolled back as ever."""
    with django_db_blocker.unblock():
        assert seed()
        yield
        call_command("flush", interactive=False)


def snapshot() -> dict[str, list[object]]:
    models = (Workshop, User, Paper, Version, Assignment, Review, Decision, Entry, Letter, Job, Membership)
    rows: dict[str, list[object]] = {
        model.__name__: [*model._default_manager.order_by("pk").values()] for model in models
    }
    return {**rows, "calls": list(Workshop.objects.values("calls__due_at", "calls__opens_at"))}


def test_the_call_is_open_for_another_nine_days() -> None:
    call, further = Workshop.objects.get(slug=THIS_YEAR).calls.all()
    assert max(call.opens_at, further.opens_at) < clock.now()
    assert timedelta(days=8) < call.due_at - clock.now() < timedelta(days=11)
    assert further.asks.content_pages != call.asks.content_pages


def test_loading_it_twice_changes_nothing() -> None:
    before = snapshot()
    out = StringIO()
    call_command("seed_demo", stdout=out)
    assert "already" in out.getvalue()
    assert snapshot() == before


def test_every_account_opens_with_the_printed_password() -> None:
    users = User.objects.filter(email__endswith="@example.org")
    assert users.count() == sum(person.has_account for person in world.load().people.values())
    assert all(user.check_password(PASSWORD) for user in users)
    verified = EmailAddress.objects.filter(primary=True, verified=True).values_list("email", flat=True)
    assert set(verified) == {user.email for user in users}


def test_nobody_on_the_public_page_has_an_account() -> None:
    public = Workshop.objects.get(slug=THIS_YEAR).public_organizers.values_list("name", flat=True)
    assert len(public) == 6
    assert not User.objects.filter(name__in=public).exists()


def test_portraits_on_the_earlier_edition_s_page_are_pictures() -> None:
    page = Client().get(f"/{PILOT}/")
    pictures = re.findall(rf"/{PILOT}/organizers/\d+\.webp", page.text)
    assert pictures
    for picture in pictures:
        assert Client().get(picture).getvalue()[8:12] == b"WEBP"


def test_papers_are_as_the_world_tells_them() -> None:
    told = {paper.number: (paper.state, len(paper.versions)) for paper in world.load().papers}
    papers = Paper.objects.filter(workshop__slug=THIS_YEAR)
    assert {paper.number: (paper.state, paper.versions.count()) for paper in papers} == told
    titles = {paper.number: paper.title for paper in world.load().papers if paper.state != "draft"}
    assert {paper.number: paper.title for paper in papers.exclude(state="draft")} == titles


def test_each_file_waits_for_a_checker() -> None:
    waiting = Job.objects.filter(kind="check.pdf", state=Job.State.QUEUED)
    assert set(waiting.values_list("object_id", flat=True)) == set(
        Version.objects.values_list("pk", flat=True)
    )


def test_reviewers_have_accepted_and_their_reviews_are_as_told() -> None:
    states = Counter(Invitation.objects.filter(workshop__slug=THIS_YEAR).values_list("state", flat=True))
    assert states == {"accepted": 14, "invited": 2, "declined": 1}
    told = Counter(review.state for paper in world.load().papers for review in paper.reviews)
    here = Assignment.objects.filter(paper__workshop__slug=THIS_YEAR, state=Assignment.State.ACTIVE)
    assert here.count() == told.total()
    assert here.filter(review__submitted_at__isnull=False).count() == told["submitted"]
    assert here.filter(review__draft__isnull=False).count() == told["draft"]


def test_nobody_reviews_in_conflict() -> None:
    pairs = Conflict.objects.filter(state=Conflict.State.ACTIVE).values_list("paper_id", "user_id")
    assigned = Assignment.objects.values_list("paper_id", "reviewer_id")
    assert not set(pairs) & set(assigned)


def test_one_organizer_wrote_a_paper_and_one_is_in_conflict() -> None:
    organizers = Conflict.objects.filter(
        paper__workshop__slug=THIS_YEAR, user__memberships__role=Membership.Role.ORGANIZER
    ).exclude(kind="declared")
    assert set(organizers.values_list("paper__number", "user__email", "kind")) == {
        (9, "organizer2@example.org", "self"),
        (10, "organizer3@example.org", "institution"),
    }


def test_a_guest_handles_the_paper_that_no_organizer_can() -> None:
    handover = Handover.objects.get(paper__workshop__slug=THIS_YEAR)
    assert list(handlers_of(handover.paper)) == [handover.guest]


def test_bidding_is_open_and_some_are_nearly_through() -> None:
    given = Counter(Bid.objects.values_list("reviewer", flat=True))
    assert len(given) >= 6
    assert max(given.values()) > 2 * min(given.values())
    assert is_bidding(Workshop.objects.get(slug=THIS_YEAR))
    assert Conflict.objects.filter(state="proposed").exists()


def test_some_decisions_are_ready_and_none_is_out() -> None:
    states = Counter(Decision.objects.filter(paper__workshop__slug=THIS_YEAR).values_list("state", flat=True))
    assert set(states) == {"draft", "ready"}


def test_its_history_lies_in_the_past_and_its_letters_have_arrived() -> None:
    now = clock.now()
    assert not Entry.objects.filter(at__gt=now).exists()
    assert not Paper.objects.filter(saved_at__gt=now).exists()
    assert not Version.objects.filter(uploaded_at__gt=now).exists()
    assert not Review.objects.filter(saved_at__gt=now).exists()
    undelivered = Letter.objects.exclude(state=Letter.State.SENT).values_list("kind", "state")
    assert Counter(undelivered) == {
        ("attendance", "bounced"): 1,
        ("coauthor", "failed"): 1,
        ("group", "draft"): 2,
        ("group", "held"): 1,
    }
    assert not Letter.objects.filter(sent_at__gt=now).exists()
    assert not Job.objects.filter(kind="mail.send").exists()


def test_the_earlier_edition_shows_what_it_accepted() -> None:
    page = Client().get(f"/{PILOT}/accepted/")
    assert page.status_code == 200
    assert "Leaving Gracefully" in page.text
    assert "Bigger Rounds" not in page.text
    assert Letter.objects.filter(workshop__slug=PILOT, kind="decision").count() == 12


def test_it_has_a_paper_that_was_rejected_at_the_desk_and_a_consent_that_is_waited_for() -> None:
    rejected = Paper.objects.get(state="rejected")
    assert Letter.objects.filter(paper=rejected, kind="desk_reject").count() == 1
    asked = AuthorConsent.objects.filter(change__state="asked", change__paper__workshop__slug=PILOT)
    assert Counter(asked.values_list("agrees", flat=True)) == {True: 2, None: 2}


def test_visitors_land_on_this_years_call() -> None:
    assert Client().get("/")["Location"] == f"/{THIS_YEAR}/"


def test_a_demo_that_lay_about_begins_again_before_the_due_date() -> None:
    workshop = Workshop.objects.get(slug=THIS_YEAR)
    move_dates(workshop=workshop, by=timedelta(days=-40))
    assert seed()
    assert timedelta(days=8) < workshop.calls.earliest("due_at").due_at - clock.now() < timedelta(days=10)
    assert not seed()


def test_a_demo_that_was_played_to_its_end_is_left_there() -> None:
    workshop = Workshop.objects.get(slug=THIS_YEAR)
    move_dates(workshop=workshop, by=timedelta(days=-40))
    ReleaseFactory.create(workshop=workshop)
    assert not seed()
