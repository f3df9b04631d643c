"""The PDF checker: held by its limits, and of sound judgement about a paper that is known."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from fedgenai_site.operating import trespass
from fedgenai_site.operating.probes.base import Answer, fail, ok
from submissions.checks import PRESETS, Author, Report, sandbox
from submissions.checks.process import UIDS

AUTHOR = Author("Ida Example", "ida@example.org")
KNOWN = {"AN-003": "the author's name in the properties", "AN-012": "the author's name on page 1"}


def limits_in_force() -> Answer:
    """Let a child under the checker's limits try what they forbid."""
    try:
        held = _tried()
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        remedy = "Start it by hand and read what it says: manage.py checkpdf FILE.pdf."
        return fail("sandbox", f"The checker's child did not report: {error}.", remedy)
    return judged_limits(held)


def judged_limits(held: dict[str, bool]) -> Answer:
    """The verdict on limits, each of which holds or does not."""
    loose = [name for name, holds in held.items() if not holds]
    if loose:
        words = f"Not in force for the PDF checker: {', '.join(loose)}. A hostile file could use them."
        remedy = (
            "Run workers on Linux (x86-64 or ARM) with seccomp allowed, as a user of their own, not as root."
        )
        return fail("sandbox", words, remedy)
    return ok("sandbox", f"In force for the PDF checker: {', '.join(held)}.")


def known_paper() -> Answer:
    with tempfile.TemporaryDirectory() as folder:
        pdf = Path(folder) / "known.pdf"
        pdf.write_bytes(one_page())
        report = sandbox.check(pdf, preset=PRESETS["fedgenai-2025"], authors=[AUTHOR], cold=True)
    return judged_report(report)


def judged_report(report: Report) -> Answer:
    """The verdict on what the checker said about the page of `one_page`."""
    found = {finding.rule for finding in report.findings}
    lost = [words for rule, words in KNOWN.items() if rule not in found]
    remedy = "Install anew: pip install --require-hashes -r requirements.txt; then try manage.py checkpdf."
    if report.status != "done":
        return fail("checker", f"It did not finish a paper of one page: {_reason(report)}", remedy)
    if lost:
        return fail("checker", f"It overlooked {' and '.join(lost)} in a known paper.", remedy)
    return ok("checker", f"It found what is wrong with a known paper ({', '.join(sorted(found))}).")


def one_page() -> bytes:
    """A PDF of one page whose text and whose properties name AUTHOR."""
    content = f"BT /F1 10 Tf 54 700 Td (Written by {AUTHOR.name}, {AUTHOR.email}) Tj ET"
    box = "/MediaBox [0 0 612 792]"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {box} /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        f"<< /Author ({AUTHOR.name}) >>",
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, item in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{item}\nendobj\n"
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in offsets)
    end = f"trailer << /Size {size} /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return f"{body}{table}{end}".encode("ascii")


def _tried() -> dict[str, bool]:
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-I", trespass.__file__, str(UIDS[0][0])],
            cwd=folder,
            env={},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    if not done.stdout.strip():
        raise ValueError(done.stderr.strip()[-300:] or f"it ended with {done.returncode}")
    return {str(name): bool(holds) for name, holds in json.loads(done.stdout).items()}


def _reason(report: Report) -> str:
    reasons = (finding.message for finding in report.findings if finding.rule == "PDF-005")
    return next(reasons, "no reason was given.")
