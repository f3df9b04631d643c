"""What the database was asked and told, and whether it would answer the same in another world.

A page is made from the answers to its queries: time stands still, the cache is empty, and files are found by the names
in rows. So where every query of an answer gets the same rows again, the answer is the same, and need not be drawn.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Self

from django.db import connection

WRITTEN = re.compile(r'\A\s*(?:INSERT (?:OR IGNORE )?INTO|UPDATE|DELETE FROM) "(\w+)"')
READING = re.compile(r"\A\s*\(*\s*(?:SELECT|WITH)\b")
TELLS_NOTHING = re.compile(r"\A\s*(?:SAVEPOINT|RELEASE|ROLLBACK TO|SET|PRAGMA|BEGIN|DECLARE|FETCH|CLOSE)\b")
OF_THE_VISIT = {"django_session", "usersessions_usersession"}
"""Who is signed in where is made anew by each visit."""


@dataclass(frozen=True)
class Query:
    sql: str
    params: Any = field(compare=False)
    key: str

    @property
    def words(self) -> frozenset[str]:
        return words_of(self.sql)


@lru_cache(maxsize=5000)
def words_of(sql: str) -> frozenset[str]:
    """Names of tables and columns, as they stand in quotes."""
    return frozenset(re.findall(r'"(\w+)"', sql))


class Listening:
    """Inside, hears every statement. `asked` are queries, `written` the tables that were changed, `count` both of them."""

    def __init__(self) -> None:
        self.count = 0
        self.asked: list[Query] = []
        self.written: set[str] = set()
        self._wrapper = connection.execute_wrapper(self._execute)

    def _execute(self, execute: Callable[..., object], sql: str, params: Any, *more: object) -> object:
        self.count += not TELLS_NOTHING.match(sql)
        if READING.match(sql):
            self.asked.append(Query(sql, params, repr(params)))
        elif wrote := WRITTEN.match(sql):
            self.written.add(wrote[1])
        else:
            assert TELLS_NOTHING.match(sql), sql
        return execute(sql, params, *more)

    def __enter__(self) -> Self:
        self._wrapper.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._wrapper.__exit__(*error)  # type: ignore[arg-type] # passed on as they came


def rows_of(query: Query) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query.sql, query.params)
        rows: list[Any] = cursor.fetchall()
        return rows


class Ground:
    """What answers were made from. It is laid in the world as it is, and `shaken` is asked in another one."""

    def __init__(self, made_from: Mapping[str, Iterable[Query]]) -> None:
        users: dict[Query, set[str]] = defaultdict(set)
        for address, queries in made_from.items():
            for query in queries:
                if not query.words & OF_THE_VISIT:
                    users[query].add(address)
        self._users = sorted(users.items(), key=lambda item: -len(item[1]))
        self._rows = {query: rows_of(query) for query in users}

    def shaken(self, written: set[str]) -> set[str]:
        """The addresses with a query that gets other rows now, once these tables were written to."""
        found: set[str] = set()
        for query, addresses in self._users:
            if addresses <= found or not query.words & written:
                continue
            if rows_of(query) != self._rows[query]:
                found |= addresses
        return found
