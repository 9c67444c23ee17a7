"""Killed or stopped under load, on each database: nothing is lost, nothing is there twice."""
import os
import signal
import socket
import time

from kill_loop import kill_and_count, settle_and_count
from load import Load

KILLS = int(os.environ.get("MARTLET_KILLS", "10"))


def test_kills_lose_nothing_and_double_nothing(stopped):
    census = kill_and_count(stopped, KILLS)
    print(census)
    assert not census.faults, census
    assert len(census.accepted) > KILLS


def test_sigterm_under_load_loses_nothing(stopped):
    desk = stopped.start()
    with Load(desk, pause=0) as load:
        for _ in range(3):
            time.sleep(1)
            before = len(load.accepted)
            desk.process.send_signal(signal.SIGTERM)
            assert desk.process.wait(60) == 0
            with socket.socket() as probe:
                assert probe.connect_ex(("127.0.0.1", desk.http_port)) != 0
            desk.start()
            assert desk.get("/readyz")[0] == 200
            time.sleep(0.5)
            assert len(load.accepted) > before
    census = settle_and_count(desk, load)
    print(census)
    assert not census.faults, census
    was_cut = "cut short" in desk.log_path.read_text()
    assert census.repeats == 0 or was_cut, "a drained daemon sends nothing twice"
