"""compose.yaml, the settings and their documentation speak of the same names; containers have no rights to spare."""

import re
from typing import Any

import pytest
import yaml
from django.conf import settings

from fedgenai_site.operating import environment
from fedgenai_site.operating.advice import faults

TEXT = (settings.BASE_DIR / "compose.yaml").read_text(encoding="utf-8")
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
OURS = ("prepare", "web", "worker")
MANUAL = (settings.BASE_DIR / "docs/operating.md").read_text(encoding="utf-8")


@pytest.fixture
def example() -> dict[str, str]:
    """The file that the manual asks for, with a key and a password put in."""
    block = re.search(r"```\n(DOMAIN=.*?)```", MANUAL, re.DOTALL)
    assert block
    lines = dict(line.split("=", 1) for line in block[1].splitlines())
    key = "aZ3-bY4_cX5-dW6_eV7-fU8_gT9-hS0_iR1-jQ2_kP3"
    return {name: key if "#" in value else value for name, value in lines.items()}


def test_it_asks_for_what_the_manual_names_and_for_nothing_else(example: dict[str, str]) -> None:
    asked = set(re.findall(r"\$\{([A-Z_]+)", TEXT))
    assert asked == set(example)
    assert faults(example) == []


@pytest.mark.parametrize("name", OURS)
def test_the_site_s_containers_set_what_the_settings_read_and_take_the_rest_from_the_file(name: str) -> None:
    assert set(SERVICES[name]["environment"]) < set(environment.KNOWN)
    assert SERVICES[name]["env_file"] == ".env"


def test_only_web_has_a_pool_of_connections() -> None:
    assert [name for name in OURS if "DATABASE_POOL" in SERVICES[name]["environment"]] == ["web"]


@pytest.mark.parametrize("name", OURS)
def test_the_site_s_containers_cannot_gain_rights(name: str) -> None:
    assert SERVICES[name]["cap_drop"] == ["ALL"]
    assert SERVICES[name]["security_opt"] == ["no-new-privileges:true"]
    image = (settings.BASE_DIR / "Dockerfile").read_text(encoding="utf-8")
    assert re.findall(r"^USER (\w+)$", image, re.MULTILINE)[-1] == "site"


def test_whatever_keeps_running_says_how_it_is() -> None:
    running = {name for name, service in SERVICES.items() if service["restart"] != "no"}
    assert running == {name for name, service in SERVICES.items() if "healthcheck" in service}


def test_the_manual_names_every_setting_and_no_other() -> None:
    table = MANUAL.split("## Settings", 1)[1].split("\n## ", 1)[0]
    named = set(
        re.findall(
            r"`([A-Z][A-Z_]+)`",
            "\n".join(line.split("|")[1] for line in table.splitlines() if line.startswith("|")),
        )
    )
    others = {f"{each}_CLIENT_{what}" for each in ("GITHUB", "GOOGLE") for what in ("ID", "SECRET")}
    of_containers = {"DOMAIN", "POSTGRES_PASSWORD", "PORT"}
    assert {name for name in named if not name.endswith("_")} | others | of_containers == set(
        environment.KNOWN
    )


def test_the_image_holds_all_that_the_site_needs() -> None:
    ignored = (settings.BASE_DIR / ".dockerignore").read_text(encoding="utf-8").split()
    image = (settings.BASE_DIR / "Dockerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (.+) \S+$", image, re.MULTILINE))
    kept = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert {name for line in copied for name in line.split()} == kept
    assert {"fedgenai_site", "submissions", "reviews", "templates", "static", "manage.py"} <= kept
