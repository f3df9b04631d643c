"""The environment file: which names there are, what a good one says, and how it is written."""

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path

# What the settings read; then what compose.yaml and the Makefile read.
KNOWN = (
    *(
        "ALLOWED_HOSTS",
        "BEHIND_PROXY",
        "CACHE_URL",
        "CREATORS",
        "CSRF_TRUSTED_ORIGINS",
        "AFFINITY_SIMILARITY",
        "DATABASE_POOL",
        "DATABASE_URL",
    ),
    *(
        "DEBUG",
        "DEMO",
        "EMAIL_URL",
        "LOG_LEVEL",
        "MAIL_BOUNCES_FROM",
        "MAIL_BOUNCES_TO",
        "MAIL_FROM",
        "MAIL_PER_DAY",
        "MAIL_PER_HOUR",
        "REDIS_URL",
        "SECRET_KEY",
        "SITE_URL",
    ),
    *("SSL_REDIRECT", "SWEEP_IN_WORKER", "UPLOAD_TEMP_DIR", "VAR_DIR", "WORKER_JOBS"),
    *("GITHUB_CLIENT_ID", "GITHUB_CLIENT_SECRET", "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"),
    *("ORCID_CLIENT_ID", "ORCID_CLIENT_SECRET"),
    *("DOMAIN", "POSTGRES_PASSWORD", "PORT"),
)
LINE = re.compile(r"(?:export\s+)?([A-Za-z_]\w*)=(.*)")
# Shells, systemd and compose read these in ways of their own; an address can say %24 for $.
UNSAFE = re.compile(r"""['"\\`$\n\r]""")
PLAIN = re.compile(r"[\w.,:/@%?=&+*\[\]~-]*")


def read(path: Path) -> tuple[dict[str, str], list[str]]:
    """The values of a file, and what is wrong with its lines. Raises OSError."""
    values: dict[str, str] = {}
    complaints = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        match = LINE.fullmatch(line.strip())
        if match is None:
            complaints.append(f"line {number} is not NAME=value")
            continue
        name, value = match[1], _unquoted(match[2])
        if name in values:
            complaints.append(f"{name} stands there twice; the last one counts")
        values[name] = value
    return values, complaints


def misspelt(values: Mapping[str, str]) -> Iterator[str]:
    """The names that nothing reads, with what was probably meant."""
    for name in values:
        if name not in KNOWN:
            near = get_close_matches(name.upper(), KNOWN, 1, 0.7)
            yield f"{name} is not known{f'; probably {near[0]} is meant' if near else ' and does nothing'}"


def write(path: Path, values: Mapping[str, str]) -> None:
    """A new file that only its owner may read. Raises FileExistsError, ValueError on a value no file can hold."""
    lines = "".join(f"{name}={_quoted(name, value)}\n" for name, value in values.items())
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".env.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(lines)
        os.link(name, path)
    finally:
        Path(name).unlink()


def is_open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)


def _quoted(name: str, value: str) -> str:
    if UNSAFE.search(value):
        raise ValueError(f"{name} holds a quote, $, ` or \\, which programs read differently")
    return value if PLAIN.fullmatch(value) else f"'{value}'"


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value.split(" #", 1)[0].rstrip()
