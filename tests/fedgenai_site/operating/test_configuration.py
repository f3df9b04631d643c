"""What the doctor says about settings, each failure with its remedy."""

from collections.abc import Callable

import pytest
from pytest_django import Settings

from fedgenai_site.operating.probes import Answer, Verdict, configuration
from fedgenai_site.operating.secrecy import new_key

PROBES: list[Callable[[], Answer]] = [
    configuration.secret_key,
    configuration.debug,
    configuration.hosts,
    configuration.https,
]


@pytest.fixture
def public(settings: Settings) -> Settings:
    """A site that has done everything right."""
    settings.SITE_URL, settings.HTTPS = "https://papers.example.org", True
    settings.SECRET_KEY = new_key()
    settings.ALLOWED_HOSTS = ["papers.example.org"]
    settings.DEMO = settings.DEBUG = False
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return settings


def test_a_site_that_is_set_up_is_well(public: Settings) -> None:
    assert {probe().verdict for probe in PROBES} == {Verdict.OK}


@pytest.mark.parametrize(
    ("setting", "value", "name", "words", "remedy"),
    [
        (
            "SECRET_KEY",
            "insecure-only-for-this-machine",
            "secret key",
            "everybody can read it",
            "Set SECRET_KEY",
        ),
        ("SECRET_KEY", "too-short", "secret key", "9 characters", "Set SECRET_KEY"),
        ("SECRET_KEY", "ab" * 30, "secret key", "repeats", "Set SECRET_KEY"),
        ("DEBUG", True, "debug", "DEBUG: on", "Remove DEBUG"),
        ("DEMO", True, "debug", "DEMO: on", "Remove DEMO"),
        ("ALLOWED_HOSTS", ["*"], "host names", "any name", "ALLOWED_HOSTS=papers.example.org"),
        ("ALLOWED_HOSTS", ["papers.example.com"], "host names", "lacks papers.example.org", "ALLOWED_HOSTS="),
        ("HTTPS", False, "https", "in the clear", "https://"),
        ("SECURE_PROXY_SSL_HEADER", None, "https", "a loop", "BEHIND_PROXY=1"),
    ],
)
def test_what_is_dangerous_fails_with_its_remedy(
    public: Settings, setting: str, value: object, name: str, words: str, remedy: str
) -> None:
    setattr(public, setting, value)
    [answer] = [answer for probe in PROBES if (answer := probe()).verdict != Verdict.OK]
    assert (answer.name, answer.verdict) == (name, Verdict.FAIL)
    assert words in answer.words
    assert remedy in answer.remedy


def test_a_site_on_this_machine_is_only_warned(settings: Settings) -> None:
    settings.SITE_URL, settings.HTTPS, settings.DEMO = "http://localhost:8000", False, True
    settings.SECRET_KEY = "short"
    assert [probe().verdict for probe in PROBES] == ["warn", "warn", "ok", "ok"]
