from types import SimpleNamespace

import pytest
from django.template import Context, Template, TemplateDoesNotExist, TemplateSyntaxError
from django.utils.safestring import mark_safe

from submissions.checks.report import Finding


def draw(source: str, **context: object) -> str:
    drawn = Template("{% load ui %}" + source).render(Context(context))
    return " ".join(drawn.split())


def finding(**changes: object) -> Finding:
    fields: dict[str, object] = {
        "rule": "AN-002",
        "severity": "error",
        "message": "An address <of> an author",
        "fix": "Remove it.",
        "page": 3,
        "box": (90.0, 604.0, 178.0, 615.0),
        "key": "AN-002:3:90:604",
    }
    return Finding(**{**fields, **changes})  # type: ignore[arg-type] # each test names fields of the right type


def test_an_icon_is_a_drawing_that_screen_readers_skip() -> None:
    assert draw('{% icon "check" %}').startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">')


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(TemplateDoesNotExist):
        draw('{% icon "no-such-thing" %}')


def test_a_badge_has_a_tone_and_escaped_words() -> None:
    assert draw('{% badge "ok" words %}', words="a<b") == '<span class="badge" data-tone="ok">a&lt;b</span>'


def test_a_badge_refuses_a_tone_that_has_no_shape() -> None:
    with pytest.raises(TemplateSyntaxError, match="'green' is no tone"):
        draw('{% badge "green" "passed" %}')


def test_dots_say_how_many_are_done() -> None:
    drawn = draw('{% dots 2 3 "reviews" %}')
    assert 'aria-label="2 of 3 reviews"' in drawn
    assert (drawn.count('<i class="on">'), drawn.count("<i>")) == (2, 1)


@pytest.mark.parametrize(("count", "words"), [(0, "0 papers"), (1, "1 paper"), (1240, "1,240 papers")])
def test_a_count_agrees_with_its_noun(count: int, words: str) -> None:
    assert draw('{{ n|plural:"paper,papers" }}', n=count) == words


def test_a_finding_links_to_its_box_on_the_picture() -> None:
    found = finding()
    page = SimpleNamespace(
        number=3,
        url="/3.webp",
        width=1000,
        height=1294,
        page_width=612.0,
        page_height=792.5,
        text="",
        findings=[found],
    )
    assert 'href="#box-AN-002-3-90-604"' in draw(
        '{% include "ui/finding.html" with finding=f only %}', f=found
    )
    drawn = draw('{% include "ui/pages.html" with pages=pages only %}', pages=[page])
    assert (
        '<rect id="box-AN-002-3-90-604" data-tone="error" x="88.0" y="602.0" width="92.0" height="15.0" rx="2"/>'
        in drawn
    )
    assert 'viewBox="0 0 612 792.5"' in drawn


def test_a_box_of_the_whole_page_is_drawn_inside_its_edge() -> None:
    drawn = draw("{% rect box 612.0 792.5 %}", box=(0.0, 0.0, 612.0, 792.5))
    assert drawn == 'x="2.0" y="2.0" width="608.0" height="788.5" rx="2" data-whole'


def test_a_finding_without_a_box_links_to_its_page() -> None:
    assert 'href="#page-3"' in draw(
        '{% include "ui/finding.html" with finding=f only %}', f=finding(box=None)
    )


def test_a_finding_without_a_page_links_nowhere() -> None:
    drawn = draw(
        '{% include "ui/finding.html" with finding=f only %}', f=finding(box=None, page=None, field="title")
    )
    assert "href" not in drawn
    assert "<span>title</span>" in drawn


def test_a_finding_escapes_what_a_pdf_says() -> None:
    assert "An address &lt;of&gt; an author" in draw(
        '{% include "ui/finding.html" with finding=f only %}', f=finding()
    )


@pytest.mark.parametrize(
    ("extra", "is_offered"), [({}, True), ({"waived": "It floats."}, False), ({"note": "A data set."}, False)]
)
def test_a_false_alarm_can_be_said_once(extra: dict[str, str], is_offered: bool) -> None:  # noqa: FBT001 - a table's column
    source = '{% include "ui/finding.html" with finding=f report_url="/alarm" %}'
    assert ("/alarm" in draw(source, f=finding(), **extra)) is is_offered


def test_a_link_button_is_a_link_and_the_others_are_buttons() -> None:
    assert draw('{% include "ui/button.html" with label="Go" url="/x" only %}') == (
        '<a class="button" href="/x"><span>Go</span></a>'
    )
    assert draw('{% include "ui/button.html" with label="Go" kind="primary" only %}') == (
        '<button class="button" type="submit" data-kind="primary"><span>Go</span></button>'
    )


def test_an_answer_to_htmx_tells_the_live_line_and_a_page_does_not() -> None:
    source = '{% include "ui/progress.html" with steps=steps words="Names" %}'
    steps = [("Names", "now", "")]
    assert "hx-swap-oob" in draw(source, steps=steps, request=SimpleNamespace(htmx=True))
    assert "hx-swap-oob" not in draw(source, steps=steps, request=SimpleNamespace(htmx=False))


def test_facts_keep_markup_that_is_safe_only() -> None:
    drawn = draw(
        '{% include "ui/facts.html" with facts=facts only %}',
        facts=[("Missing", "<b>", mark_safe("<i>x</i>"), "ok")],
    )
    assert '<dd class="value">&lt;b&gt;</dd><dd><i>x</i></dd>' in drawn
