"""All rules. Importing this package registers them, in the order in which the documentation lists them."""

from submissions.checks.rules import contact, files, header, hidden, pages, properties
from submissions.checks.rules.base import RULES, Paper, Rule, finding, judged

__all__ = [
    "RULES",
    "Paper",
    "Rule",
    "contact",
    "files",
    "finding",
    "header",
    "hidden",
    "judged",
    "pages",
    "properties",
]
