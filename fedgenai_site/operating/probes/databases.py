"""The database: there, as new as the code, in the right mode, and of our time."""

from datetime import UTC, datetime

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from fedgenai_site.operating.probes.base import Answer, fail, ok, warn
from submissions import clock

WARN_SECONDS, FAIL_SECONDS = 2, 30
NOT_ASKED = "The database does not answer, so this was not looked at."


def answers() -> Answer:
    try:
        _value("SELECT 1")
    except DatabaseError as error:
        return fail("database", f"It does not answer: {_first_line(error)}.", _way_to_it())
    return ok("database", f"{connection.display_name} answers.")


def migrations() -> Answer:
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return fail("migrations", NOT_ASKED, _way_to_it())
    if plan:
        names = ", ".join(f"{step.app_label} {step.name}" for step, _ in plan[:3])
        words = f"{len(plan)} not applied: {names}{' ...' if len(plan) > 3 else ''}."
        return fail("migrations", words, "Run: manage.py migrate; then restart web and workers.")
    return ok("migrations", "All are applied.")


def journal() -> Answer:
    if connection.vendor != "sqlite":
        return ok("journal", "Needs no care on this database.")
    try:
        mode = str(_value("PRAGMA journal_mode"))
    except DatabaseError:
        return fail("journal", NOT_ASKED, _way_to_it())
    return judged_journal(mode)


def judged_journal(mode: str) -> Answer:
    """The verdict on SQLite's way of keeping a transaction safe."""
    if mode != "wal":
        words = f"SQLite's journal is '{mode}': a reader and a writer stand in each other's way."
        remedy = (
            "Keep VAR_DIR on a local disk (not a network share), stop web and workers, and start them again."
        )
        return fail("journal", words, remedy)
    return ok("journal", "SQLite writes ahead, and readers need not wait.")


def clocks() -> Answer:
    try:
        skew = abs((_time_of_database() - clock.now()).total_seconds())
    except DatabaseError:
        return fail("clock", NOT_ASKED, _way_to_it())
    return judged_skew(skew)


def judged_skew(seconds: float) -> Answer:
    """The verdict on a difference between two clocks: deadlines are compared with both."""
    if seconds < WARN_SECONDS:
        return ok("clock", "The database's clock and this machine's agree.")
    words = f"The database's clock and this machine's differ by {seconds:.0f} s."
    remedy = "Let both keep time over the network: timedatectl set-ntp true."
    return (fail if seconds >= FAIL_SECONDS else warn)("clock", words, remedy)


def _time_of_database() -> datetime:
    postgres = connection.vendor == "postgresql"
    seconds = (
        "extract(epoch FROM clock_timestamp())" if postgres else "(julianday('now') - 2440587.5) * 86400"
    )
    return datetime.fromtimestamp(float(str(_value(f"SELECT {seconds}"))), UTC)


def _value(query: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return row[0] if row else None


def _way_to_it() -> str:
    if connection.vendor == "sqlite":
        file = connection.settings_dict["NAME"]
        return f"The user who runs the site must own {file} and the folder around it, and run the doctor."
    return "Look whether it runs, and whether DATABASE_URL names its host, user, password and name."


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
