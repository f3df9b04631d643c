"""A token's life on its owner's pages."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from reviews.api import services
from reviews.api.models import Token
from submissions import clock
from submissions.accounts import merging
from submissions.models import Workshop
from tests.factories import WorkshopFactory
from tests.personas import Persona
from tests.reviews.api.asking import Program
from tests.submissions.accounts.test_account import proved_again

pytestmark = pytest.mark.django_db
NEW = "/accounts/tokens/new/"


def made(client: Client, **changes: object) -> str:
    """The secret as its page shows it."""
    data = {"name": "Statistics", "scopes": ["papers"], "good_for": "30", **changes}
    page = client.post(NEW, data).content.decode()
    found = re.search(r"fgs_[\w-]{43}", page)
    assert found, page
    return found[0]


def works(secret: str) -> bool:
    answer = Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/me")
    return answer.status_code == 200


def test_it_is_shown_once_and_kept_as_a_hash(author: Persona) -> None:
    client = proved_again(author.user)
    secret = made(client)
    page = client.get("/accounts/tokens/").content.decode()

    assert works(secret)
    assert secret not in page
    assert f"fgs_…{secret[-4:]}" in page
    assert secret not in str(Token.objects.values().get())


def test_making_one_asks_for_the_password_once_more(author: Persona) -> None:
    proved = proved_again(author.user)
    with time_machine.travel(clock.now() + timedelta(hours=1)):
        assert "/accounts/reauthenticate/" in proved.get(NEW)["Location"]


def test_a_reload_makes_no_second_one(author: Persona) -> None:
    client = proved_again(author.user)
    made(client)
    again = client.post(NEW, {"name": "Statistics", "good_for": "30"})

    assert again.status_code == 422
    assert "You have a token of this name" in again.content.decode()
    assert Token.objects.count() == 1


def test_revoked_it_is_turned_away_at_once(author: Persona, outsider: Persona) -> None:
    program = Program(author.user)
    url = f"/accounts/tokens/{Token.objects.get().pk}/revoke/"
    by_another = outsider.post(url)
    before = works(program.secret)
    author.post(url)

    assert by_another.status_code == 404
    assert (before, works(program.secret)) == (True, False)


def test_it_expires_by_itself(author: Persona) -> None:
    program = Program(author.user)
    with time_machine.travel(clock.now() + timedelta(days=31)):
        client = Persona()
        client.force_login(author.user)
        assert program.refused("me")[0] == 401
        assert "Expired" in client.get("/accounts/tokens/").content.decode()


def test_its_last_use_is_noted_once_a_minute(author: Persona) -> None:
    program, start = Program(author.user), clock.now()
    seen = []
    for seconds in (0, 30, 90):
        with time_machine.travel(start + timedelta(seconds=seconds), tick=False):
            program.ask("me")
            seen.append(Token.objects.get().last_used_at)

    assert seen[0] == seen[1] != seen[2]


def test_one_that_is_for_one_workshop_opens_nothing_of_another(
    organizer: Persona, workshop: Workshop
) -> None:
    other = WorkshopFactory.create(is_public=True)
    secret = made(proved_again(organizer.user), workshop=workshop.pk)
    program = Program(organizer.user, secret=secret)

    assert program.ask("me")["token"]["workshop"] == workshop.slug
    assert [row["slug"] for row in program.ask("workshops")["rows"]] == [workshop.slug]
    assert program.ask(f"workshops/{workshop.slug}/papers")["rows"] == []
    here, nowhere = (program.refused(f"workshops/{slug}/papers") for slug in (other.slug, "made-up"))
    assert here == nowhere
    assert here[0] == 403


def test_a_closed_account_closes_its_tokens(author: Persona) -> None:
    program = Program(author.user)
    author.user.is_active = False
    author.user.save()

    assert program.refused("me")[0] == 401


def test_tokens_of_an_account_that_is_given_up_open_nothing(author: Persona, outsider: Persona) -> None:
    program = Program(outsider.user)
    merging.merge(into=author.user, other=outsider.user)

    assert program.refused("me")[0] == 401


def test_there_is_an_end_to_how_many(author: Persona, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "AT_MOST", 1)
    client = proved_again(author.user)
    made(client)
    page = client.post(NEW, {"name": "One more", "good_for": "7"})

    assert page.status_code == 422
    assert "Revoke one that you do not need" in page.content.decode()
