from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from submissions.checks import cli


class Command(BaseCommand):
    help = "Check PDFs as the site does: page limit, anonymity, hidden text, template. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser | ArgumentParser) -> None:
        cli.add_arguments(parser)

    def handle(self, **options: Any) -> None:  # Django passes all options
        import argparse
        import sys

        sys.exit(cli.run(argparse.Namespace(**options), sys.stdout, sys.stderr))
