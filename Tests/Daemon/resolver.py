"""A DNS server on the loopback that knows the records it is given, and nothing else of example names."""
import socket
import subprocess

from martlet import eventually, free_port


class Resolver:
    """Asks the port `silent`, where nobody answers, about hanging.example.

    `hosts` are addresses by name, which then lead back to the name; `exchanges` hosts by domain. `host` is the address
    that it listens on, `port` where others expect it.
    """

    def __init__(self, records, silent=None, hosts={}, exchanges={}, host="127.0.0.1", port=None):
        self.host, self.port = host, port or free_port()
        self.address = f"{host}:{self.port}"
        texts = [
            f"--txt-record={name}," + ",".join(text[at:at + 250] for at in range(0, len(text), 250))
            for name, text in records.items()
        ]
        texts += [f"--host-record={name},{address}" for name, address in hosts.items()]
        texts += [f"--mx-host={domain},{host},10" for domain, host in exchanges.items()]
        self.process = subprocess.Popen(
            ["/usr/sbin/dnsmasq", "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts",
             f"--port={self.port}", f"--listen-address={host}", "--bind-interfaces", "--pid-file=",
             "--local=/example/", *([f"--server=/hanging.example/127.0.0.1#{silent}"] if silent else []), *texts],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        eventually(self.answers)

    def answers(self):
        assert self.process.poll() is None, self.process.stderr.read().decode()
        with socket.socket() as probe:
            return probe.connect_ex((self.host, self.port)) == 0

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
