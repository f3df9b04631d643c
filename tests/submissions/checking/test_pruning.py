from datetime import timedelta

import time_machine
from django.core.files.storage import default_storage

from submissions import clock
from submissions.checking.pruning import KEPT, prune
from submissions.models import Page, Paper
from tests.papers import add_version, small_pdf


def test_pictures_of_superseded_versions_go_after_a_while_and_every_original_stays(paper: Paper) -> None:
    first = paper.current
    assert first
    add_version(paper, small_pdf("Second thoughts."))
    picture = Page.objects.get(version=first).file.name
    at_once = prune()
    with time_machine.travel(clock.now() + KEPT + timedelta(hours=1), tick=False):
        later = prune()

    assert (at_once, later) == (0, 1)
    assert not default_storage.exists(picture)
    assert default_storage.exists(first.file.name)
    assert [page.version for page in Page.objects.all()] == [paper.current]
