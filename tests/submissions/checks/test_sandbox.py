import contextlib
import hashlib
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from submissions.checks import ENGINE_VERSION, PRESETS, Report, sandbox, warm
from submissions.checks.limits import Limits
from submissions.checks.process import Outcome
from tests.submissions.checks.judging import JANA, PRESET
from tests.submissions.checks.pdfs import Pdf, Sheet, paper

BUSY = replace(PRESET, wall_s=60.0, cpu_s=20.0)


@pytest.fixture(scope="module", autouse=True)
def _server() -> Iterator[None]:
    yield
    warm.stop()


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(Pdf(*paper(content=3, extra=["Write to jana@northfield.edu"])).build())
    return path


@pytest.mark.parametrize("cold", [True, False])
def test_a_paper_is_checked_with_its_digest_and_versions(pdf: Path, *, cold: bool) -> None:
    report = sandbox.check(pdf, preset=BUSY, authors=[JANA], cold=cold)
    assert (report.status, report.pages, report.content_end, report.interrupted) == ("done", 3, 3, False)
    assert report.sha256 == hashlib.sha256(pdf.read_bytes()).hexdigest()
    assert (report.checker, report.preset, report.preset_version) == (ENGINE_VERSION, BUSY.name, BUSY.version)
    assert "AN-002" in {f.rule for f in report.findings}
    assert report.limits.cpu_s > 0
    assert report.limits.rss_mb > 10


def test_cold_and_warm_say_the_same_twice(pdf: Path) -> None:
    said = [sandbox.check(pdf, preset=BUSY, cold=cold).to_dict() for cold in (True, False, False)]
    assert len({str({**one, "limits": None}) for one in said}) == 1


def test_the_stages_are_heard_in_order(pdf: Path) -> None:
    heard: list[str] = []
    sandbox.check(pdf, preset=BUSY, on_stage=heard.append)
    assert heard == ["structure", "text", "done"]


def test_no_folder_is_left_behind(pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "tmp"
    own.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))
    sandbox.check(pdf, preset=BUSY)
    sandbox.check(heavy(tmp_path), preset=replace(BUSY, cpu_s=1.0))
    sandbox.pictures(pdf, tmp_path / "pictures", width=100)
    assert sandbox.sanitise(pdf, tmp_path / "copy.pdf").ok
    pdf.write_bytes(b"%PDF-1.7 broken")
    assert sandbox.check(pdf, preset=BUSY).status == "failed"
    assert not sandbox.sanitise(pdf, tmp_path / "copy.pdf").ok
    assert list(own.iterdir()) == []


def test_a_report_survives_json(pdf: Path) -> None:
    report = sandbox.check(pdf, preset=BUSY)
    assert Report.from_dict(report.to_dict()) == report


def test_a_file_that_vanished_is_handed_to_a_person(tmp_path: Path) -> None:
    report = sandbox.check(tmp_path / "gone.pdf", preset=BUSY)
    assert (report.status, report.interrupted, [f.rule for f in report.findings]) == (
        "failed",
        True,
        ["PDF-005"],
    )


def test_a_file_over_the_presets_size_is_refused_unread(pdf: Path) -> None:
    report = sandbox.check(pdf, preset=replace(BUSY, max_bytes=1000))
    assert (report.status, report.limits.stopped) == ("failed", "size")


def heavy(tmp_path: Path) -> Path:
    """Far more text operators than the budget allows."""
    sheet = Sheet()
    sheet.content = ["BT /F1 9 Tf 50 700 Td (word after word) Tj ET"] * 200_000
    path = tmp_path / "heavy.pdf"
    path.write_bytes(Pdf(sheet).build())
    return path


def test_work_over_the_budget_is_a_finding(tmp_path: Path) -> None:
    report = sandbox.check(heavy(tmp_path), preset=replace(BUSY, cpu_s=1.0))
    assert report.status in {"partial", "failed"}
    assert report.limits.stopped == "cpu"
    assert "PDF-005" in {f.rule for f in report.findings}


def children() -> list[int]:
    """Checkers that this process started and that have not ended."""
    found = []
    for state in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = state.read_text().rpartition(")")[2].split()
            checker = b"--child" in (state.parent / "cmdline").read_bytes()
            if checker and int(fields[1]) == os.getpid() and fields[0] != "Z":
                found.append(int(state.parent.name))
    return found


def test_a_child_that_somebody_kills_is_tried_again_and_then_handed_over(tmp_path: Path) -> None:
    warm.stop()
    killed: list[int] = []

    def kill(_stage: str) -> None:
        for pid in children():
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    report = sandbox.check(heavy(tmp_path), preset=BUSY, cold=True, on_stage=kill)
    assert len(set(killed)) == 2
    assert (report.status, report.interrupted, [f.rule for f in report.findings]) == (
        "failed",
        True,
        ["PDF-005"],
    )


def test_a_dead_server_is_replaced(pdf: Path) -> None:
    assert sandbox.check(pdf, preset=BUSY).status == "done"
    server = warm._server
    assert server is not None
    server.process.kill()
    server.process.wait()
    assert sandbox.check(pdf, preset=BUSY).status == "done"


def test_the_server_ends_with_its_owner() -> None:
    code = (
        "import sys; sys.path.insert(0, '.')\nfrom submissions.checks import warm\n"
        "server = warm.Server()\nprint(server.process.pid, flush=True)\nimport os; os._exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])  # fmt: skip
    pid = int(done.stdout)
    for _ in range(200):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return
        os.sched_yield()
        subprocess.run(["sleep", "0.05"], check=True)  # noqa: S607  # waits for another process's end
    pytest.fail("the server outlived its owner")


@pytest.mark.parametrize(
    ("outcome", "why"),
    [
        (Outcome(signal=signal.SIGXCPU), "cpu"),
        (Outcome(signal=signal.SIGALRM), "wall"),
        (Outcome(signal=signal.SIGXFSZ), "output"),
        (Outcome(signal=signal.SIGTRAP), "memory"),
        (Outcome(signal=signal.SIGSEGV), "crash"),
        (Outcome(errors="MemoryError", code=1), "memory"),
        (Outcome(stopped="output"), "output"),
    ],
)
def test_each_end_of_a_child_has_its_name(outcome: Outcome, why: str) -> None:
    assert sandbox._why(outcome) == why


def test_nonsense_from_the_child_is_a_finding() -> None:
    base = Report("ab", ENGINE_VERSION, "free", "", "failed")
    for line in (
        {"stage": "done"},
        {"stage": "done", "status": "fine"},
        {"stage": "done", "status": "done", "findings": [{"rule": 1}]},
    ):
        report = sandbox._report(base, Outcome(lines=[line]), Limits())
        assert [f.rule for f in report.findings] == ["PDF-005"]


def test_pictures_have_sizes_text_and_files(pdf: Path, tmp_path: Path) -> None:
    pictures = sandbox.pictures(pdf, tmp_path / "pages", width=400, pages=[1, 3, 99])
    assert [(p.page, p.width, p.points) for p in pictures] == [(1, 400, (612, 792)), (3, 400, (612, 792))]
    assert "Abstract" in pictures[0].text
    assert (tmp_path / "pages" / "1.webp").read_bytes().startswith(b"RIFF")


def test_a_broken_file_has_no_pictures(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.5 nothing" * 20)
    assert sandbox.pictures(path, tmp_path / "pages") == []


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_every_preset_runs(pdf: Path, name: str) -> None:
    assert sandbox.check(pdf, preset=replace(PRESETS[name], cpu_s=20.0, wall_s=60.0)).status == "done"


def test_the_package_imports_neither_django_nor_a_parser() -> None:
    code = "import sys; sys.path.insert(0, '.')\nfrom submissions.checks import sandbox\nprint([m for m in ('django', 'pypdf', 'pypdfium2', 'numpy', 'PIL') if m in sys.modules])"  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])  # fmt: skip
    assert done.stdout.strip() == "[]"


def test_nothing_is_loaded_once_the_limits_hold(pdf: Path) -> None:
    code = (
        "import sys, io, os; sys.path.insert(0, '.')\nfrom submissions.checks import child, PRESETS\n"
        "work = child.load(encrypted=False, task=None)\nbefore = set(sys.modules)\n"
        f"data = open({str(pdf)!r}, 'rb').read(); os.chdir({str(pdf.parent)!r})\n"
        "out, sys.stdout = sys.stdout, io.StringIO()\n"
        "work(data, {'task': 'check', 'preset': PRESETS['fedgenai-2025'].to_dict(), 'authors': [{'name': 'Jana Lindqvist'}]})\n"
        "work(data, {'task': 'pictures', 'width': 100, 'pages': None})\nwork(data, {'task': 'sanitise'})\n"
        "print(sorted(set(sys.modules) - before), file=out)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])  # fmt: skip
    assert done.stdout.strip() == "[]"
