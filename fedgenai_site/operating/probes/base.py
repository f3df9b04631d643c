"""What a probe answers. A remedy says what to do, and stands wherever the verdict is not ok."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Answer:
    name: str
    verdict: Verdict
    words: str
    remedy: str = ""


Probe = Callable[[], Answer]


def ok(name: str, words: str) -> Answer:
    return Answer(name, Verdict.OK, words)


def warn(name: str, words: str, remedy: str) -> Answer:
    return Answer(name, Verdict.WARN, words, remedy)


def fail(name: str, words: str, remedy: str) -> Answer:
    return Answer(name, Verdict.FAIL, words, remedy)
