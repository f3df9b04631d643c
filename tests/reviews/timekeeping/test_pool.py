"""The emergency pool: idle until one click offers a paper; the digest; and reports that are dealt with."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from reviews.assignment.pool import pool
from reviews.models import Assignment, Digest, Offer, Report, Standby
from reviews.timekeeping.digest import send_digests
from submissions import clock
from submissions.models import Letter, Membership, Paper, Workshop
from tests.factories import ConflictFactory, InvitationFactory, ReviewFactory, TopicFactory
from tests.personas import Persona, member


@pytest.fixture
def helper(workshop: Workshop, organizer: Persona) -> Persona:
    """Said yes to stand by."""
    person = member(workshop, Membership.Role.REVIEWER, "Hedda Marchetti")
    invitation = InvitationFactory.create(
        workshop=workshop,
        email=person.user.email,
        user=person.user,
        state="accepted",
        answered_at=clock.now(),
        max_load=1,
    )
    Standby.objects.create(invitation=invitation)
    return person


def offer(organizer: Persona, paper: Paper, **typed: object) -> str:
    url = reverse("progress-offer", args=[paper.workshop.slug, paper.ref])
    return organizer.post(url, typed, follow=True).text


def test_who_stands_by_gets_nothing_by_the_assignment(workshop: Workshop, helper: Persona) -> None:
    assert helper.user.pk not in [person.pk for person in pool(workshop)]


def test_people_are_invited_into_the_pool(organizer: Persona, workshop: Workshop, reviewer: Persona) -> None:
    page = f"/{workshop.slug}/desk/reviews/pool/"
    organizer.post(page, {"people": "Noor <noor@lakeside.example>"})
    assert Letter.objects.filter(kind="invitation", to="noor@lakeside.example").count() == 1
    assert Standby.objects.get().invitation.email == "noor@lakeside.example"
    wrong = organizer.post(page, {"people": "Noor <other@lakeside.example>\nnobody at all"})
    assert wrong.status_code == 422
    assert "Nobody was invited" in wrong.text
    assert Standby.objects.count() == 1


def test_one_click_offers_a_paper_and_a_yes_makes_it_theirs(
    organizer: Persona, helper: Persona, paper: Paper, reviewer: Persona
) -> None:
    page = organizer.get(f"/{paper.workshop.slug}/desk/reviews/").text
    assert "Offer to the pool" in page
    assert "offered to Hedda Marchetti" in offer(organizer, paper)
    row = Offer.objects.get()
    assert Letter.objects.get(kind="review_offer").to == helper.user.email
    url = reverse("review-offer", args=[paper.workshop.slug, row.ref])
    assert paper.abstract in helper.get(url).text
    answer = helper.post(url, {"do": "accept"}, follow=True)
    assert "is yours" in answer.text
    assert Assignment.objects.get(reviewer=helper.user).state == "active"
    assert Letter.objects.filter(kind="assigned", to=helper.user.email).count() == 1
    again = helper.post(url, {"do": "accept"}, follow=True)
    assert "does not need you any more" in again.text
    assert Assignment.objects.filter(reviewer=helper.user).count() == 1


def test_a_no_is_heard_and_nobody_is_asked_twice(organizer: Persona, helper: Persona, paper: Paper) -> None:
    offer(organizer, paper)
    url = reverse("review-offer", args=[paper.workshop.slug, Offer.objects.get().ref])
    assert "Somebody else is asked" in helper.post(url, {"do": "decline"}, follow=True).text
    assert Offer.objects.get().state == "declined"
    assert "Nobody of the pool can take" in offer(organizer, paper)


def test_a_conflict_bars_from_an_offer_before_and_after(
    organizer: Persona, helper: Persona, paper: Paper
) -> None:
    offer(organizer, paper)
    url = reverse("review-offer", args=[paper.workshop.slug, Offer.objects.get().ref])
    ConflictFactory.create(paper=paper, user=helper.user)
    assert helper.get(url).status_code == helper.post(url, {"do": "accept"}).status_code == 404
    Offer.objects.all().delete()
    assert "Nobody of the pool can take" in offer(organizer, paper, person=str(helper.user.pk))
    assert not Assignment.objects.exists()


def test_the_page_of_an_offer_names_no_author_and_opens_to_nobody_else(
    organizer: Persona, helper: Persona, paper: Paper, author: Persona, reviewer: Persona
) -> None:
    offer(organizer, paper)
    url = reverse("review-offer", args=[paper.workshop.slug, Offer.objects.get().ref])
    assert author.user.name not in helper.get(url).text
    for person in (author, reviewer, organizer):
        assert person.get(url).status_code == 404


def test_only_handlers_offer(
    organizer_in_conflict: Persona, reviewer: Persona, helper: Persona, paper: Paper
) -> None:
    for person in (organizer_in_conflict, reviewer):
        url = reverse("progress-offer", args=[paper.workshop.slug, paper.ref])
        assert person.post(url).status_code == 404
    assert not Offer.objects.exists()


def test_a_digest_tells_once_a_day_what_happened_on_handled_papers(
    organizer: Persona, organizer_in_conflict: Persona, reviewer: Persona
) -> None:
    assert send_digests() == 0
    Digest.objects.update(at=clock.now() - timedelta(days=2))
    ReviewFactory.create(assignment=Assignment.objects.get())
    assert send_digests() == 1
    letter = Letter.objects.get(kind="review_digest")
    assert (letter.to, letter.workshop_id) == (organizer.user.email, None)
    assert "1 review was submitted" in letter.body
    assert send_digests() == 0


def test_a_digest_is_stopped_by_one_click_of_a_mail_program_and_begun_again(
    organizer: Persona, reviewer: Persona, workshop: Workshop
) -> None:
    send_digests()
    Digest.objects.update(at=clock.now() - timedelta(days=2))
    ReviewFactory.create(assignment=Assignment.objects.get())
    send_digests()
    letter = Letter.objects.get(kind="review_digest")
    assert letter.unsubscribe_url in letter.body
    stop, mail_program = (
        letter.unsubscribe_url.removeprefix(settings.SITE_URL),
        Client(enforce_csrf_checks=True),
    )
    assert "Stop the daily digest?" in mail_program.get(stop).text
    assert Digest.objects.get(user=organizer.user).is_wanted
    answer = mail_program.post(stop, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert mail_program.post(stop + "x").status_code == mail_program.post(stop[:-1] + "x/").status_code == 404
    Digest.objects.update(at=clock.now() - timedelta(days=2))
    assert send_digests() == 0
    organizer.post(f"/{workshop.slug}/desk/reviews/digest/", {"do": "on"})
    assert send_digests() == 1


def test_whom_to_ask_is_chosen_with_topics_and_loads_in_view(
    organizer: Persona, helper: Persona, paper: Paper, organizer_in_conflict: Persona
) -> None:
    url = reverse("progress-offer", args=[paper.workshop.slug, paper.ref])
    topic = TopicFactory.create(area__workshop=paper.workshop, name="Split learning")
    paper.topics.add(topic)
    Standby.objects.get().invitation.topics.add(topic)
    text = organizer.get(url).text
    assert "Hedda Marchetti" in text
    assert "Split learning" in text
    assert organizer_in_conflict.get(url).status_code == 404
    organizer.post(url, {"person": helper.user.pk})
    text = organizer.get(url).text
    assert "Nobody of the pool can take it" in text
    assert "no answer yet" in text


def test_a_report_is_marked_as_dealt_with_once(
    organizer: Persona, organizer_in_conflict: Persona, reviewer: Persona, workshop: Workshop
) -> None:
    row = Assignment.objects.get()
    Report.objects.create(assignment=row, kind=Report.Kind.NAMED, words="Page 3.", page=3)
    url = reverse("progress-told", args=[workshop.slug, row.ref, "named"])
    assert organizer_in_conflict.post(url).status_code == 404
    for _ in range(2):
        assert organizer.post(url, {"next": "https://elsewhere.example/"})["Location"].startswith("/")
    report = Report.objects.get()
    assert report.settled_at
    assert report.settled_by == organizer.user
