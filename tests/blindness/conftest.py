import logging

import pytest


@pytest.fixture(autouse=True)
def _without_a_line_per_refusal(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "django.request")
    caplog.set_level(logging.ERROR, "django.security.csrf")
