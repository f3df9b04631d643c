"""What the solver is told of pairs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reviews.bidding.known import known
from reviews.models import Bid, Invitation
from submissions.models import Conflict, Paper, Workshop
from tests.factories import AffinityFactory, BidFactory, InvitationFactory, UserFactory
from tests.personas import Persona


@pytest.fixture
def seated(workshop: Workshop, paper: Paper, reviewer_elsewhere: Persona) -> Invitation:
    row: Invitation = InvitationFactory.create(
        workshop=workshop,
        user=reviewer_elsewhere.user,
        state="accepted",
        answered_at=workshop.created_at,
        is_senior=True,
    )
    row.topics.set(paper.topics.all())
    return row


def test_bids_are_shares_and_silence_is_no_bid(
    workshop: Workshop, paper: Paper, reviewer_elsewhere: Persona, outsider: Persona
) -> None:
    people = [UserFactory.create().pk for _ in Bid.Level]
    for person, level in zip(people, Bid.Level, strict=True):
        BidFactory.create(paper=paper, reviewer_id=person, level=level)

    bids = known(workshop, [paper.pk], [*people, outsider.user.pk]).bids

    assert [bids[paper.pk, person] for person in people] == [0, 0.25, 0.5, 0.75, 1]
    assert (paper.pk, outsider.user.pk) not in bids


def test_affinity_topics_seniority_and_conflicts_are_told(
    workshop: Workshop, paper: Paper, reviewer_elsewhere: Persona, seated: Invitation
) -> None:
    pair = (paper.pk, reviewer_elsewhere.user.pk)
    AffinityFactory.create(paper=paper, reviewer=reviewer_elsewhere.user)
    Conflict.objects.create(paper=paper, user=reviewer_elsewhere.user, kind="organizer")

    told = known(workshop, [paper.pk], [pair[1]])

    assert told.affinities[pair].terms == ("federated tuning", "adapters")
    assert told.topics_of_papers[pair[0]] == told.topics_of_reviewers[pair[1]] != frozenset()
    assert told.seniors == {pair[1]}
    assert told.conflicts == {pair}


def test_two_at_one_place_share_an_institution_and_two_unknown_do_not(workshop: Workshop) -> None:
    addresses = ["a@cs.northfield.example", "b@northfield.example", "c@gmail.com", "d@gmail.com"]
    ada, ben, cid, dot = (UserFactory.create(email=address, affiliation="") for address in addresses)
    cid.affiliation = "Southmere"
    cid.save()

    places = known(workshop, [], [ada.pk, ben.pk, cid.pk, dot.pk]).institutions

    assert places == {ada.pk: "northfield.example", ben.pk: "northfield.example", cid.pk: "southmere"}


def test_it_takes_the_same_queries_for_any_number(
    workshop: Workshop, paper: Paper, reviewer_elsewhere: Persona, seated: Invitation
) -> None:
    BidFactory.create_batch(3, paper=paper)
    people = [*Bid.objects.values_list("reviewer", flat=True), seated.user_id or 0]
    with CaptureQueriesContext(connection) as queries:
        known(workshop, [paper.pk], people)

    assert len(queries) == 8
