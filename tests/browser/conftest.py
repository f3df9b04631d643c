"""A real Chromium against a real server of this process; nothing on its way is simulated."""

import os
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests import install
from tests.personas import Persona

# Playwright's loop runs in this thread, and Django would take it for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000
"""Milliseconds; a busy machine is slow, and that is no fault of the page."""

OpenPage = Callable[..., Page]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=install.chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about: broken policies, failed scripts. Empty at the end of every test."""
    return []


@pytest.fixture
def new_page(chromium: Browser, live_server: LiveServer, complaints: list[str]) -> Iterator[OpenPage]:
    """Opens a window of its own: for a persona or a visitor, wide or narrow, with or without scripts."""
    contexts: list[BrowserContext] = []

    def open_page(
        who: Persona | None = None,
        *,
        width: int = 1280,
        js: bool = True,
        scheme: str = "light",
        zone: str = "UTC",
    ) -> Page:
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            java_script_enabled=js,
            color_scheme="dark" if scheme == "dark" else "light",
            timezone_id=zone,
        )
        contexts.append(context)
        if who is not None:
            value = who.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: _note(complaints, message.type, message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        for page in context.pages:  # pytest shows it where the test failed
            sys.stdout.write(f"{page.url}\n{page.locator('body').inner_text()[:2000]}\n\n")
        context.close()
    assert complaints == []


def _note(complaints: list[str], kind: str, text: str) -> None:
    """Chromium reports each answer above 399 as an error of its own; those belong to the test."""
    if kind == "error" and "Failed to load resource" not in text:
        complaints.append(text)
