import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from submissions.models import Workshop
from tests.factories import CallFactory, MembershipFactory, WorkshopFactory
from tests.personas import Persona


def test_the_only_workshop_is_the_home_page(visitor: Client, workshop: Workshop) -> None:
    response = visitor.get("/")
    assert (response.status_code, response["Location"]) == (302, "/fedgenai-ijcai-25/")


def test_several_workshops_stand_side_by_side(visitor: Client, workshop: Workshop) -> None:
    WorkshopFactory.create(slug="another", name="Another")
    text = visitor.get("/").text
    assert 'href="/another/"' in text
    assert 'href="/fedgenai-ijcai-25/"' in text
    assert "Call open" in text


def test_an_empty_site_says_so(visitor: Client, db: None) -> None:
    assert "No workshop yet" in visitor.get("/").text


def test_an_unlisted_workshop_shows_to_its_own_people(
    visitor: Client, outsider: Persona, workshop: Workshop
) -> None:
    quiet = WorkshopFactory.create(slug="quiet", name="Quiet", is_public=False)
    assert outsider.get("/").status_code == 302
    MembershipFactory.create(workshop=quiet, user=outsider.user)
    assert 'href="/quiet/"' in outsider.get("/").text
    assert visitor.get("/").status_code == 302


@pytest.mark.parametrize("rows", [2, 4, 11])
def test_its_queries_do_not_grow_with_its_rows(
    visitor: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    CallFactory.create_batch(rows)
    with django_assert_num_queries(2):
        visitor.get("/")
