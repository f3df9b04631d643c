#!/usr/bin/env python
"""Django's command line for this site."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError
from environs import EnvError


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fedgenai_site.settings")
    try:
        execute_from_command_line(sys.argv)
    except EnvError as error:
        sys.exit(
            f"{error} Mend it in the environment, or in the file .env; docs/operating.md says what it takes."
        )
    except OperationalError as error:
        if "unable to open database file" not in str(error):
            raise
        sys.exit(unopened())


def unopened() -> str:
    """What SQLite leaves to be guessed."""
    from django.conf import settings

    file = settings.DATABASES["default"]["NAME"]
    return (
        f"The database {file} cannot be opened: its folder is not there, or is not this user's to write to.\n"
        "Make the folder, or let VAR_DIR name another one; `manage.py setup` does both."
    )


if __name__ == "__main__":
    main()
