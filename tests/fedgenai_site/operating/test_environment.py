"""The environment file: a name that nothing reads is named, a weak secret refused, and nobody else may read it."""

import re
import stat
from io import StringIO
from pathlib import Path

import dotenv
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from fedgenai_site.operating import environment
from fedgenai_site.operating.advice import faults
from fedgenai_site.operating.secrecy import new_key

GOOD = {
    "SECRET_KEY": new_key(),
    "SITE_URL": "https://papers.example.org",
    "ALLOWED_HOSTS": "papers.example.org,localhost",
    "DATABASE_URL": "postgres://site:correct-horse-battery@db/site",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_URL": "submission://user:pass%40word@mail.example.org",
    "MAIL_FROM": "FedGenAI <workshop@example.org>",
    "BEHIND_PROXY": "1",
}


def test_a_good_file_has_no_faults() -> None:
    assert faults(GOOD) == []


def test_the_file_of_the_containers_needs_no_address_of_its_own() -> None:
    mail = {name: GOOD[name] for name in ("SECRET_KEY", "EMAIL_URL", "MAIL_FROM")}
    assert faults({"DOMAIN": "papers.example.org", "POSTGRES_PASSWORD": new_key(), **mail}) == []


def test_it_knows_every_name_that_the_settings_read() -> None:
    source = (settings.BASE_DIR / "fedgenai_site/settings.py").read_text()
    read = set(re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', source))
    assert "SECRET_KEY" in read
    assert read <= set(environment.KNOWN)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is weak"),
        ({"SECRET_KEY": "changeme"}, "8 characters"),
        ({"DATABASE_URL": "postgres://site:site@db/site"}, "password in DATABASE_URL is weak"),
        ({"DATABASE_URL": "posgres://site@db/site"}, "DATABASE_URL does not begin with postgres://"),
        ({"POSTGRES_PASSWORD": "aaaaaaaaaaaaaaaa"}, "POSTGRES_PASSWORD is weak"),
        ({"SITE_URL": "papers.example.org"}, "SITE_URL is no address"),
        ({"SITE_URL": "http://papers.example.org"}, "in the clear"),
        ({"ALLOWED_HOSTS": "papers.example.com"}, "ALLOWED_HOSTS lacks papers.example.org"),
        ({"ALLOWED_HOSTS": "*"}, "forged"),
        ({"EMAIL_URL": ""}, "EMAIL_URL is missing"),
        ({"EMAIL_URL": "http://mail.example.org"}, "EMAIL_URL does not begin with smtp://"),
        ({"MAIL_FROM": "FedGenAI"}, "MAIL_FROM is no address"),
        ({"DEBUG": "1"}, "DEBUG is on"),
        ({"BEHIND_PROXY": "maybe"}, "BEHIND_PROXY is neither on nor off"),
        ({"WORKER_JOBS": "many"}, "WORKER_JOBS is no whole number"),
        ({"CREATORS": "all"}, "CREATORS is none of operators, organizers, everybody"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is none of DEBUG"),
        ({"SECRT_KEY": "x"}, "SECRT_KEY is not known; probably SECRET_KEY is meant"),
        ({"Allowed_Host": "x"}, "probably ALLOWED_HOSTS is meant"),
        ({"COLOUR": "blue"}, "COLOUR is not known and does nothing"),
    ],
)
def test_each_fault_is_named(change: dict[str, str], words: str) -> None:
    [fault] = faults({**GOOD, **change})
    assert words in fault


def test_what_is_written_is_read_by_the_settings_and_by_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    environment.write(path, GOOD)
    assert dotenv.dotenv_values(path) == GOOD
    assert environment.read(path) == (GOOD, [])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_value_that_programs_read_differently_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="EMAIL_URL holds a quote"):
        environment.write(tmp_path / ".env", {"EMAIL_URL": "submission://a:$b@c"})
    assert list(tmp_path.iterdir()) == []


def test_check_names_a_typo_and_a_file_that_others_can_read(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text("# ours\nSECRT_KEY=x\nSITE_URL https\nDEBUG=0\nDEBUG=0\n")
    path.chmod(0o644)
    with pytest.raises(CommandError) as refusal:
        call_command("setup", "--check", "--file", str(path))
    for words in (
        "probably SECRET_KEY is meant",
        "line 3 is not NAME=value",
        "DEBUG stands there twice",
        "chmod 600",
    ):
        assert words in str(refusal.value)


def test_check_is_content_with_a_good_file(tmp_path: Path) -> None:
    environment.write(tmp_path / ".env", GOOD)
    out = StringIO()
    call_command("setup", "--check", "--file", str(tmp_path / ".env"), stdout=out)
    assert "nothing is wrong" in out.getvalue()


def test_check_of_no_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("setup", "--check", "--file", str(tmp_path / ".env"))
