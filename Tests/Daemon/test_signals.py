"""Start and stop."""
import os
import signal
import smtplib
import socket
import subprocess
import time

from martlet import PROGRAM, Martlet, eventually, mail


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_sigterm_drains_and_exits_0(martlet):
    """A transaction that is under way is finished and answered."""
    client = smtplib.LMTP("127.0.0.1", martlet.lmtp_port, timeout=10)
    client.ehlo()
    client.mail("ann@customer.example")
    client.rcpt("support@martlet.example")
    client.docmd("DATA")
    started = time.monotonic()
    martlet.process.send_signal(signal.SIGTERM)
    eventually(lambda: not listens(martlet.lmtp_port))
    client.send(mail() + b".\r\n")
    assert client.getreply()[0] == 250
    client.close()
    assert martlet.process.wait(12) == 0
    assert time.monotonic() - started < 10
    martlet.start()
    eventually(martlet.tickets)


def test_an_idle_client_does_not_hold_up_the_end(martlet):
    with socket.create_connection(("127.0.0.1", martlet.lmtp_port)) as client:
        client.recv(100)
        assert martlet.stop(seconds=10) == 0


def test_ready_is_told_within_two_seconds(tmp_path):
    desk = Martlet(tmp_path)
    started = time.monotonic()
    desk.start()
    assert time.monotonic() - started < 2
    assert desk.get("/readyz")[0] == 200
    desk.stop()


def test_systemd_is_told(tmp_path):
    path = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(path)
        manager.settimeout(10)
        desk = Martlet(tmp_path, environment={"NOTIFY_SOCKET": path}).start()
        assert manager.recv(200).startswith(b"READY=1")
        desk.process.send_signal(signal.SIGHUP)
        assert manager.recv(200).startswith(b"RELOADING=1")
        assert manager.recv(200).startswith(b"READY=1")
        desk.stop()
        assert manager.recv(200).startswith(b"STOPPING=1")


def test_sighup_takes_the_log_level_and_refuses_a_broken_file(martlet):
    text = martlet.configuration.read_text()
    martlet.configuration.write_text(text + "log: {level: debug}\n")
    martlet.process.send_signal(signal.SIGHUP)
    eventually(lambda: "log-level=debug" in martlet.log_path.read_text())
    martlet.configuration.write_text(text + "lgo: {}\n")
    martlet.process.send_signal(signal.SIGHUP)
    eventually(lambda: "did you mean" in martlet.log_path.read_text())
    assert martlet.get("/readyz")[0] == 200


def test_a_taken_port_is_named(martlet, tmp_path_factory):
    other = Martlet(tmp_path_factory.mktemp("other"))
    text = other.configuration.read_text().replace(str(other.lmtp_port), str(martlet.lmtp_port))
    other.configuration.write_text(text)
    result = subprocess.run([PROGRAM, "serve", "--config", other.configuration], capture_output=True, text=True, timeout=20)
    assert result.returncode == 1
    assert f"cannot listen on 127.0.0.1:{martlet.lmtp_port}" in result.stderr
    assert "is another martlet running?" in result.stderr


def test_the_daemon_leaves_no_children(martlet):
    martlet.accept(mail())
    eventually(martlet.tickets)
    children = subprocess.run(
        ["ps", "--ppid", str(martlet.process.pid), "-o", "pid="], capture_output=True, text=True).stdout.split()
    assert children
    martlet.stop(signal.SIGKILL)
    eventually(lambda: not any(os.path.exists(f"/proc/{child}/exe") for child in children))
