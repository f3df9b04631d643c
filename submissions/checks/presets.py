"""What a workshop asks of a paper, as plain data: one frozen preset per call, editable and storable as JSON."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any

PAPERS = {"letter": (612.0, 792.0), "a4": (595.28, 841.89), "any": None}
LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pt": "Portuguese",
    "nl": "Dutch",
}
CHOICES = {
    "appendix": {"forbidden", "allowed"},
    "floats": {"warn", "allowed"},
    "paper": set(PAPERS),
    "blind": {"double", "off", "named"},
    "language": {"", *LANGUAGES},
}
LEVELS = {"error", "warning", "info", "off"}
NUMBERS = {
    "content_pages": (1, 500),
    "total_pages": (1, 500),
    "least_pages": (0, 100),
    "columns": (1, 2),
    "body_pt": (5, 20),
    "leading_pt": (5, 40),
    "max_bytes": (1_000, 200_000_000),
    "cpu_s": (1, 60),
    "wall_s": (1, 120),
    "mem_mb": (256, 4096),
    "pages_checked": (1, 500),
}
END_MATTER = ("References", "Bibliography", "Acknowledgements", "Acknowledgments", "Funding")


@dataclass(frozen=True, slots=True)
class Preset:
    """One call's rules. None switches a limit off; points are measured from the top left of the page.

    `blind`: "double" forbids identities, "off" skips those rules, "named" (camera-ready) demands names.
    `severities` overrides single rules: {"AN-007": "warning", "FMT-006": "off"}.
    """

    name: str
    label: str
    content_pages: int | None = None
    total_pages: int | None = None
    least_pages: int = 3
    end_matter: tuple[str, ...] = END_MATTER
    appendix: str = "forbidden"
    floats: str = "warn"
    paper: str = "any"
    columns: int | None = None
    body_pt: float | None = None
    leading_pt: float | None = None
    text_box: tuple[float, float, float, float] | None = None
    first_page_top: float | None = None
    fonts: tuple[str, ...] = ()
    template_version: str = ""
    language: str = "en"
    blind: str = "double"
    allowed_links: tuple[str, ...] = ("anonymous.4open.science",)
    severities: Mapping[str, str] = field(default_factory=dict)
    max_bytes: int = 20_000_000
    cpu_s: float = 4.0
    wall_s: float = 8.0
    mem_mb: int = 512
    pages_checked: int = 60

    def __post_init__(self) -> None:
        for name, (low, high) in NUMBERS.items():
            value = getattr(self, name)
            if value is not None and not low <= value <= high:
                raise ValueError(f"{name} must be between {low} and {high}")
        for name, allowed in CHOICES.items():
            if getattr(self, name) not in allowed:
                raise ValueError(f"{name} must be one of {', '.join(sorted(filter(None, allowed)))}")
        for name in ("end_matter", "fonts", "allowed_links"):
            words = getattr(self, name)
            if not isinstance(words, tuple) or not all(isinstance(word, str) for word in words):
                raise ValueError(f"{name} must be a list of words")
        self._check_severities()
        if self.content_pages and self.total_pages and self.total_pages < self.content_pages:
            raise ValueError("total_pages must not be below content_pages")

    def _check_severities(self) -> None:
        if not self.severities:
            return
        from submissions.checks.rules import RULES  # the rules themselves need presets

        if unknown := set(self.severities) - set(RULES):
            raise ValueError(f"unknown rules: {', '.join(sorted(unknown))}")
        if set(self.severities.values()) - LEVELS:
            raise ValueError(f"a severity must be one of {', '.join(sorted(LEVELS))}")

    @property
    def version(self) -> str:
        """Changes with every change of the data, so that stale runs can be told."""
        data = json.dumps(self.to_dict(), sort_keys=True).encode()
        return hashlib.sha256(data).hexdigest()[:12]

    @property
    def paper_size(self) -> tuple[float, float] | None:
        return PAPERS[self.paper]

    def camera_ready(self) -> "Preset":
        """The same call after acceptance: names must be there."""
        return replace(self, blind="named")

    def to_dict(self) -> dict[str, Any]:
        data = asdict(self)
        data["severities"] = dict(self.severities)
        return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Preset":
        """Raise ValueError with words for the form on unknown fields or values out of range."""
        unknown = set(data) - {f.name for f in fields(cls)}
        if unknown:
            raise ValueError(f"unknown fields: {', '.join(sorted(unknown))}")
        try:
            values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
            return cls(**values)
        except TypeError as error:
            raise ValueError(f"a field is missing or of the wrong type: {error}") from error


TIMES = ("nimbusrom", "nimbusromno9l", "termes", "times", "stix", "liberationserif", "tinos", "ptmr", "txr")

FEDGENAI = Preset(
    name="fedgenai-2025",
    label="FedGenAI at IJCAI'25: 7 pages, then 2 for references and acknowledgements",
    content_pages=7,
    total_pages=9,
    paper="letter",
    columns=2,
    body_pt=10.0,
    leading_pt=11.0,
    text_box=(54.0, 54.0, 558.0, 702.0),
    first_page_top=90.0,
    fonts=TIMES,
    template_version="IJCAI.2025.0",
)
ACL = Preset(
    name="acl",
    label="ACL: 8 pages, then limitations, ethics and references without limit",
    content_pages=8,
    end_matter=(*END_MATTER, "Limitations", "Ethics Statement", "Ethical Considerations", "Broader Impact"),
    appendix="allowed",
    floats="allowed",
    paper="a4",
    columns=2,
    body_pt=11.0,
    leading_pt=13.6,
    text_box=(70.9, 70.9, 524.4, 772.0),
    fonts=TIMES,
)
NEURIPS = Preset(
    name="neurips",
    label="NeurIPS: 9 pages, then references, checklist and appendix without limit",
    content_pages=9,
    end_matter=(*END_MATTER, "Acknowledgments and Disclosure of Funding", "NeurIPS Paper Checklist"),
    appendix="allowed",
    floats="allowed",
    paper="letter",
    columns=1,
    body_pt=10.0,
    leading_pt=11.0,
    text_box=(108.0, 72.0, 504.0, 720.0),
    fonts=TIMES,
)
LNCS = Preset(
    name="lncs",
    label="LNCS: 12 pages, references included",
    content_pages=12,
    total_pages=12,
    columns=1,
    body_pt=10.0,
    leading_pt=12.0,
)
FREE = Preset(
    name="free",
    label="No page limit and no template: structure, anonymity and hidden text only",
    appendix="allowed",
    floats="allowed",
    language="",
)

PRESETS: dict[str, Preset] = {p.name: p for p in (FEDGENAI, ACL, NEURIPS, LNCS, FREE)}


def changed(name: str, changes: Mapping[str, Any]) -> Preset:
    """A shipped preset as a call has changed it; what a later release no longer knows falls away."""
    base = PRESETS.get(name, FREE)
    if not changes:
        return base
    known = {key: value for key, value in changes.items() if key in base.to_dict()}
    try:
        return Preset.from_dict({**base.to_dict(), **known})
    except ValueError:
        return base
