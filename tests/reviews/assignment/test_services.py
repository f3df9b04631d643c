import pytest
from allauth.account.models import EmailAddress

from reviews.assignment import services
from reviews.assignment.selectors import coverage
from reviews.assignment.validator import ConflictedPair, conflicted, refuse_conflicts
from submissions.models import Conflict, Entry, Letter, Membership, Paper, Workshop
from tests.factories import AuthorFactory, UserFactory
from tests.personas import Persona, member
from tests.reviews.assignment.people import papers, reviewers

pytestmark = pytest.mark.django_db


def test_authorship_by_an_unverified_address_bars_without_any_row(workshop: Workshop, paper: Paper) -> None:
    person = UserFactory.create()
    EmailAddress.objects.create(user=person, email="Other.Self@example.org", verified=False)
    AuthorFactory.create(paper=paper, position=9, email="other.self@example.org")
    assert conflicted([(paper.pk, person.pk)]) == {(paper.pk, person.pk)}
    with pytest.raises(ConflictedPair):
        refuse_conflicts([(paper.pk, person.pk)])


def test_assigning_by_hand_refuses_conflicts_strangers_and_repeats(
    workshop: Workshop, organizer: Persona, paper: Paper, reviewer: Persona, outsider: Persona
) -> None:
    in_conflict = member(workshop, Membership.Role.REVIEWER, "In Conflict").user
    Conflict.objects.create(paper=paper, user=in_conflict, kind="declared")
    for person in (in_conflict, outsider.user, reviewer.user):
        with pytest.raises(services.NotEligible):
            services.assign(paper=paper, reviewer_id=person.pk, by=organizer.user)


def test_publishing_tells_each_reviewer_once_with_all_new_papers(
    workshop: Workshop, organizer: Persona
) -> None:
    people, made = reviewers(workshop, 2), papers(workshop, 3)
    for paper in made:
        for person in people:
            services.assign(paper=paper, reviewer_id=person.pk, by=organizer.user)
    seen = coverage(organizer.user, workshop).digest
    done = services.publish(workshop=workshop, by=organizer.user, seen=seen)
    assert (done.pairs, done.reviewers) == (6, 2)
    letters = Letter.objects.filter(kind="assigned")
    assert sorted(letter.to for letter in letters) == sorted(person.email for person in people)
    for letter in letters:
        assert all(paper.title in letter.body for paper in made)
        assert letter.reply_to == [organizer.user.email]
    with pytest.raises(services.Changed):
        services.publish(workshop=workshop, by=organizer.user, seen=seen)


def test_a_letter_about_a_withheld_paper_is_filed_under_it_and_answered_by_its_handlers(
    workshop: Workshop, paper: Paper, organizer: Persona, organizer_in_conflict: Persona
) -> None:
    (person,) = reviewers(workshop, 1)
    for each in (paper, *papers(workshop, 2)):
        services.assign(paper=each, reviewer_id=person.pk, by=organizer.user)
    services.publish(workshop=workshop, by=organizer.user, seen=coverage(organizer.user, workshop).digest)
    apart, together = Letter.objects.filter(kind="assigned").order_by("-paper")
    apart, together = (apart, together) if apart.paper_id else (together, apart)
    assert apart.paper == paper
    assert apart.reply_to == [organizer.user.email]
    assert paper.title not in together.body
    assert sorted(together.reply_to) == sorted([organizer.user.email, organizer_in_conflict.user.email])


def test_publishing_other_drafts_than_were_seen_is_refused(workshop: Workshop, organizer: Persona) -> None:
    people, (paper,) = reviewers(workshop, 2), papers(workshop, 1)
    services.assign(paper=paper, reviewer_id=people[0].pk, by=organizer.user)
    seen = coverage(organizer.user, workshop).digest
    services.assign(paper=paper, reviewer_id=people[1].pk, by=organizer.user)
    with pytest.raises(services.Changed):
        services.publish(workshop=workshop, by=organizer.user, seen=seen)
    assert not Letter.objects.exists()


def test_publishing_stops_at_a_conflict_that_came_up_since(workshop: Workshop, organizer: Persona) -> None:
    (person,), (paper,) = reviewers(workshop, 1), papers(workshop, 1)
    services.assign(paper=paper, reviewer_id=person.pk, by=organizer.user)
    seen = coverage(organizer.user, workshop).digest
    Conflict.objects.create(paper=paper, user=person, kind="declared")
    with pytest.raises(ConflictedPair):
        services.publish(workshop=workshop, by=organizer.user, seen=seen)


def test_every_change_is_a_line_of_its_papers_history(workshop: Workshop, organizer: Persona) -> None:
    (person,), (paper,) = reviewers(workshop, 1), papers(workshop, 1)
    row = services.assign(paper=paper, reviewer_id=person.pk, by=organizer.user)
    services.remove(assignment=row, by=organizer.user)
    lines = Entry.objects.filter(verb__startswith="assignment")
    assert [line.verb for line in lines] == ["assignment.removed", "assignment.drafted"]
    assert {line.paper for line in lines} == {paper}
