"""Comparing answers: what differs from request to request by design is taken out."""

import re

from django.db import connection
from django.http import FileResponse, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

TOKENS = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+(")')
COUNTDOWNS = re.compile(rb'( data-now=")[^"]+(" data-prefix="[^"]*">)[^<]*')


def normalised(response: HttpResponse) -> bytes:
    """The body with CSRF tokens and countdowns blanked: what is left must not differ between missing and forbidden."""
    return COUNTDOWNS.sub(rb"\1\2", TOKENS.sub(rb"\1\2", response.content))


def body(response: FileResponse) -> bytes:
    """A streamed file, read to its end and closed."""
    return b"".join(response.streaming_content)


def query_count(client: Client, url: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)
