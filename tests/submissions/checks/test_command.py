import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

from submissions.checks import cli, warm
from tests.submissions.checks.pdfs import Pdf, paper


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clean.pdf").write_bytes(Pdf(*paper(content=3)).build())
    (tmp_path / "named.pdf").write_bytes(
        Pdf(*paper(content=3, block=("Jana Lindqvist and Tariq Okafor",))).build()
    )
    return tmp_path


def run(*arguments: str) -> tuple[int, str, str]:
    import argparse

    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    out, progress = io.StringIO(), io.StringIO()
    code = cli.run(parser.parse_args(arguments), out, progress)
    warm.stop()
    return code, out.getvalue(), progress.getvalue()


def test_it_prints_rule_page_words_and_fix(folder: Path) -> None:
    code, out, _ = run(str(folder / "named.pdf"))
    assert code == 1
    assert "AN-001" in out
    assert "page 1" in out
    assert "Anonymous Submission" in out


def test_a_clean_paper_ends_with_zero(folder: Path) -> None:
    assert run(str(folder / "clean.pdf"))[0] == 0


def test_json_is_one_object_a_line_in_the_files_order(folder: Path) -> None:
    files = [str(folder / name) for name in ("named.pdf", "clean.pdf")]
    answers = [json.loads(line) for line in run("--json", *files)[1].splitlines()]
    assert [answer["file"] for answer in answers] == files
    assert set(answers[0]) >= {
        "v",
        "sha256",
        "checker",
        "preset",
        "status",
        "pages",
        "size",
        "content_end",
        "refs",
        "findings",
        "limits",
    }


def test_a_folder_stands_for_its_papers(folder: Path) -> None:
    assert len(run("--json", str(folder))[1].splitlines()) == 2


def test_a_file_that_is_not_there_is_a_usage_error(folder: Path) -> None:
    code, _, words = run(str(folder / "gone.pdf"))
    assert code == 2
    assert "gone.pdf" in words


def test_authors_may_be_given(folder: Path) -> None:
    code, out, _ = run(
        "--author",
        "Bela Farkas <b@southport.edu>, University of Southport",
        "--preset",
        "free",
        str(folder / "clean.pdf"),
    )
    assert code == 0
    assert (
        cli.author("Bela Farkas <b@southport.edu>, University of Southport").affiliation
        == "University of Southport"
    )
    assert "clean.pdf" in out


def test_a_terminal_sees_the_progress(folder: Path) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    screen = Terminal()
    cli._bar(1, 3, screen)
    cli._bar(3, 3, screen)
    assert "1 of 3" in screen.getvalue()
    assert screen.getvalue().endswith("\n")


def test_the_management_command_needs_no_database(folder: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("checkpdf", str(folder / "named.pdf"))
    warm.stop()
    assert ended.value.code == 1
