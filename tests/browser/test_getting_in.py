"""Ten minutes before the deadline, on a phone, without an account."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from fedgenai_site.adapter import SecondFactor
from fedgenai_site.demo import world
from submissions.models import Letter, Paper, Workshop
from tests.browser.conftest import OpenPage
from tests.personas import Persona, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fill(page: Page, pdf: Path) -> None:
    page.fill("#id_title", "Adapters on a Slow Line")
    page.fill("#id_abstract", "A line that drops still carries a paper.")
    page.locator("[name=kind]").first.check()
    page.locator("[name=topics]").first.check()
    page.fill("#id_0_author-name", "Lena Quist")
    page.fill("#id_0_author-email", "lena@fernhill.example")
    page.fill("#id_0_author-affiliation", "Fernhill College")
    page.locator("#id_only_here").check()
    page.locator("#id_in_person").check()
    page.set_input_files("#id_pdf", pdf)


def save(page: Page) -> None:
    page.locator(".save-bar button", has_text="Save").click()


def test_a_paper_is_in_before_its_address_is_confirmed_and_confirmed_elsewhere(
    new_page: OpenPage, workshop: Workshop
) -> None:
    phone, laptop = new_page(width=375), new_page()
    phone.goto(f"/{workshop.slug}/submit/")
    fill(phone, world.pdf("paper-01-v1.pdf"))
    save(phone)
    expect(phone.locator("h1")).to_have_text("Adapters on a Slow Line")
    expect(phone.get_by_text("Your paper counts as submitted")).to_be_visible()
    paper = Paper.objects.get()
    assert (paper.state, paper.creator.is_guest) == ("submitted", True)

    letter = Letter.objects.get(kind="confirm")
    link = next(word for word in letter.body.split() if "/confirm/" in word)
    laptop.goto("/" + link.split("/", 3)[3])
    laptop.get_by_role("button", name="Yes, this is my paper").click()
    expect(laptop.get_by_text("belongs to an account now")).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Your address is confirmed.")).to_be_visible()


def test_a_dropped_line_loses_nothing_and_makes_one_paper(new_page: OpenPage, workshop: Workshop) -> None:
    phone = new_page(width=375)
    dropped: list[str] = []

    def drop_once(route: Route) -> None:
        if route.request.method == "POST" and not dropped:
            dropped.append(route.request.url)
            route.abort("connectionreset")
        else:
            route.continue_()

    phone.goto(f"/{workshop.slug}/submit/")
    fill(phone, world.pdf("paper-01-v1.pdf"))
    phone.route("**/submit/?*", drop_once)
    phone.route("**/edit/", drop_once)
    save(phone)
    expect(phone.locator("h1")).to_have_text("Adapters on a Slow Line")

    assert dropped
    assert Paper.objects.get().versions.count() == 1


KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_passkey_signs_in_and_leaves_the_mailed_code_as_it_is(
    new_page: OpenPage, live_server: LiveServer, author: Persona
) -> None:
    author.user.set_unusable_password()
    author.user.save(update_fields=["password"])
    session = signed_in(author.user).cookies["sessionid"].value
    home = live_server.url.replace("127.0.0.1", "localhost")  # passkeys are for names alone
    page = new_page()
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": home}])
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    page.goto(f"{home}/accounts/2fa/webauthn/add/")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="With a passkey").click()
    page.get_by_role("button", name="Prove it with a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto(f"{home}/accounts/2fa/webauthn/add/")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Your device gave no passkey")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{home}/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: "/login/" not in url)
    page.goto(f"{home}/accounts/")
    expect(page.get_by_text(author.user.email, exact=True)).to_be_visible()
    assert not SecondFactor().is_mfa_enabled(
        author.user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    )
