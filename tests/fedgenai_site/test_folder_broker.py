from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty

import pytest
from kombu.connection import Connection

from fedgenai_site.folder_broker import Transport

MANY, LARGE = 20, 300_000


@pytest.fixture
def connection(tmp_path: Path) -> Connection:
    (tmp_path / "messages").mkdir()
    folder = str(tmp_path / "messages")
    options = {
        "data_folder_in": folder,
        "data_folder_out": folder,
        "control_folder": str(tmp_path / "control"),
    }
    return Connection(transport=Transport, transport_options=options)


def test_a_message_is_read_whole_or_not_at_all_while_others_are_written(connection: Connection) -> None:
    def write() -> None:
        channel = connection.clone().channel()
        for number in range(MANY):
            channel._put("check", {"body": [number] * LARGE})

    with ThreadPoolExecutor() as pool:
        writing = pool.submit(write)
        read: list[dict[str, list[int]]] = []
        channel = connection.clone().channel()
        while len(read) < MANY and not (writing.done() and writing.exception()):
            try:
                read.append(channel._get("check"))
            except Empty:
                continue
    assert sorted(message["body"][0] for message in read) == list(range(MANY))


def test_processes_that_start_together_all_find_their_queues(connection: Connection) -> None:
    def bind(number: int) -> None:
        channel = connection.clone().channel()
        channel._queue_bind("jobs", "", "", f"queue-{number}")
        channel.get_table("jobs")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(bind, range(40)))
    assert len(connection.channel().get_table("jobs")) == 40
