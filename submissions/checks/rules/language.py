"""LNG-001: is the paper written in the call's language?"""

import re
from collections.abc import Iterator

from submissions.checks.presets import LANGUAGES
from submissions.checks.rules.base import Hit, Paper, rule

STOP_WORDS = {
    "en": "the of and to in is that for with we are this by as on be which from an can our have it these not".split(),  # noqa: SIM905
    "de": "der die und das den von mit ist wir für eine ein auf werden des nicht als auch dem sich wird zu im".split(),  # noqa: SIM905
    "fr": "le la les des et une un est dans pour que par sur nous qui du avec sont pas cette ce au aux en".split(),  # noqa: SIM905
    "es": "el la los las de que en y un una para con por se del es como más este esta son al".split(),  # noqa: SIM905
    "it": "il la di che e un una per con del della dei nel sono gli le non come questo è alla si".split(),  # noqa: SIM905
    "pt": "o a os as de que e em um uma para com por do da dos das não mais como no na são".split(),  # noqa: SIM905
    "nl": "de het een van en in is dat voor met zijn op te niet aan wij worden door deze als".split(),  # noqa: SIM905
}
PAGES = 3
SAMPLE = 8000
LEAST_WORDS = 80
LEAST_SHARE = 0.08


@rule(
    "LNG-001", "warning", "Language",
    reason="Reviewers are found for papers in the call's language.",
    fix="Submit the paper in the language of the call.",
)  # fmt: skip
def language(paper: Paper) -> Iterator[Hit]:
    wanted = paper.preset.language
    if not wanted or not paper.pages:
        return
    text = " ".join(line.text for line in paper.outline.body if line.page <= PAGES)[:SAMPLE].lower()
    found = main_language(text)
    if found and found != wanted:
        name = LANGUAGES.get(found, "a language in another script")
        yield Hit(f"The text seems to be in {name}, not in {LANGUAGES.get(wanted, wanted)}.", page=1)


def main_language(text: str) -> str | None:
    """Code of the language with most stop words, "other" for another script, None where there is too little text."""
    alphabetic = [c for c in text if c.isalpha()]
    foreign = sum(c > "\u036f" for c in alphabetic)
    if len(alphabetic) >= LEAST_WORDS and foreign > 0.4 * len(alphabetic):
        return "other"
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < LEAST_WORDS:
        return None
    shares = {
        code: sum(word in set(stops) for word in words) / len(words) for code, stops in STOP_WORDS.items()
    }
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= LEAST_SHARE else None
