"""The disposable child: loads its modules, gives up its rights, reads one PDF from a descriptor, prints JSON lines."""

import json
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

from submissions.checks import limits

LARGEST = 200_000_000


def load(*, encrypted: bool, task: str | None) -> Callable[[bytes, Mapping[str, Any]], None]:
    """Import all that the task needs, or with None what any may need. `cryptography` costs 0.1 s and serves only encrypted files."""
    if not encrypted:
        sys.modules.setdefault("cryptography", None)  # type: ignore[arg-type]  # None makes the import fail at once
    from submissions.checks import work

    work.prepare(task)
    return work.run


def main(pdf: int, request: int) -> None:
    """The cold child: `pdf` and `request` are descriptors of the file and of the JSON that says what to do."""
    asked = json.loads(read(request, LARGEST))
    data = read(pdf, LARGEST)
    work = load(encrypted=b"/Encrypt" in data, task=asked["task"])
    limits.apply(limits.Limits(**asked["limits"]))
    work(data, asked)


def read(descriptor: int, most: int) -> bytes:
    with os.fdopen(descriptor, "rb", closefd=True) as file:
        return file.read(most)


def say(line: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True) + "\n")
    sys.stdout.flush()
