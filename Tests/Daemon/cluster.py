"""A PostgreSQL cluster in a temporary directory."""
import glob
import os
import pathlib
import subprocess
import tempfile

from martlet import free_port

PROGRAMS = (sorted(glob.glob("/usr/lib/postgresql/*/bin")) or ["/usr/bin"])[-1]


class Cluster:
    def __init__(self, _):
        # Not pytest's own directory: its owner may not be ours, and root may not run a server.
        self.folder = tempfile.TemporaryDirectory(prefix="martlet-postgres-")
        self.data = pathlib.Path(self.folder.name) / "data"
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        if self.user:
            subprocess.run(["chown", "postgres", self.folder.name], check=True)
        self.port = free_port()
        self.count = 0
        self._run(f"{PROGRAMS}/initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8")
        self._run(
            f"{PROGRAMS}/pg_ctl", "-D", self.data, "-w", "-l", f"{self.folder.name}/log", "-o",
            f"-p {self.port} -k {self.folder.name} -c listen_addresses=127.0.0.1", "start",
        )

    def database(self):
        self.count += 1
        name = f"martlet{self.count}"
        self._run(f"{PROGRAMS}/createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "postgres", name)
        return f"postgres://postgres@127.0.0.1:{self.port}/{name}"

    def stop(self):
        self._run(f"{PROGRAMS}/pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop")
        subprocess.run(["rm", "-rf", self.data], check=False)
        self.folder.cleanup()

    def _run(self, *command):
        subprocess.run([*self.user, *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")
