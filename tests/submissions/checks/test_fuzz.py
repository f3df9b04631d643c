from pathlib import Path

from submissions.checks import warm
from tests.submissions.checks.fuzz import cases, judge


def test_every_mutated_file_gets_an_answer_with_a_reason(tmp_path: Path) -> None:
    answered = [judge(data, tmp_path).status for data in cases(150, seed=20250816)]
    warm.stop()
    assert len(answered) == 150
    assert set(answered) > {"done"}
