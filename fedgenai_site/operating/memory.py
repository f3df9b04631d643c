"""How many jobs fit beside each other on this machine."""

import os
from pathlib import Path

WEB_AND_SYSTEM_MB = 600
PER_JOB_MB = 300
"""A worker process with its checker while it reads a large paper; docs/operating.md has the figures."""


def fitting_jobs() -> int:
    """By memory, and two for each processor at most."""
    return judged(memory_mb(), os.cpu_count() or 1)


def judged(total_mb: int, processors: int) -> int:
    return max(1, min(2 * processors, (total_mb - WEB_AND_SYSTEM_MB) // PER_JOB_MB))


def memory_mb() -> int:
    """Of the machine, or of the container or unit where that is less."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 0
    return min([pages, *_limits()]) // 1024 // 1024


def _limits() -> list[int]:
    files = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
    texts = [Path(each).read_text(encoding="ascii").strip() for each in files if Path(each).is_file()]
    return [int(text) for text in texts if text.isdecimal()]
