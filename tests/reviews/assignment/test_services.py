import pytest
from allauth.account.models import EmailAddress

from reviews.assignment import services
from reviews.assignment.models import Assignment
from reviews.assignment.selectors import coverage
from reviews.assignment.validator import ConflictedPair, conflicted, refuse_conflicts
from submissions.models import Conflict, Entry, Letter, Membership, Paper, User, Workshop
from tests.factories import AssignmentFactory, AuthorFactory, InvitationFactory, UserFactory
from tests.papers import complete_paper
from tests.personas import Persona, member

pytestmark = pytest.mark.django_db


def reviewers(workshop: Workshop, count: int, *, load: int = 4) -> list[User]:
    people = [member(workshop, Membership.Role.REVIEWER, f"Reviewer {n}").user for n in range(count)]
    for person in people:
        InvitationFactory.create(
            workshop=workshop,
            user=person,
            email=person.email,
            state="accepted",
            max_load=load,
            answered_at=workshop.created_at,
        )
    return people


def papers(workshop: Workshop, count: int) -> list[Paper]:
    return [complete_paper(workshop, UserFactory.create()) for _ in range(count)]


def test_a_proposal_gives_each_paper_its_reviewers_within_their_loads(
    workshop: Workshop, organizer: Persona
) -> None:
    people, made = reviewers(workshop, 4, load=3), papers(workshop, 4)
    done = services.propose(workshop=workshop, by=organizer.user, demand=3)
    assert (done.pairs, done.papers, done.reasons) == (12, 4, ())
    rows = Assignment.objects.filter(paper__in=made)
    assert {row.state for row in rows} == {Assignment.State.DRAFT}
    assert {rows.filter(reviewer=person).count() for person in people} == {3}
    assert not Letter.objects.exists()


def test_a_proposal_never_pairs_a_conflict_of_any_kind(workshop: Workshop, organizer: Persona) -> None:
    people, (paper,) = reviewers(workshop, len(Conflict.Kind)), papers(workshop, 1)
    for person, kind in zip(people, Conflict.Kind.values, strict=True):
        Conflict.objects.create(paper=paper, user=person, kind=kind)
    done = services.propose(workshop=workshop, by=organizer.user, demand=2)
    assert done.pairs == 0
    assert f"#{paper.number}: 2 more reviews wanted, but no reviewer is without a conflict" in done.reasons[0]


def test_authorship_by_an_unverified_address_bars_without_any_row(workshop: Workshop, paper: Paper) -> None:
    person = UserFactory.create()
    EmailAddress.objects.create(user=person, email="Other.Self@example.org", verified=False)
    AuthorFactory.create(paper=paper, position=9, email="other.self@example.org")
    assert conflicted([(paper.pk, person.pk)]) == {(paper.pk, person.pk)}
    with pytest.raises(ConflictedPair):
        refuse_conflicts([(paper.pk, person.pk)])


def test_a_proposal_leaves_withheld_papers_alone_and_counts_their_work(
    workshop: Workshop, paper: Paper, organizer_in_conflict: Persona
) -> None:
    (person,) = reviewers(workshop, 1, load=1)
    AssignmentFactory.create(paper=paper, reviewer=person)
    (other,) = papers(workshop, 1)
    done = services.propose(workshop=workshop, by=organizer_in_conflict.user, demand=1)
    assert done.pairs == 0
    assert Assignment.objects.count() == 1
    assert done.reasons[0].startswith(f"#{other.number}: 1 more review wanted, but the 1 without a conflict")


def test_a_second_proposal_replaces_the_first_and_keeps_what_was_chosen_by_hand(
    workshop: Workshop, organizer: Persona
) -> None:
    people, (paper,) = reviewers(workshop, 4), papers(workshop, 1)
    by_hand = services.assign(paper=paper, reviewer_id=people[0].pk, by=organizer.user)
    services.propose(workshop=workshop, by=organizer.user, demand=3)
    services.propose(workshop=workshop, by=organizer.user, demand=2)
    rows = Assignment.objects.filter(paper=paper)
    assert rows.count() == 2
    assert by_hand in rows


def test_somebody_taken_off_is_not_proposed_again(workshop: Workshop, organizer: Persona) -> None:
    (person,), (paper,) = reviewers(workshop, 1), papers(workshop, 1)
    row = AssignmentFactory.create(paper=paper, reviewer=person)
    services.remove(assignment=row, by=organizer.user)
    row.refresh_from_db()
    assert row.state == Assignment.State.REMOVED
    assert services.propose(workshop=workshop, by=organizer.user, demand=1).pairs == 0


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
    services.propose(workshop=workshop, by=organizer.user, demand=2)
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
    reviewers(workshop, 1)
    papers(workshop, 2)
    services.propose(workshop=workshop, by=organizer.user, demand=1)
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
