"""kill -9 at any moment: what was answered with 250 is there, once."""
import os
import random
import signal
import threading
import time

from martlet import eventually, mail

KILLS = int(os.environ.get("MARTLET_KILLS", "20"))


class Sender(threading.Thread):
    """Sends numbered mails, each again and again until it is accepted, as an MTA does."""

    def __init__(self, desk, name):
        super().__init__(daemon=True)
        self.desk, self.label = desk, name
        self.accepted, self.ends = [], False

    def run(self):
        number = 0
        while not self.ends:
            subject = f"load-{self.label}-{number}"
            while True:
                try:
                    message = mail(subject=subject, sender=f"{self.label}@customer.example", body=subject)
                    self.desk.accept(message, sender=f"{self.label}@customer.example")
                    break
                except Exception:
                    if self.ends:
                        return
                    time.sleep(0.02)
            self.accepted.append(subject)
            number += 1


def test_nothing_is_lost_and_nothing_doubled(stopped):
    desk, chance = stopped, random.Random(4711)
    senders = [Sender(desk, f"s{index}") for index in range(4)]
    desk.start()
    for sender in senders:
        sender.start()
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.05, 0.6))
        desk.stop(signal.SIGKILL)
        desk.start()
    for sender in senders:
        sender.ends = True
    for sender in senders:
        sender.join(30)
    accepted = {subject for sender in senders for subject in sender.accepted}
    assert len(accepted) > KILLS

    # What the killed daemons had in hand is taken up at once, not when their leases run out.
    eventually(lambda: b'martlet_mail{state="received"} 0' in desk.get("/metrics")[2], 60)
    subjects = [ticket["subject"] for ticket in desk.tickets()]
    assert accepted - set(subjects) == set(), "lost"
    assert len(subjects) == len(set(subjects)), "doubled"
    assert {m["state"] for m in desk.objects("mail", "list", "--limit", 10000)} == {"ticketed"}
