"""An authenticator app and recovery codes, and the ways in through others that the operator has keys for."""

import re
import subprocess
import sys
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.test import Client

from tests.factories import PASSWORD
from tests.personas import Persona
from tests.submissions.accounts.test_account import LOGIN, proved_again

SET_UP = "import django; django.setup()\nfrom django.test import Client\n"
TABLE = """
from django.db import connection
from allauth.socialaccount.models import SocialApp
with connection.schema_editor() as tables:
    tables.create_model(SocialApp)
"""
PRINT = """
page = Client(SERVER_NAME="localhost").get("/accounts/login/")
print(page.text, page.headers["Content-Security-Policy"], sep="\\n")
"""
LOOK = SET_UP + TABLE + PRINT


def digits(secret: str) -> str:
    """What the app would show now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def with_app(person: Persona) -> tuple[Client, list[str]]:
    """The person in a browser, after setting up an app; and the recovery codes that came with it."""
    client = proved_again(person.user)
    page = client.get("/accounts/2fa/totp/activate/").text
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret
    answer = client.post("/accounts/2fa/totp/activate/", {"code": digits(secret[1])}, follow=True)
    return client, re.findall(r"<code>(\d+)</code>", answer.text)


def test_the_app_is_asked_for_at_sign_in_and_a_recovery_code_lets_in_once(author: Persona) -> None:
    _, codes = with_app(author)
    assert len(codes) == 10
    for code, is_let_in in ((codes[0], True), (codes[0], False), (codes[1], True)):
        client = Client()
        step = client.post(LOGIN, {"login": author.user.email, "password": PASSWORD})
        assert step.headers["Location"].startswith("/accounts/2fa/authenticate/")
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in client.session) is is_let_in


def test_the_app_can_be_done_without_again(author: Persona) -> None:
    client, _ = with_app(author)
    client.post("/accounts/2fa/totp/deactivate/")
    again = Client()
    again.post(LOGIN, {"login": author.user.email, "password": PASSWORD})

    assert again.session["_auth_user_id"] == str(author.user.pk)


ORIGINS = {
    "orcid": "https://orcid.org",
    "github": "https://github.com",
    "google": "https://accounts.google.com",
}


def offered(page: str, policy: str) -> list[str]:
    """The ways in through others that the page shows and the policy lets forms go to."""
    shown = [name for name in ORIGINS if f'action="/accounts/{name}/login/' in page]
    assert shown == [name for name, origin in ORIGINS.items() if origin in policy]
    return shown


def test_ways_in_through_others_are_offered_with_their_keys_only(visitor: Client) -> None:
    without = visitor.get(LOGIN)
    assert offered(without.text, without.headers["Content-Security-Policy"]) == []

    environment = {"ORCID_CLIENT_ID": "a-key", "GITHUB_CLIENT_ID": "a-key"}
    environment |= {"DJANGO_SETTINGS_MODULE": "fedgenai_site.settings", "DATABASE_URL": "sqlite://:memory:"}
    environment |= {"DEBUG": "1"}
    answer = subprocess.run(
        [sys.executable, "-c", LOOK],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    page, policy = answer.stdout.strip().rsplit("\n", 1)
    assert offered(page, policy) == ["orcid", "github"]
