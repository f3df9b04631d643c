import re

import pytest
from django.test import Client

from tests.personas import Persona


def test_the_sign_in_page_asks_for_a_code_in_one_step(visitor: Client, author: Persona) -> None:
    page = visitor.get("/accounts/login/").text
    action = re.search(r'<form class="form" method="post" action="([^"]+)">', page)
    assert action
    response = visitor.post(action[1], {"email": author.user.email})
    assert response.headers["Location"] == "/accounts/login/code/confirm/"


@pytest.mark.django_db
def test_a_wrong_password_is_answered_with_the_summary(visitor: Client) -> None:
    page = visitor.post("/accounts/login/", {"login": "nobody@example.org", "password": "wrong"}).text
    assert "autofocus" in page
    assert "What you wrote is kept" in page


def test_addresses_can_be_managed_without_scripts(author: Persona) -> None:
    page = author.get("/accounts/email/").text
    assert [name in page for name in ("action_add", "account/js")] == [True, False]
