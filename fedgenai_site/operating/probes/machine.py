"""Where files lie: it can be written, and it is not full."""

import secrets
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from fedgenai_site.operating.probes.base import Answer, fail, ok, warn

WARN_SHARE, FAIL_SHARE = 0.85, 0.95


def storage() -> Answer:
    content = secrets.token_bytes(1024)
    try:
        name = default_storage.save(f"doctor-{secrets.token_hex(8)}", ContentFile(content))
        with default_storage.open(name) as file:
            is_same = file.read() == content
        default_storage.delete(name)
    except OSError as error:
        remedy = f"The user who runs the site must own {settings.MEDIA_ROOT} and be able to write in it."
        return fail("storage", f"A file could not be kept: {error}.", remedy)
    if not is_same:
        return fail(
            "storage", "A file came back changed.", "Look at the disk: dmesg, smartctl. Make a backup now."
        )
    return ok("storage", "A file was written, read and deleted.")


def disk() -> Answer:
    """The fullest of the disks that uploads pass through."""
    passing = settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir()
    folders = [str(settings.VAR_DIR), str(settings.MEDIA_ROOT), str(passing)]
    shares = [(*_use(Path(folder)), folder) for folder in folders]
    return judged_use(*max(shares))


def judged_use(share: float, free_bytes: int, folder: str) -> Answer:
    """The verdict on a disk that is this full, from 0 to 1."""
    words = f"The disk of {folder} is {share:.0%} full, {free_bytes / 1e9:.1f} GB are free."
    remedy = "Make room: remove old backups and logs, or give the machine a larger disk."
    if share >= FAIL_SHARE:
        return fail("disk", f"{words} From {FAIL_SHARE:.0%} on uploads are at risk.", remedy)
    return warn("disk", words, remedy) if share >= WARN_SHARE else ok("disk", words)


def _use(folder: Path) -> tuple[float, int]:
    there = next(place for place in (folder, *folder.parents) if place.exists())
    usage = shutil.disk_usage(there)
    # What root keeps for itself is not free for the site.
    return 1 - usage.free / (usage.used + usage.free), usage.free
