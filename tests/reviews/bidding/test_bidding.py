"""Reviewers bid on what they may see, in an order of their own, as long as bidding is open."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reviews.bidding import services
from reviews.bidding.access import in_order
from reviews.models import Bid
from submissions import clock
from submissions.conflicts.selectors import is_bidding
from submissions.models import Bidding, Conflict, Letter, Membership, Paper, User, Workshop
from submissions.papers.conflicts import refresh_person
from tests.factories import BidFactory
from tests.papers import complete_paper
from tests.personas import Persona, member


@pytest.fixture
def papers(workshop: Workshop, paper: Paper, author: Persona) -> list[Paper]:
    return [paper, *(complete_paper(workshop, author.user) for _ in range(4))]


@pytest.fixture
def window(workshop: Workshop, organizer: Persona) -> Bidding:
    return services.open_now(call=workshop.calls.get(), by=organizer.user)


def address(workshop: Workshop, who: Persona, paper: Paper) -> str:
    name = next(
        each.name
        for each in in_order(who.user, workshop, [workshop.calls.earliest("pk").pk])
        if each.paper_id == paper.pk
    )
    return reverse("bid", args=[workshop.slug, name])


def test_a_bid_is_saved_changed_and_taken_back(
    workshop: Workshop, papers: list[Paper], window: Bidding, reviewer_elsewhere: Persona
) -> None:
    here = address(workshop, reviewer_elsewhere, papers[0])
    for said, level in (("4", 4), ("1", 1)):
        answer = reviewer_elsewhere.post(here, {"level": said, "view": "list", "back": "show=open"})
        assert answer.headers["Location"].startswith(reverse("bidding", args=[workshop.slug]) + "?show=open#")
        assert Bid.objects.get().level == level
    reviewer_elsewhere.post(here, {"level": "", "view": "list"})
    assert not Bid.objects.exists()


def test_htmx_gets_the_row_and_the_progress(
    workshop: Workshop, papers: list[Paper], window: Bidding, reviewer_elsewhere: Persona
) -> None:
    page = reviewer_elsewhere.post(
        address(workshop, reviewer_elsewhere, papers[0]), {"level": "5"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "1 of 5 papers with a bid" in page
    assert "Eager: saved. 4 without a bid." in page
    assert "<html" not in page


def test_the_card_goes_on_to_the_next_paper_without_a_bid(
    workshop: Workshop, papers: list[Paper], window: Bidding, reviewer_elsewhere: Persona
) -> None:
    card = reverse("bidding-card", args=[workshop.slug])
    for named in in_order(reviewer_elsewhere.user, workshop, [workshop.calls.earliest("pk").pk]):
        page = reviewer_elsewhere.get(card).content.decode()
        assert Paper.objects.get(pk=named.paper_id).title in page
        reviewer_elsewhere.post(
            reverse("bid", args=[workshop.slug, named.name]), {"level": "3", "view": "card"}
        )
    assert "You have said something on every paper" in reviewer_elsewhere.get(card).content.decode()


@pytest.mark.parametrize("level", ["0", "6", "x"])
def test_what_is_no_level_changes_nothing(
    workshop: Workshop, papers: list[Paper], window: Bidding, reviewer_elsewhere: Persona, level: str
) -> None:
    answer = reviewer_elsewhere.post(address(workshop, reviewer_elsewhere, papers[0]), {"level": level})
    assert answer.status_code == 422
    assert "Nothing was saved" in answer.content.decode()
    assert not Bid.objects.exists()


@pytest.mark.parametrize("state", ["conflict", "proposed", "withdrawn", "draft"])
def test_what_one_must_not_judge_is_neither_listed_nor_taken(
    workshop: Workshop, papers: list[Paper], window: Bidding, reviewer_elsewhere: Persona, state: str
) -> None:
    here = address(workshop, reviewer_elsewhere, papers[0])
    if state in {"withdrawn", "draft"}:
        at = clock.now() if state == "withdrawn" else None
        Paper.objects.filter(pk=papers[0].pk).update(state=state, withdrawn_at=at)
    else:
        Conflict.objects.create(
            paper=papers[0],
            user=reviewer_elsewhere.user,
            kind="coauthor",
            state="active" if state == "conflict" else state,
        )
    page = reviewer_elsewhere.get(reverse("bidding", args=[workshop.slug])).content.decode()
    assert papers[0].title not in page
    assert "0 of 4 papers" in page
    assert "conflict" not in page.split("<main")[1].lower()
    assert reviewer_elsewhere.post(here, {"level": "5"}).status_code == 404


def test_the_order_is_stable_and_differs_from_person_to_person(
    workshop: Workshop, papers: list[Paper]
) -> None:
    people = [member(workshop, Membership.Role.REVIEWER, f"Reviewer {n}").user for n in range(6)]

    def order(user: User) -> tuple[int, ...]:
        return tuple(each.paper_id for each in in_order(user, workshop, [papers[0].call_id]))

    assert len({order(user) for user in people}) > 1
    assert [order(user) for user in people] == [order(user) for user in people]
    names = {each.name for user in people for each in in_order(user, workshop, [papers[0].call_id])}
    assert len(names) == len(people) * len(papers)


@pytest.mark.parametrize("days", [(-3, -1), (1, 3)])
def test_outside_its_dates_nothing_is_taken_and_what_was_said_is_kept(
    workshop: Workshop,
    papers: list[Paper],
    reviewer_elsewhere: Persona,
    organizer: Persona,
    days: tuple[int, int],
) -> None:
    BidFactory.create(paper=papers[0], reviewer=reviewer_elsewhere.user, level=4)
    opens, closes = (clock.now(workshop) + timedelta(days=day) for day in days)
    services.set_window(call=workshop.calls.get(), opens_at=opens, closes_at=closes, by=organizer.user)
    answer = reviewer_elsewhere.post(address(workshop, reviewer_elsewhere, papers[0]), {"level": "1"})
    assert answer.status_code == 409
    assert "The bids that you gave are kept" in answer.content.decode()
    assert Bid.objects.get().level == 4


def test_filters_and_pages_hold_what_they_say(
    workshop: Workshop, papers: list[Paper], window: Bidding, reviewer_elsewhere: Persona
) -> None:
    BidFactory.create(paper=papers[0], reviewer=reviewer_elsewhere.user)
    page = reverse("bidding", args=[workshop.slug])
    left = reviewer_elsewhere.get(f"{page}?show=open").content.decode()
    done = reviewer_elsewhere.get(f"{page}?show=done&page=99").content.decode()
    assert papers[0].title not in left
    assert papers[0].title in done
    assert papers[1].title in left


def test_while_bidding_is_open_ones_own_acts_change_no_conflict(
    workshop: Workshop, papers: list[Paper], window: Bidding, reviewer_elsewhere: Persona, organizer: Persona
) -> None:
    """Else one would add an address of a university and watch which papers vanish."""
    paper = papers[0]
    paper.authors.create(position=9, name="Q", email="q@lake.example", affiliation="Lake")
    EmailAddress.objects.create(user=reviewer_elsewhere.user, email="e@lake.example", verified=False)
    refresh_person(reviewer_elsewhere.user)
    assert not Conflict.objects.filter(user=reviewer_elsewhere.user).exists()

    services.close_now(call=workshop.calls.get(), by=organizer.user)
    assert Conflict.objects.get(user=reviewer_elsewhere.user).kind == "institution"


def test_what_waited_is_looked_for_once_the_dates_are_over(
    workshop: Workshop, papers: list[Paper], reviewer_elsewhere: Persona, organizer: Persona
) -> None:
    now = clock.now(workshop)
    services.set_window(
        call=workshop.calls.get(),
        opens_at=now - timedelta(days=2),
        closes_at=now - timedelta(days=1),
        by=organizer.user,
    )
    papers[0].authors.create(position=9, name="Elke Wanjiru", email=reviewer_elsewhere.user.email)
    assert services.settle_ended() == 1
    assert Conflict.objects.get(paper=papers[0], user=reviewer_elsewhere.user).kind == "self"
    assert services.settle_ended() == 0


def test_only_reviewers_bid(
    workshop: Workshop,
    papers: list[Paper],
    window: Bidding,
    author: Persona,
    organizer: Persona,
    visitor: Client,
) -> None:
    page = reverse("bidding", args=[workshop.slug])
    assert author.get(page).status_code == organizer.get(page).status_code == 404
    assert visitor.get(page).status_code == 302


def test_the_list_takes_twelve_queries_at_most(
    workshop: Workshop,
    papers: list[Paper],
    window: Bidding,
    reviewer_elsewhere: Persona,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(12):
        reviewer_elsewhere.get(reverse("bidding", args=[workshop.slug]))


def test_an_organizer_opens_and_closes_it(
    workshop: Workshop, papers: list[Paper], organizer: Persona
) -> None:
    desk = reverse("desk-bidding-set", args=[workshop.slug])
    late = {"call": "papers", "opens_at": "2031-05-02T00:00", "closes_at": "2031-05-01T00:00"}
    assert "cannot close before it opens" in organizer.post(desk, late).content.decode()
    organizer.post(desk, {"call": "papers", "do": "open"})
    assert is_bidding(workshop)
    organizer.post(desk, {"call": "papers", "do": "close"})
    assert not is_bidding(workshop)
    organizer.post(desk, {"call": "papers", "opens_at": "2031-05-01T23:59", "closes_at": "2031-05-05T23:59"})
    assert Bidding.objects.get().closes_at.isoformat() == "2031-05-06T11:59:00+00:00"


def test_turnout_counts_over_what_the_viewer_handles(
    workshop: Workshop, papers: list[Paper], organizer: Persona, reviewer_elsewhere: Persona
) -> None:
    BidFactory.create(paper=papers[0], reviewer=reviewer_elsewhere.user)
    desk = reverse("desk-bidding", args=[workshop.slug])
    assert '<td class="num">1</td>' in organizer.get(desk).content.decode()
    Conflict.objects.create(paper=papers[0], user=organizer.user, kind="declared")
    assert '<td class="num">1</td>' not in organizer.get(desk).content.decode()


def test_those_who_have_not_bid_at_all_are_reminded_once_a_day_and_nobody_learns_who(
    workshop: Workshop,
    papers: list[Paper],
    window: Bidding,
    organizer: Persona,
    reviewer_elsewhere: Persona,
) -> None:
    """The second has bid on a paper that is withheld: the organizer gets the same answer, and sees no letter."""
    second = member(workshop, Membership.Role.REVIEWER, "Nadia Quist")
    BidFactory.create(paper=papers[0], reviewer=second.user)
    Conflict.objects.create(paper=papers[0], user=organizer.user, kind="declared")
    for _ in range(2):
        page = organizer.post(
            reverse("desk-bidding-set", args=[workshop.slug]), {"call": "papers", "do": "remind"}, follow=True
        )
        assert "Whoever has given no bid yet is reminded by mail" in page.text
    (letter,) = Letter.objects.filter(kind="bidding_reminder")
    assert (letter.to, letter.reply_to) == (reviewer_elsewhere.user.email, [])
    assert reviewer_elsewhere.user.email not in organizer.get(reverse("outbox", args=[workshop.slug])).text
    Bidding.objects.update(closes_at=clock.now())
    closed = organizer.post(
        reverse("desk-bidding-set", args=[workshop.slug]), {"call": "papers", "do": "remind"}
    )
    assert closed.status_code == 409


@pytest.fixture
def posters(workshop: Workshop, author: Persona) -> Paper:
    """A paper of a second call, whose bidding has not begun."""
    paper = complete_paper(workshop, author.user, title="A Poster on Its Own")
    call = workshop.calls.get()
    call.pk, call.slug, call.name = None, "posters", "Posters"
    call.save()
    Paper.objects.filter(pk=paper.pk).update(call=call)
    return Paper.objects.get(pk=paper.pk)


def test_each_call_is_bid_on_in_its_own_time(
    workshop: Workshop, paper: Paper, window: Bidding, posters: Paper, reviewer_elsewhere: Persona
) -> None:
    page = reverse("bidding", args=[workshop.slug])
    assert posters.title not in reviewer_elsewhere.get(page).text
    (named,) = in_order(reviewer_elsewhere.user, workshop, [posters.call_id])
    here = reverse("bid", args=[workshop.slug, named.name])
    assert reviewer_elsewhere.post(here, {"level": "5"}).status_code == 404

    Bid.objects.create(paper=paper, reviewer=reviewer_elsewhere.user, level=2)
    services.close_now(call=paper.call, by=reviewer_elsewhere.user)
    services.open_now(call=posters.call, by=reviewer_elsewhere.user)
    listed = reviewer_elsewhere.get(page).text
    assert posters.title in listed
    assert "0 of 1 paper with a bid" in listed
    assert paper.title in listed, "the bids that were given stay in sight"
    assert address(workshop, reviewer_elsewhere, paper) not in listed


def test_what_waits_for_the_end_of_bidding_waits_for_the_last_call(
    workshop: Workshop, paper: Paper, window: Bidding, posters: Paper, organizer: Persona
) -> None:
    services.open_now(call=posters.call, by=organizer.user)
    services.close_now(call=paper.call, by=organizer.user)
    assert Bidding.objects.get(call=paper.call).settled_at is None
    services.close_now(call=posters.call, by=organizer.user)
    assert not Bidding.objects.filter(settled_at=None).exists()


def test_turnout_and_log_name_the_call_where_there_are_two(
    workshop: Workshop,
    paper: Paper,
    window: Bidding,
    posters: Paper,
    organizer: Persona,
    reviewer_elsewhere: Persona,
) -> None:
    services.open_now(call=posters.call, by=organizer.user)
    BidFactory.create(paper=posters, reviewer=reviewer_elsewhere.user, level=5)
    page = organizer.get(reverse("desk-bidding", args=[workshop.slug])).text
    assert (
        f"{paper.call.name}</b>: 0 of 1 reviewer has bid. Nobody is willing or eager yet on #{paper.number}."
        in page
    )
    assert "Posters</b>: 1 of 1 reviewer has bid.</p>" in page
    assert (
        "set the dates of bidding on Posters" in organizer.get(reverse("history", args=[workshop.slug])).text
    )
