"""A bar for whoever waits at a terminal; nothing where nobody looks."""

from collections.abc import Callable

from django.core.management.base import OutputWrapper

WIDTH = 30


def bar(out: OutputWrapper) -> Callable[[int, int], None]:
    def told(done: int, total: int) -> None:
        if out.isatty():
            full = WIDTH * done // max(total, 1)
            line = f"\r{'#' * full}{'.' * (WIDTH - full)} {done} of {total}"
            out.write(line, ending="\n" if done >= total else "")

    return told
