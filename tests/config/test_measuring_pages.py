"""The measurement of pages: it finds each kind by links, and its client counts whole answers."""

import os
import socket
import threading
from contextlib import suppress

import pytest

from config.measuring import pages
from config.measuring.cores import CLIENT, SERVER, on_core
from config.measuring.load import ask
from config.measuring.pages import page_costs
from tests.factories import make_country, make_estimate, make_occupation, make_release, publish

pytestmark = pytest.mark.filterwarnings("ignore:No directory at")


@pytest.mark.django_db
def test_every_kind_of_page_that_links_lead_to_is_measured_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pages, "MADE", 2)  # times: what they took is not looked at here
    release = make_release()
    make_estimate(release=release, occupation=make_occupation(), country=make_country())
    publish(release)

    costs = page_costs()

    kinds = [cost.kind for cost in costs]
    assert len(kinds) == len(set(kinds))
    assert {"de:home", "en:home", "de:market_detail", "en:market_detail", "de:method"} <= set(kinds)
    market = next(cost for cost in costs if cost.kind == "en:market_detail")
    assert market.path == "/en/salary/machine-learning-engineer/germany/"
    assert market.queries > 0
    assert market.transferred > market.bytes_compressed > 0


@pytest.mark.parametrize("size", [3_000, 300_000], ids=["at once", "more than there is room for"])
def test_the_client_counts_answers_and_not_packets(size: int):
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % size + size * b"x"
    answered = 0
    ended = threading.Event()

    def serve(connection: socket.socket) -> None:
        nonlocal answered
        asked = b""
        with connection, suppress(OSError):  # the client hangs up in the middle
            while got := connection.recv(65_536):
                asked += got
                whole = asked.count(b"\r\n\r\n")
                asked = asked.rpartition(b"\r\n\r\n")[2]
                answered += whole
                connection.sendall(whole * answer)

    def listen(listener: socket.socket) -> None:
        while not ended.is_set():
            try:
                connection, _address = listener.accept()
            except OSError:
                return
            threading.Thread(target=serve, args=(connection,), daemon=True).start()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=listen, args=(listener,), daemon=True).start()
        load = ask(listener.getsockname()[1], "/", 0.3)
        ended.set()

    counted = load.per_second * 0.3
    assert 0 < counted <= answered * 1.05


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="this system places processes")
def test_a_client_and_a_server_run_on_a_core_each_and_then_anywhere():
    allowed = os.sched_getaffinity(0)

    with on_core(SERVER):
        server = os.sched_getaffinity(0)
    with on_core(CLIENT):
        client = os.sched_getaffinity(0)

    assert server == {max(allowed)}
    assert client == {min(allowed)}
    assert os.sched_getaffinity(0) == allowed
