"""Comparing answers: what differs from request to request by design is taken out."""

import re
from typing import Protocol

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


class Whole(Protocol):
    content: bytes


class Streamed(Protocol):
    def getvalue(self) -> bytes: ...


TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+(")')
COUNTDOWNS = re.compile(rb'( data-now=")[^"]+(" data-prefix="[^"]*">)[^<]*')


def normalised(response: Whole) -> bytes:
    """The body with CSRF tokens and countdowns blanked: what is left must not differ between missing and forbidden."""
    return COUNTDOWNS.sub(rb"\1\2", TOKENS.sub(rb"\1\2", response.content))


def body(response: Streamed) -> bytes:
    """A streamed file, read to its end and closed."""
    return response.getvalue()


def query_count(client: Client, url: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
