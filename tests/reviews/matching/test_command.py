import json
from pathlib import Path

import numpy as np
import pytest

from reviews.matching import Problem
from reviews.matching.__main__ import main
from reviews.matching.instances import load, save


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    rng = np.random.default_rng(2)
    path = tmp_path / "workshop.npz"
    save(path, Problem(6, 8, rng.random((6, 8)).round(3), [2] * 8, [4] * 6, [1] * 6, banned=[(0, 0)]))
    return path


def test_it_prints_one_json_object_with_bounds(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--price", "1", "--json", str(instance)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert len(answer["pairs"]) == 16
    assert answer["total"] <= answer["total_bound"] + 1e-9
    assert answer["floor"] <= answer["floor_bound"] + 1e-9
    assert answer["unserved"] == {}


def test_a_lock_is_given_as_paper_and_reviewer(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lock", "7:2", "--json", str(instance)]) == 0
    assert [7, 2] in json.loads(capsys.readouterr().out)["pairs"]


def test_a_lock_against_a_conflict_is_refused(instance: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lock", "0:0", str(instance)]) == 2
    assert "reviewer 0, paper 0: locked, but not a permitted pair" in capsys.readouterr().err


def test_a_shortage_is_told_per_paper_and_changes_the_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "short.npz"
    save(path, Problem(1, 1, np.ones((1, 1)), [2], [2]))
    assert main(["--json", str(path)]) == 1
    told = "paper 0 has 1 eligible reviewer with 1 free place; 2 are needed"
    assert json.loads(capsys.readouterr().out)["unserved"] == {"0": told}
    main([str(path)])
    assert told in capsys.readouterr().out


def test_a_missing_file_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.npz")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_an_instance_survives_being_saved(instance: Path) -> None:
    problem = load(instance)
    assert (problem.reviewers, problem.papers, len(problem.edges)) == (6, 8, 47)
    assert problem.score((0, 0)) is None


def test_what_is_no_instance_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "odd.npz"
    path.write_bytes(b"no archive")
    assert main([str(path)]) == 2
    assert "this is no .npz file" in capsys.readouterr().err
    np.savez(path, paper=[0, 1], reviewer=[0], score=[0.5], demand=[1, 1], load_max=[1], load_min=[0])
    assert main([str(path)]) == 2
    assert "1 reviewers, 2 papers and 1 scores do not make pairs" in capsys.readouterr().err
    for wrong in (["--price", "-1"], ["--lock", "x"]):
        with pytest.raises(SystemExit):
            main([*wrong, str(path)])
