"""A review as a text file for the train: written out, filled in anywhere, read back."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from reviews.reviewing.criteria import Criteria, Criterion
from reviews.reviewing.forms import Texts
from submissions.papers.blind import BlindPaper

HEAD = re.compile(r"^==== review of paper #(\d+), key (\w+), form (\d+), save (\d+)\s*$", re.MULTILINE)
SECTION = re.compile(r"^==== ([a-z0-9_]+) \|.*$", re.MULTILINE)
END = "==== end of this review"
NUMBER = re.compile(r"^\s*(\d+)\b")


@dataclass(frozen=True)
class Sheet:
    """One form that came back. `left_over`: answers to questions that the form of today does not ask."""

    number: int
    ref: str
    form: int
    save: int
    texts: Texts
    left_over: Texts = field(default_factory=dict)
    problems: tuple[str, ...] = ()


def write(
    paper: BlindPaper,
    *,
    ref: str,
    form: int,
    save: int,
    criteria: Criteria,
    texts: Mapping[str, str],
    url: str,
) -> str:
    intro = (
        f"{paper.workshop_name}: {paper.title}\n\n"
        "Write below each line that begins with ====, and leave those lines as they are.\n"
        "A half-filled form is kept as a draft. Upload the file here when you are online:\n"
        f"{url}\n\n"
        f"==== review of paper #{paper.number}, key {ref}, form {form}, save {save}\n\n"
    )
    sections = [_section(each, texts.get(each.key, "")) for each in criteria]
    return intro + "\n".join([*sections, f"{END}\n"])


def _section(criterion: Criterion, text: str) -> str:
    asked = " ".join(filter(None, [f"{criterion.label}.", criterion.question, _scale(criterion)]))
    optional = "" if criterion.required else " (optional)"
    return f"==== {criterion.key} | {asked}{optional}\n{text}\n"


def _scale(criterion: Criterion) -> str:
    return ", ".join(f"{number} = {words}" for number, words in criterion.choices)


def read(text: str, criteria_of: Callable[[str], Criteria]) -> list[Sheet]:
    """Every form in a text, in order; none where it has no head. `criteria_of`: what a review's ref is asked."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return [_sheet(head, body, criteria_of(head[2])) for head, body in _parts(HEAD, text)]


def _parts(head: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], str]]:
    """Each head with what follows until the next one."""
    heads = list(head.finditer(text))
    for at, match in enumerate(heads):
        yield match, text[match.end() : heads[at + 1].start() if at + 1 < len(heads) else len(text)]


def _sheet(head: re.Match[str], body: str, criteria: Criteria) -> Sheet:
    asked = {each.key: each for each in criteria}
    texts: Texts = dict.fromkeys(asked, "")
    left_over: Texts = {}
    problems: list[str] = []
    for head_of_section, words in _parts(SECTION, body.partition(f"\n{END}")[0]):
        key, answer = head_of_section[1], words.strip()
        if key not in asked:
            left_over[key] = answer
        elif not asked[key].is_scale:
            texts[key] = answer
        elif answer:
            texts[key], problem = _score(asked[key], answer)
            problems += filter(None, [problem])
    number, ref, form, save = head.groups()
    return Sheet(int(number), ref, int(form), int(save[:9]), texts, left_over, tuple(problems))


def _score(scale: Criterion, answer: str) -> tuple[str, str]:
    """(the number as the form takes it, what is wrong with it)."""
    match = NUMBER.match(answer)
    if match and 1 <= int(match[1][:3]) <= len(scale.words) and not answer[match.end() :].startswith("."):
        return match[1], ""
    shown = answer.splitlines()[0][:40]
    return "", f"{scale.label}: “{shown}” is no number from 1 to {len(scale.words)}, and was left open."


def decoded(data: bytes) -> str:
    """Text as editors save it: UTF-8, UTF-16 with its mark, else Windows'."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
