"""Clients that send as an MTA does: each mail again and again until every recipient's reply is 250."""
import random
import smtplib
import threading
import time

from martlet import mail

DESKS = ["support@martlet.example", "people@martlet.example"]


class Client(threading.Thread):
    """Numbered mails, several on one connection; some large, some to two desks."""

    def __init__(self, desk, name, pause):
        super().__init__(daemon=True)
        self.desk, self.label, self.pause = desk, name, pause
        self.accepted, self.attempts, self.ends = [], 0, False
        self.connection = None
        self.random = random.Random(name)

    def run(self):
        number = 0
        while not self.ends:
            marker = f"mark-{self.label}-{number}-end"
            sender = f"{self.label}.{number}@customer.example"
            body = marker + "\r\n" + ("\r\n.a line of a large mail" * 12_000 if number % 23 == 5 else "")
            recipients = DESKS if number % 7 == 0 else [self.random.choice(DESKS)]
            message = mail(subject=marker, body=body, sender=sender, message_id=f"{marker}@customer.example")
            while not self.ends and not self._sends(sender, recipients, message):
                time.sleep(0.01)
            if self.ends:
                return
            number += 1
            time.sleep(self.random.uniform(0, self.pause))

    def _sends(self, sender, recipients, message):
        self.attempts += 1
        try:
            if self.connection is None:
                self.connection = smtplib.LMTP(
                    "127.0.0.1", self.desk.lmtp_port, local_hostname="mx.example", timeout=20)
                self.connection.ehlo()
            ok = self.connection.mail(sender)[0] == 250
            ok = ok and all(self.connection.rcpt(recipient)[0] == 250 for recipient in recipients)
            if not ok or self.connection.docmd("DATA")[0] != 354:
                raise smtplib.SMTPException("refused")
            self.connection.send(message.replace(b"\r\n.", b"\r\n..") + b".\r\n")
            replies = [self.connection.getreply()[0] for _ in recipients]
        except (OSError, smtplib.SMTPException):
            if self.connection:
                self.connection.close()
            self.connection = None
            return False
        if any(code != 250 for code in replies):
            return False
        # Nothing stands between the reply and this line: it is what must not be lost.
        self.accepted.append(message_marker(message))
        return True


def message_marker(message):
    start = message.index(b"mark-")
    return message[start:message.index(b"-end", start) + 4].decode()


class Load:
    def __init__(self, desk, clients=4, pause=0.02, name="c"):
        self.clients = [Client(desk, f"{name}{index}", pause) for index in range(clients)]

    def __enter__(self):
        for client in self.clients:
            client.start()
        return self

    def __exit__(self, *_):
        for client in self.clients:
            client.ends = True
        for client in self.clients:
            client.join(30)

    @property
    def accepted(self):
        return [marker for client in self.clients for marker in list(client.accepted)]

    @property
    def attempts(self):
        return sum(client.attempts for client in self.clients)
