"""What the site says about its own settings before the public sees them."""

import pytest
from pytest_django import Settings

from fedgenai_site import checks


@pytest.fixture
def public(settings: Settings) -> Settings:
    """A site that has done everything right."""
    settings.SITE_URL, settings.HTTPS = "https://papers.example.org", True
    settings.SECRET_KEY = "a-long-secret-of-its-own"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.REDIS_URL = "redis://localhost/0"
    return settings


def ids() -> set[str | None]:
    every = [
        checks.a_public_site_has_its_own_secret,
        checks.a_public_site_speaks_https,
        checks.a_public_site_sends_mail,
        checks.a_public_site_has_a_broker,
    ]
    return {message.id for check in every for message in check(None)}


def test_a_site_that_is_set_up_hears_nothing(public: Settings) -> None:
    assert ids() == set()


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("SECRET_KEY", checks.DEFAULT_SECRET, "fedgenai_site.E001"),
        ("HTTPS", False, "fedgenai_site.E002"),
        ("EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend", "fedgenai_site.W001"),
        ("REDIS_URL", "", "fedgenai_site.W002"),
    ],
)
def test_it_hears_of_what_is_missing(public: Settings, name: str, value: object, message: str) -> None:
    setattr(public, name, value)
    assert ids() == {message}


def test_a_site_on_this_machine_hears_nothing(settings: Settings) -> None:
    settings.SITE_URL, settings.HTTPS = "http://localhost:8000", False
    assert ids() == set()
