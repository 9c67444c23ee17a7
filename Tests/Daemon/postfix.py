"""A Postfix of the tests' own, on loopback ports, with nothing of /etc/postfix."""
import os
import pathlib
import shutil
import subprocess
import tempfile

from martlet import eventually, free_port

MAIN = """\
compatibility_level = 3.6
queue_directory = {folder}/spool
data_directory = {folder}/data
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.martlet.example
mydestination =
mynetworks = 127.0.0.0/8
disable_dns_lookups = yes
alias_maps =
relay_domains = martlet.example
transport_maps = inline:{{ {{martlet.example = lmtp:inet:127.0.0.1:{lmtp}}} }}
relayhost = [127.0.0.1]:{sink}
recipient_delimiter = +
smtpd_forbid_bare_newline = yes
smtpd_relay_restrictions = permit_mynetworks, reject
smtp_tls_security_level = none
minimal_backoff_time = 2s
maximal_backoff_time = 3s
queue_run_delay = 2s
maillog_file = /var/log/martlet-test-{port}.log
maillog_file_prefixes = /var/log
"""

MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
lmtp unix - - n - - lmtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""

AVAILABLE = os.getuid() == 0 and shutil.which("postfix", path="/usr/sbin:/usr/bin") is not None


class Postfix:
    def __init__(self, lmtp_port, sink_port):
        self.port = free_port()
        self.folder = tempfile.TemporaryDirectory(prefix="martlet-postfix-")
        folder = pathlib.Path(self.folder.name)
        os.chmod(folder, 0o755)
        for name in ("etc", "spool", "data"):
            (folder / name).mkdir()
        shutil.chown(folder / "data", "postfix")
        values = {"folder": folder, "lmtp": lmtp_port, "sink": sink_port, "port": self.port}
        (folder / "etc/main.cf").write_text(MAIN.format(**values))
        (folder / "etc/master.cf").write_text(MASTER.format(**values))
        self.etc = folder / "etc"
        self._run("start")

    def stop(self):
        self._run("stop", check=False)
        pathlib.Path(f"/var/log/martlet-test-{self.port}.log").unlink(missing_ok=True)
        self.folder.cleanup()

    def log(self):
        return pathlib.Path(f"/var/log/martlet-test-{self.port}.log").read_text()

    def _run(self, verb, check=True):
        subprocess.run(
            ["postfix", "-c", self.etc, verb], check=check, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"})
