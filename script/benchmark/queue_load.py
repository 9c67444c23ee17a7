"""The outgoing queue beside Postfix's: messages a second to smtp-sink, stored before they are sent.

Both take messages in, keep each on disk before they answer for it, send it over SMTP to the same kind of sink, and take it
off their queue. The clock runs from the first message that is handed over to the last that the sink has.
"""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

MAIN = """\
compatibility_level = 3.6
queue_directory = {directory}/queue
data_directory = {directory}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
maillog_file = {directory}/log
maillog_file_prefixes = {directory}
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.bench.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
alias_maps =
local_recipient_maps =
relayhost = [127.0.0.1]:{sink}
smtpd_relay_restrictions = permit_mynetworks, reject_unauth_destination
smtp_tls_security_level = none
smtpd_client_connection_count_limit = 0
default_process_limit = 200
"""

MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port):
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"nothing listens on port {port}")


class Sink:
    """Postfix's smtp-sink; it counts what it has."""

    def __init__(self):
        self.port = free_port()
        self.process = subprocess.Popen(
            ["smtp-sink", "-u", "nobody", "-c", f"127.0.0.1:{self.port}", "1000"], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL)
        os.set_blocking(self.process.stdout.fileno(), False)
        self.count = 0
        wait_for(self.port)

    def wait(self, count, timeout=600):
        """Until it has that many more than at the last call."""
        wanted, deadline = self.count + count, time.monotonic() + timeout
        tail = b""
        while self.count < wanted:
            if time.monotonic() > deadline:
                sys.exit(f"the sink has {self.count} of {wanted} messages")
            tail += self.process.stdout.read() or b""
            # `sess=4 quit=4 mesg=5` and a carriage return, each time one of them grows.
            *lines, tail = tail.split(b"\r")
            if lines:
                self.count = int(lines[-1].split(b"mesg=")[1])
            time.sleep(0.002)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)


class Postfix:
    def __init__(self, sink):
        self.port = free_port()
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="martlet-bench-postfix-"))
        self.directory.chmod(0o755)
        for name in ("etc", "queue", "data"):
            (self.directory / name).mkdir()
        shutil.chown(self.directory / "data", "postfix", "postfix")
        (self.directory / "etc/main.cf").write_text(MAIN.format(directory=self.directory, sink=sink))
        (self.directory / "etc/master.cf").write_text(MASTER.format(port=self.port))
        self.run("start")
        wait_for(self.port)

    def run(self, command):
        with open(self.directory / "output", "ab") as output:
            subprocess.run(["postfix", "-c", self.directory / "etc", command], stdout=output, stderr=output, cwd="/",
                           check=command == "start")

    def send(self, sink, count, concurrency, size):
        start = time.monotonic()
        subprocess.run(["smtp-source", "-s", str(concurrency), "-m", str(count), "-l", str(size), "-f", "a@bench.example",
                        "-t", "b@d0.example", f"127.0.0.1:{self.port}"], check=True)
        sink.wait(count)
        return time.monotonic() - start

    def stop(self):
        self.run("stop")
        shutil.rmtree(self.directory, ignore_errors=True)


def command(binary, config, *arguments):
    done = subprocess.run([binary, "queue", *map(str, arguments), "--config", config], check=True, capture_output=True,
                          text=True)
    return json.loads(done.stdout)


def sending(martlet, binary, rounds, count, concurrency):
    """`martlet(sink_port)` starts a desk that sends there; rounds are interleaved, because a machine drifts."""
    sink, relay = Sink(), Sink()
    postfix = Postfix(relay.port)
    desk = martlet(sink.port)
    rows = {"martlet": [], "postfix": []}
    size = None
    try:
        for _ in range(rounds):
            spent = command(binary, desk.config, "fill", "--sends", "--count", count, "--concurrency", concurrency,
                            "--domains", 50)
            sink.wait(count)
            rows["martlet"].append(count / spent["microseconds"] * 1e6)
            size = size or desk.size_of_message()
            rows["postfix"].append(count / postfix.send(relay, count, concurrency, size))
    finally:
        postfix.stop()
        sink.stop()
        relay.stop()
    return {"size": size, **{name: {"best": round(max(values)), "median": round(sorted(values)[len(values) // 2])}
                             for name, values in rows.items()}}


def quantile(values, part):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * part))]


def claiming(store, binary, depths, rounds):
    """`store()` gives the configuration of an empty desk that does not run."""
    rows = []
    for depth in depths:
        config = store()
        command(binary, config, "fill", "--count", depth, "--batch", 5000 if depth > 5000 else 100, "--concurrency", 1,
                "--mixed")
        command(binary, config, "measure", "--rounds", 20)
        claims = command(binary, config, "measure", "--rounds", rounds)["claims"]
        rows.append({"depth": depth, "p50_ms": quantile(claims, 0.5) / 1000, "p99_ms": quantile(claims, 0.99) / 1000})
    return rows
