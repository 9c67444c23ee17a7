"""kill -9 at random moments under load: what was answered with 250 is there, once.

    python Tests/Daemon/kill_loop.py --kills 1000 --database sqlite|postgres [--seed N]
"""
import argparse
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time

from census import Census, Database
from cluster import Cluster
from load import Load
from martlet import Martlet


def database_of(desk):
    return Database(desk.configuration.read_text().split('database: {url: "')[1].split('"')[0])


def kill_and_count(desk, kills, seed=4711, progress=lambda text: None):
    """Kills the desk that many times under load, lets it finish, and counts."""
    chance, began = random.Random(seed), time.monotonic()
    desk.start()
    with Load(desk) as load:
        for number in range(1, kills + 1):
            time.sleep(chance.uniform(0, 1))
            desk.stop(signal.SIGKILL)
            if chance.random() < 0.1:
                # Before it is ready, too: in the middle of recovering.
                desk.start(waits=False)
                time.sleep(chance.uniform(0, 0.15))
                desk.stop(signal.SIGKILL)
            desk.log_path.write_bytes(b"")
            desk.start()
            if number % 50 == 0:
                progress(f"{number} kills, {len(load.accepted)} mails accepted in {load.attempts} attempts, "
                         f"{time.monotonic() - began:.0f} s")
        time.sleep(0.5)
    return settle_and_count(desk, load)


def settle_and_count(desk, load):
    database = database_of(desk)
    database.settle()
    assert desk.stop() == 0
    return Census(desk, database, load.accepted)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--kills", type=int, default=1000)
    arguments.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    arguments.add_argument("--seed", type=int, default=4711)
    options = arguments.parse_args()
    cluster = Cluster(None) if options.database == "postgres" else None
    folder = tempfile.mkdtemp(prefix="martlet-kills-")
    desk = Martlet(pathlib.Path(folder), database=cluster and cluster.database())
    try:
        census = kill_and_count(desk, options.kills, options.seed, lambda text: print(text, flush=True))
    finally:
        desk.stop(signal.SIGKILL)
        if cluster:
            cluster.stop()
    print(f"{options.database}, {options.kills} kills: {census}")
    if census.faults:
        print(f"FAULTS {census.faults}; the data is in {folder}")
        sys.exit(1)
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
