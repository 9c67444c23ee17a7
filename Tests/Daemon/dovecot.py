"""A Dovecot of the tests' own with one mailbox, over TLS with an authority of its own."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import uuid

from martlet import eventually, free_port

AVAILABLE = os.getuid() == 0 and shutil.which("dovecot", path="/usr/sbin:/usr/bin") is not None

CONFIGURATION = """\
protocols = imap
base_dir = {folder}/run
log_path = {folder}/log
listen = 127.0.0.1
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
mail_location = maildir:{folder}/mail/%u
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
default_internal_user = nobody
default_internal_group = nogroup
default_login_user = nobody
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid=nobody gid=nogroup home={folder}/home
}}
"""


class Dovecot:
    def __init__(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="martlet-dovecot-")
        self.folder = pathlib.Path(self.temporary.name)
        os.chmod(self.folder, 0o755)
        self.port = free_port()
        self.authority = self.folder / "authority.pem"
        self._certificates()
        (self.folder / "dovecot.conf").write_text(CONFIGURATION.format(folder=self.folder, port=self.port))
        for name in ("mail", "home"):
            (self.folder / name).mkdir()
        self.inbox = self.folder / "mail/support@martlet.example"
        for name in ("new", "cur", "tmp"):
            (self.inbox / name).mkdir(parents=True)
        self._own()
        self.process = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", self.folder / "dovecot.conf"])
        eventually(lambda: (self.folder / "log").exists() and "starting up" in (self.folder / "log").read_text())

    def deliver(self, message):
        (self.inbox / "new" / uuid.uuid4().hex).write_bytes(message)
        self._own()

    def seen(self):
        """How many messages carry the flag."""
        return len([name for name in os.listdir(self.inbox / "cur") if "S" in name.rpartition(",")[2]])

    def stop(self):
        self.process.terminate()
        self.process.wait(20)
        self.temporary.cleanup()

    def _own(self):
        subprocess.run(["chown", "-R", "nobody:nogroup", self.folder / "mail", self.folder / "home"], check=True)

    def _certificates(self):
        def openssl(*arguments):
            subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True, cwd=self.folder)

        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "authority.key", "-out", "authority.pem",
                "-subj", "/CN=Martlet test authority", "-days", "2")
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", "server.key", "-out", "server.csr", "-subj",
                "/CN=localhost")
        (self.folder / "names").write_text("subjectAltName=DNS:localhost")
        openssl("x509", "-req", "-in", "server.csr", "-CA", "authority.pem", "-CAkey", "authority.key", "-CAcreateserial",
                "-out", "server.pem", "-days", "2", "-extfile", "names")
