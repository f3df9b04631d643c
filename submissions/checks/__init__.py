"""PDF checks: a pure package, plain data in and out. Only its sandboxed child ever parses a PDF."""

from submissions.checks.fields import check_fields
from submissions.checks.presets import PRESETS, Preset
from submissions.checks.report import Author, Finding, Report
from submissions.checks.rules import RULES
from submissions.checks.version import ENGINE_VERSION

__all__ = ["ENGINE_VERSION", "PRESETS", "RULES", "Author", "Finding", "Preset", "Report", "check_fields"]
