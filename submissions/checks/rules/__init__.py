"""All rules. Importing this package registers them."""

from submissions.checks.rules import (
    camera,
    contact,
    files,
    funding,
    header,
    hidden,
    language,
    links,
    pages,
    properties,
    template,
    wording,
)
from submissions.checks.rules.base import RULES, Paper, Rule, finding, judged

__all__ = ["RULES", "Paper", "Rule", "finding", "judged"]

FAMILIES = (
    files,
    pages,
    template,
    language,
    header,
    contact,
    properties,
    funding,
    wording,
    links,
    hidden,
    camera,
)
