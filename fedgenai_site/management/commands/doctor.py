import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from fedgenai_site.operating.probes import Answer, Verdict, examine, probes
from fedgenai_site.operating.probes.queue import PATIENCE


class Command(BaseCommand):
    help = (
        "Examine the running site: settings, database, queue, workers, files, mail, checker. Says what to do."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        parser.add_argument("--mail", metavar="ADDRESS", default="", help="also send a test letter there")
        parser.add_argument("--patience", type=float, default=PATIENCE, help="seconds that a worker may take")
        parser.add_argument("--json", action="store_true", help="for a program that watches")

    def handle(self, **options: Any) -> None:  # Django passes all options
        answers = []
        for answer in examine(probes(options["mail"], options["patience"])):
            answers.append(answer)
            if not options["json"]:
                self.stdout.write(line(answer))
        if options["json"]:
            self.stdout.write(json.dumps([asdict(answer) for answer in answers], indent=1))
        else:
            self.stdout.write(summary(answers))
        if any(answer.verdict == Verdict.FAIL for answer in answers):
            sys.exit(1)


def line(answer: Answer) -> str:
    first = f"{answer.verdict:<5} {answer.name:<11} {answer.words}"
    return f"{first}\n{'':<18}-> {answer.remedy}" if answer.remedy else first


def summary(answers: list[Answer]) -> str:
    count = {verdict: sum(answer.verdict == verdict for answer in answers) for verdict in Verdict}
    if count[Verdict.FAIL]:
        return f"{count[Verdict.FAIL]} to mend, {count[Verdict.WARN]} to look at."
    return f"Well. {count[Verdict.WARN]} to look at." if count[Verdict.WARN] else "Well."
