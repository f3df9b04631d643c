"""What counts as a conflict is the organizers' to say, and lets none of them see a paper by one's own word."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from submissions.conflicts.models import Alias, Conflict, Rules, Tie
from submissions.models import Author, Paper, Workshop
from submissions.papers.access import handled_by
from submissions.papers.conflicts import refresh_paper, refresh_workshop
from tests.factories import PublicationFactory
from tests.personas import Persona

USUAL = {"coauthor_years": 3, "most_declared": 10, "aliases": ""}


@pytest.fixture
def address(workshop: Workshop) -> str:
    return reverse("conflict-rules", args=[workshop.slug])


def save(who: Persona, address: str, **fields: object) -> tuple[int, str]:
    stamp = who.get(address).context["form"].stamp
    answer = who.post(address, {**USUAL, **fields, "seen": stamp})
    return answer.status_code, answer.text


def at_the_lake(paper: Paper) -> None:
    Author.objects.filter(paper=paper, position=2).update(affiliation="Seeakademie Zürich")
    refresh_paper(paper)


def joins_the_lake(who: Persona) -> None:
    EmailAddress.objects.create(user=who.user, email="w@cs.lake.example", verified=True)


@pytest.mark.parametrize(
    "alias", ["SEEAKADEMIE Zurich = lake.example", "Seeakademie Zürich = www.lake.example"]
)
def test_another_name_of_an_institution_makes_conflicts_at_once(
    paper: Paper, organizer: Persona, reviewer_elsewhere: Persona, address: str, alias: str
) -> None:
    joins_the_lake(reviewer_elsewhere)
    at_the_lake(paper)
    assert not Conflict.objects.exists()
    assert save(organizer, address, aliases=alias)[0] == 302
    assert Conflict.objects.get().reason == "both at lake.example"
    assert "seeakademie zurich = lake.example" in organizer.get(address).text
    assert save(organizer, address)[0] == 302
    assert not Conflict.objects.exists()


def test_two_domains_of_one_institution_count_as_one(
    paper: Paper, organizer: Persona, reviewer_elsewhere: Persona, address: str
) -> None:
    joins_the_lake(reviewer_elsewhere)
    Author.objects.filter(paper=paper, position=2).update(user=None, email="b@lake-labs.example")
    assert save(organizer, address, aliases="lake-labs.example = lake.example")[0] == 302
    assert Conflict.objects.get().reason == "both at lake.example"


def test_years_and_lines_are_kept_and_used(
    workshop: Workshop,
    paper: Paper,
    organizer: Persona,
    author: Persona,
    reviewer_elsewhere: Persona,
    address: str,
) -> None:
    PublicationFactory.create(
        user=reviewer_elsewhere.user, authors=["Bastien Kowalczuk"], year=workshop.created_at.year - 5
    )
    save(organizer, address)
    assert not Conflict.objects.exists()
    assert save(organizer, address, coauthor_years=6, most_declared=1)[0] == 302
    assert Conflict.objects.get().kind == "coauthor"
    named = author.post(reverse("paper-conflicts", args=[workshop.slug, paper.ref]), {"people": "A B\nC D"})
    assert named.status_code == 422
    assert not Tie.objects.exists()


@pytest.mark.parametrize(
    ("aliases", "words"),
    [
        ("Lake University", "“Lake University”: write a name, then = and a domain."),
        ("Lake University = gmail.com", "gmail.com is no institution&#x27;s domain"),
        ("Lake University =", "nothing is no institution&#x27;s domain"),
        ("Lake = a.example\nLAKE = b.example", "“lake” stands for a.example and for b.example: keep one."),
    ],
)
def test_a_line_that_says_nothing_is_named_and_nothing_is_saved(
    organizer: Persona, address: str, aliases: str, words: str
) -> None:
    status, text = save(organizer, address, aliases=aliases, coauthor_years=9)
    assert status == 422
    assert words in text
    assert not Rules.objects.exists()
    assert not Alias.objects.exists()


def test_reviewers_who_bid_are_compared_when_bidding_ends(
    workshop: Workshop, paper: Paper, organizer: Persona, reviewer_elsewhere: Persona, address: str
) -> None:
    joins_the_lake(reviewer_elsewhere)
    at_the_lake(paper)
    bidding = reverse("desk-bidding-set", args=[workshop.slug])
    organizer.post(bidding, {"call": "papers", "do": "open"})
    save(organizer, address, aliases="Seeakademie Zürich = lake.example")
    assert not Conflict.objects.exists()
    organizer.post(bidding, {"call": "papers", "do": "close"})
    assert Conflict.objects.get().user == reviewer_elsewhere.user


def test_no_organizer_comes_to_see_a_paper_by_changing_the_rules(
    workshop: Workshop, paper: Paper, organizer: Persona, organizer_author: Persona, address: str
) -> None:
    joins_the_lake(organizer)
    at_the_lake(paper)
    save(organizer, address, aliases="Seeakademie Zürich = lake.example")
    assert paper not in handled_by(organizer.user, workshop)
    save(organizer, address)
    refresh_workshop(workshop)
    assert paper not in handled_by(organizer.user, workshop)
    row = Conflict.objects.get()
    assert row.kind == "held"
    settle = reverse("conflict-settle", args=[workshop.slug, row.pk])
    assert organizer.post(settle, {"do": "waive"}).status_code == 404
    assert organizer_author.post(settle, {"do": "waive"}).status_code == 302
    assert paper in handled_by(organizer.user, workshop)


def test_nor_by_changing_the_own_account_or_leaving_the_list_of_authors(
    workshop: Workshop, paper: Paper, organizer: Persona, organizer_author: Persona
) -> None:
    Author.objects.filter(paper=paper, position=2).update(affiliation="Lake University")
    organizer.user.affiliation = "Lake University"
    organizer.user.save()
    Author.objects.filter(paper=paper, position=2).update(user=organizer_author.user)
    refresh_paper(paper)
    organizer.user.affiliation = "Retired"
    organizer.user.save()
    Author.objects.filter(paper=paper, position=2).delete()
    refresh_paper(paper)
    for blind in (organizer, organizer_author):
        assert paper not in handled_by(blind.user, workshop)
