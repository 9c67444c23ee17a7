"""Reading mails: structure and decoding by Martlet's child pool, GMime and Python's email, on the same bytes.

All three read every field of every part, decode every part and turn text into Unicode, one mail at a time, warmed up,
in rounds that take turns because a machine drifts. Martlet's figure includes the way to its parser's child and back,
its look at the raw bytes before that, and what it reports about contradictions.
"""
import base64, email, email.policy, json, pathlib, random, shutil, subprocess, sys, time

HERE = pathlib.Path(__file__).resolve().parent
WORDS = """printer does not answer since the update of the floor plan please look into it when you have a minute the
account of our new colleague is locked and she cannot open the shared folder thank you kind regards from the office
""".split()
CHINESE = "打印机自从昨天更新以后就没有反应请有空的时候看一下新同事的账号被锁定了她打不开共享文件夹谢谢"


class Composer:
    """Mails of several kinds, the same ones every time."""

    def __init__(self, seed=2045):
        self.random = random.Random(seed)
        self.serial = 0

    def prose(self, size, words=WORDS):
        lines, line, length = [], [], 0
        while length < size:
            word = self.random.choice(words)
            line.append(word)
            length += len(word) + 1
            if len(line) > 12:
                lines.append(" ".join(line))
                line = []
        return "\r\n".join(lines + [" ".join(line)])

    def head(self, *more):
        self.serial += 1
        number = self.serial
        token = "%032x" % self.random.getrandbits(128)
        fields = [f"Return-Path: <person{number}@sender.example>"]
        for hop in range(4):
            fields.append(f"Received: from mx{hop}.sender.example (mx{hop}.sender.example [192.0.2.{hop + 1}])\r\n"
                          f"\tby mail{hop}.desk.example (Postfix) with ESMTPS id {token[:12].upper()}\r\n"
                          f"\tfor <support@desk.example>; Wed, 11 Mar 2026 09:{hop + 10}:00 +0000 (UTC)")
        signature = base64.b64encode(self.random.randbytes(256)).decode()
        fields += [
            f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=sender.example; s=k1;\r\n"
            f"\th=from:to:subject:date:message-id; bh={signature[:43]}=;\r\n\tb={signature[:70]}\r\n\t {signature[70:]}",
            f"From: \"Person {number}\" <person{number}@sender.example>", "To: IT Support <support@desk.example>",
            "Cc: =?utf-8?B?5byg5LiJ?= <zhang@sender.example>, \"Li, Si\" <li@sender.example>",
            "Subject: =?utf-8?Q?Der_Drucker_ist_wieder_st=C3=B6rrisch?= (%d)" % number,
            "Date: Wed, 11 Mar 2026 09:10:11 +0000", f"Message-ID: <{token}@sender.example>",
            f"References: <{token[::-1]}@desk.example> <{token[8:]}@desk.example>",
            "MIME-Version: 1.0", "X-Mailer: Composer 1.0",
        ]
        return fields + list(more)

    @staticmethod
    def mail(fields, body):
        return "\r\n".join(fields).encode() + b"\r\n\r\n" + body + b"\r\n"

    def multipart(self, subtype, parts, head=None):
        boundary = "=_%016x" % self.random.getrandbits(64)
        fields = (head or []) + [f'Content-Type: multipart/{subtype}; boundary="{boundary}"']
        delimiter = f"\r\n--{boundary}".encode()
        body = b"".join(delimiter + b"\r\n" + part for part in parts) + delimiter + b"--"
        return self.mail(fields, body[2:])

    def text(self, subtype, text, charset="utf-8", encoding="quoted-printable"):
        raw = text.encode(charset)
        if encoding == "base64":
            body = base64.encodebytes(raw).replace(b"\n", b"\r\n")
        else:
            lines = []
            for line in raw.split(b"\r\n"):
                coded = b"".join(b"%c" % byte if 32 <= byte < 127 and byte != 61 else b"=%02X" % byte for byte in line)
                while len(coded) > 75:
                    cut = 75
                    while b"=" in coded[cut - 2:cut]:
                        cut -= 1
                    lines.append(coded[:cut] + b"=")
                    coded = coded[cut:]
                lines.append(coded)
            body = b"\r\n".join(lines)
        return self.mail([f"Content-Type: text/{subtype}; charset={charset}",
                          f"Content-Transfer-Encoding: {encoding}"], body)

    def file(self, size, type="application/pdf"):
        self.serial += 1
        return self.mail([f"Content-Type: {type}; name=\"file {self.serial}.pdf\"",
                          "Content-Disposition: attachment;\r\n filename*0*=utf-8''%E6%8A%A5; filename*1*=%E5%91%8A.pdf",
                          "Content-Transfer-Encoding: base64"],
                         base64.encodebytes(self.random.randbytes(size)).replace(b"\n", b"\r\n"))

    def html(self, size, words=WORDS):
        rows = "".join(f'<tr><td style="padding: 4px; color: #333">{self.prose(120, words)}</td></tr>\r\n'
                       for _ in range(size // 190))
        return f"<html><head><meta charset=utf-8></head><body><table>\r\n{rows}</table></body></html>"

    def plain(self):
        return self.mail(self.head("Content-Type: text/plain; charset=us-ascii"), self.prose(3_000).encode())

    def alternative(self):
        return self.multipart("alternative", [self.text("plain", self.prose(4_000) + " größer"),
                                              self.text("html", self.html(14_000))], self.head())

    def chinese(self):
        return self.multipart("alternative", [
            self.text("plain", self.prose(1_500, CHINESE), "gb2312", "base64"),
            self.text("html", self.html(4_000, CHINESE), "utf-8", "base64")], self.head())

    def attachments(self):
        body = self.multipart("related", [self.text("html", self.html(6_000)), self.file(20_000, "image/png")])
        return self.multipart("mixed", [body, self.file(60_000), self.file(30_000)], self.head())

    def parts(self):
        return self.multipart("mixed", [self.text("plain", self.prose(500))]
                              + [self.file(400, "image/png") for _ in range(80)], self.head())

    def large(self):
        return self.multipart("mixed", [self.text("plain", self.prose(500)), self.file(4_000_000)], self.head())


KINDS = {"plain": 300, "alternative": 100, "chinese": 150, "attachments": 60, "parts": 40, "large": 3}


def read_with_python(rounds, files):
    mails = [pathlib.Path(name).read_bytes() for name in files]
    spent = []
    for _ in range(rounds + 1):
        parts = attached = 0
        start = time.monotonic()
        for bytes in mails:
            for part in email.message_from_bytes(bytes, policy=email.policy.default).walk():
                for name, value in part.items():
                    str(value)
                if part.is_multipart():
                    continue
                parts += 1
                content = part.get_content()
                attached += 0 if part.get_content_maintype() == "text" else len(content)
        spent.append(round((time.monotonic() - start) * 1e6))
    return {"microseconds": spent[1:], "parts": parts, "attached": attached}


def build_gmime(folder):
    compiler, program = shutil.which("cc") or shutil.which("clang"), folder / "gmime_read"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "gmime-3.0"], stdout=subprocess.PIPE, text=True)
    if flags.returncode or not compiler:
        sys.exit("GMime or a C compiler is missing: apt-get install libgmime-3.0-dev gcc")
    subprocess.run([compiler, "-O2", HERE / "gmime_read.c", "-o", program, *flags.stdout.split()], check=True)
    return program


def measure(command):
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def median(values):
    return sorted(values)[len(values) // 2]


def run(binary, rounds, folder):
    """One row a kind of mail and one for all of them; prints as it goes."""
    composer, gmime, rows = Composer(), build_gmime(folder), []
    total = {"mails": 0, "bytes": 0, "martlet": 0, "gmime": 0, "python": 0}
    print(f"{'kind':>12} {'mails':>5} {'kB each':>8} | {'martlet MB/s':>12} {'gmime MB/s':>10} {'python MB/s':>11} | "
          f"{'of gmime':>8} {'of python':>9}")
    for kind, count in KINDS.items():
        files, size = [], 0
        for index in range(count):
            bytes = getattr(composer, kind)()
            size += len(bytes)
            files.append(folder / f"{kind}{index}.eml")
            files[-1].write_bytes(bytes)
        commands = {
            "martlet": [binary, "mail", "measure", "--rounds", "3", *files], "gmime": [gmime, "3", *files],
            "python": [sys.executable, __file__, "1", *files],
        }
        spent = {name: [] for name in commands}
        for _ in range(rounds):
            seen = {}
            for name, command in commands.items():
                result = measure(command)
                spent[name] += result["microseconds"]
                seen[name] = (result["parts"], result["attached"])
                if result.get("fallbacks"):
                    sys.exit(f"{kind}: {result['fallbacks']} mails were read without the child")
            if len(set(seen.values())) != 1:
                sys.exit(f"{kind}: the readers disagree on parts and bytes: {seen}")
        row = {"kind": kind, "mails": count, "bytes": size, **{name: median(spent[name]) for name in commands}}
        rows.append(row)
        for name in total:
            total[name] += row[name]
        report(row)
    rows.append({"kind": "all", **total})
    report(rows[-1])
    return rows


def report(row):
    for name in ("martlet", "gmime", "python"):
        row[name + "_mb_per_s"] = round(row["bytes"] / row.pop(name), 1)
    ours = row["martlet_mb_per_s"]
    print(f"{row['kind']:>12} {row['mails']:>5} {row['bytes'] / row['mails'] / 1e3:>8.1f} | {ours:>12} "
          f"{row['gmime_mb_per_s']:>10} {row['python_mb_per_s']:>11} | {ours / row['gmime_mb_per_s']:>8.2f} "
          f"{ours / row['python_mb_per_s']:>9.1f}", flush=True)


if __name__ == "__main__":
    print(json.dumps(read_with_python(int(sys.argv[1]), sys.argv[2:])))
