import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
NOW = datetime(2025, 4, 30, 7, 59, tzinfo=UTC)


def link(label: str, *, current: bool = False) -> SimpleNamespace:
    return SimpleNamespace(label=label, url=f"/{label.lower()}/", current=current)


def draw(template: str = "base.html", **header: object) -> str:
    context = {"header": SimpleNamespace(**header), "user": AnonymousUser()} if header else {}
    return " ".join(render_to_string(template, context).split())


def test_the_base_page_stands_without_any_context() -> None:
    assert '<main id="main" tabindex="-1"' in draw()


def test_it_says_whose_turn_it_is_and_until_when() -> None:
    page = draw(phase="Your turn", due_label="Papers due", due=NOW + timedelta(days=9, hours=4), now=NOW)
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "Your turn · Papers due in 9 days 4 h · 8 May, 23:59 AoE" in words


def test_it_marks_the_tab_and_the_hat_that_are_on() -> None:
    page = draw(
        tabs=[link("Call"), link("Papers", current=True)],
        hats=[link("Author", current=True), link("Reviewer")],
    )
    assert '<a href="/papers/" aria-current="page">Papers</a>' in page
    assert '<a href="/author/" aria-current="true">Author</a>' in page


def test_a_single_hat_is_a_word_and_no_menu() -> None:
    page = draw(hats=[link("Author", current=True)])
    assert '<span class="badge">Author</span>' in page
    assert "data-menu" not in page


def test_a_demo_says_so() -> None:
    assert "Every person and paper is invented." in draw(demo=True)
    assert "invented" not in draw(demo=False)


@pytest.mark.parametrize(
    "name", ["400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"]
)
def test_an_error_page_stands_without_any_context(name: str) -> None:
    assert "<h1>" in draw(name)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_no_template_needs_what_the_content_policy_forbids(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not re.search(
        r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\b(src|type=\"application/json\"))", source
    )


def test_styles_and_scripts_stay_small() -> None:
    folder = settings.BASE_DIR / "static"
    assert sum(path.stat().st_size for path in folder.rglob("*.css")) <= 34_000
    assert sum(path.stat().st_size for path in folder.rglob("*.js")) <= 20_000
