"""What reviewers write as safe HTML: Markdown, and maths between dollar signs as MathML."""

import re
from functools import lru_cache
from html import escape
from typing import Any

import nh3
from django.utils.safestring import SafeString, mark_safe
from latex2mathml import converter
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

LONGEST_FORMULA = 1000
MACRO = re.compile(r"\\(?:re)?newcommand|\\(?:[egx]?def|let|newenvironment|DeclareMathOperator)\b")
TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "code", "pre", "blockquote", "br", "hr"}
MATHML = {
    *("math", "mrow", "mi", "mo", "mn", "mtext", "mspace", "mfrac", "msqrt", "mroot", "mstyle", "mpadded"),
    *("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts", "mprescripts"),
    *("mtable", "mtr", "mtd", "menclose", "mphantom"),
}
ATTRIBUTES = {
    "a": {"href"},
    "math": {"display"},
    "mi": {"mathvariant"},
    "mo": {"stretchy", "fence", "form", "separator", "lspace", "rspace", "minsize", "maxsize", "accent"},
    "mspace": {"width", "linebreak"},
    "mfrac": {"linethickness"},
    "mtable": {"rowspacing", "columnspacing", "columnalign"},
    "mtd": {"columnalign"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mover": {"accent"},
    "munder": {"accentunder"},
}


def _formula(source: str, options: dict[str, Any]) -> str:
    """MathML; what is no formula that we know stays as it was typed, as code."""
    display = "block" if options.get("display_mode") else "inline"
    if len(source) > LONGEST_FORMULA or MACRO.search(source):
        return f"<code>{escape(source)}</code>"
    try:
        return str(converter.convert(source, display=display))
    except Exception:  # noqa: BLE001 - a converter of what people type as LaTeX may stumble in any way
        return f"<code>{escape(source)}</code>"


PARSER = (
    MarkdownIt("commonmark", {"html": False, "breaks": True})
    .disable(["image", "heading", "lheading"])
    .use(dollarmath_plugin, renderer=_formula, allow_space=False, allow_digits=False)
)


@lru_cache(maxsize=512)
def to_html(text: str) -> SafeString:
    """Headings and pictures stay plain words; links say nothing about where they come from."""
    html = PARSER.render(text)
    clean = nh3.clean(
        html, tags=TAGS | MATHML, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}
    )
    return mark_safe(clean)  # noqa: S308 - cleaned by nh3 in the line above
