"""What is wrong with a page as Chromium shows it: axe's rules in both schemes, and the width of a phone."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE = 375


def faults(page: Page, address: str, *, in_the_dark: bool = True) -> list[str]:
    """Go there. Violations of axe's rules, light and dark, and pixels beyond the edge of a phone."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(address)
    found = violations(page, address)
    if in_the_dark:
        page.emulate_media(color_scheme="dark")
        found += violations(page, f"{address} (dark)", only="color-contrast")
    page.set_viewport_size({"width": PHONE, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    return found + ([f"{address}: {width} px wide on a phone"] if width > PHONE else [])


def violations(page: Page, where: str, *, only: str = "") -> list[str]:
    options: dict[str, object] = {"resultTypes": ["violations"]}
    if only:
        options["runOnly"] = {"type": "rule", "values": [only]}
    axe = Axe(axe_script="null") if only else Axe()  # by the second look it is in the page
    result = axe.run(page, options=options)
    return [
        f"{where}: {each['id']}: {each['help']}: {node['html'][:160]}"
        for each in result.response["violations"]
        for node in each["nodes"][:2]
    ]
