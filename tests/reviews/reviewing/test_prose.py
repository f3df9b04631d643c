"""Reviews as HTML: Markdown and maths, and nothing that acts; hints at what names somebody."""

import pytest

from reviews.reviewing.hints import hints
from reviews.reviewing.prose import to_html
from submissions.models import User

WRITER = User(name="Ravi Tessaro", affiliation="Lakeside College", email="ravi@lakeside.example")


def test_maths_becomes_mathml_inline_and_on_its_own() -> None:
    assert '<math display="inline"' in to_html("So $a_1 \\le \\frac{x}{y}$ holds.")
    assert "<mfrac>" in to_html("So $a_1 \\le \\frac{x}{y}$ holds.")
    assert '<math display="block"' in to_html("$$\\sum_i x_i$$")


@pytest.mark.parametrize(
    "text", ["It costs $5 and $6.", "$\\foo{$", "$\\newcommand{\\a}{\\b}\\a$", "$" + "x" * 1001 + "$"]
)
def test_what_is_no_formula_stays_words(text: str) -> None:
    assert "<math" not in to_html(text)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[a](javascript:alert(1))",
        "![p](https://example.org/track.png)",
        "$\\text{<img src=x onerror=alert(1)>}$",
        "$\\href{javascript:alert(1)}{x}$",
        '<p style="x" onclick="y">',
    ],
)
def test_nothing_in_it_acts_or_calls_home(text: str) -> None:
    html = to_html(text)
    for word in ("<script", "<img", 'href="javascript', "<p style", "<p onclick"):
        assert word not in html


@pytest.mark.parametrize(
    ("text", "excerpt"),
    [
        ("Write to ravi@lakeside.example.", "ravi@lakeside.example"),
        ("See https://lakeside.example/ravi, please.", "https://lakeside.example/ravi"),
        ("See github.com/okafor-lab/fedrank.", "github.com/okafor-lab/fedrank"),
        ("As Tessaro showed before.", "Tessaro"),
        ("We at Lakeside College know.", "Lakeside College"),
        ("It ignores our earlier work on this.", "our earlier work"),
        ("Ask Prof. Wanjiru about it.", "Prof. Wanjiru"),
        ("This was shown by Elke Wanjiru in a talk.", "Elke Wanjiru"),
    ],
)
def test_a_hint_points_at_what_names_somebody(text: str, excerpt: str) -> None:
    assert excerpt in [hint.excerpt for hint in hints(text, WRITER)]


@pytest.mark.parametrize(
    "text",
    [
        "The proof of Lemma 2 holds. However, the baseline is old.",
        "It compares with Federated Averaging in Table Two.",
        "Add the work of Maria Lindqvist et al. to the references.",
        "e.g. the loss in Eq. 3 is not convex.",
    ],
)
def test_ordinary_sentences_give_none(text: str) -> None:
    assert hints(text, WRITER, known="federated averaging is our baseline; table two shows it") == ()
