#!/usr/bin/env python3
"""Concurrent LMTP (or SMTP) load driver.  Python 3.9+, stdlib only.

  python3 lmtp_load.py --socket /run/dovecot/lmtp --rcpt bench@localhost \
      --concurrency 16 --count 2000 --size 4096
  python3 lmtp_load.py --host 127.0.0.1 --port 10024 --rcpt support@desk.example ...

One thread per connection, persistent connections, --per-session messages on each
connection before QUIT and reconnect (0 = never reconnect).  A message's latency runs
from the MAIL FROM write to the last per-recipient reply after the final dot, which is
the moment at which the server has taken responsibility.  Prints one JSON object.

Content is seeded (--seed): words, a unique Message-ID and Subject for each message,
an attachment of base64 when --size is over 100 kB (or --attach).  --thread-every N makes
every Nth message a reply (In-Reply-To/References) to the previous one of its connection.
--procs spreads the connections over processes (Python's GIL: one process tops out near
4-6 k small messages/s; measure that with --null, which talks to a built-in null server).
--save-corpus DIR writes the first --count messages as .eml files and exits (for pipes,
parsers).
"""
import argparse, base64, json, os, random, socket, sys, threading, time, multiprocessing

WORDS = ("printer invoice login password network server ticket mailbox account refund order "
         "shipment delay error screen update install license version crash request please "
         "thanks regards attached customer contract number phone office window keyboard "
         "meeting calendar vacation salary project deadline report budget quota backup "
         "restore database certificate expired renewal access denied permission folder "
         "shared drive slow response timeout gateway proxy firewall vpn token reset "
         "Rechnung Passwort Drucker Straße für über naïve façade").split()


def body_text(rng, n):
    out, ln = [], 0
    line = []
    while ln < n:
        w = rng.choice(WORDS)
        line.append(w)
        ln += len(w) + 1
        if len(line) >= 11:
            out.append(" ".join(line))
            line = []
    out.append(" ".join(line))
    return "\r\n".join(out)


class Maker:
    """Makes messages cheaply: the big part is made once per (seed, size), the head and a
    unique line are new for every message."""

    def __init__(self, seed, size, attach):
        self.size = size
        rng = random.Random(seed)
        self.rng = rng
        self.variants = []
        for _ in range(8):
            if attach:
                text = body_text(rng, 1500)
                raw = rng.randbytes(max(64, int((size - 2400) * 57 / 78)))
                b64 = base64.encodebytes(raw).replace(b"\n", b"\r\n").decode()
                self.variants.append((text, b64))
            else:
                self.variants.append((body_text(rng, max(10, size - 620)), None))

    def make(self, uid, sender, rcpt, parent=None):
        rng = self.rng
        text, b64 = self.variants[rng.randrange(len(self.variants))]
        subj = " ".join(rng.choice(WORDS[:50]) for _ in range(5))
        mid = f"<{uid}@load.example>"
        head = [
            f"Received: from client.load.example (client.load.example [192.0.2.7]) by mx.load.example; "
            f"{time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime())}",
            f"From: Load Tester <{sender}>",
            f"To: <{rcpt}>",
            f"Subject: {subj} {uid[-6:]}",
            f"Message-ID: {mid}",
            f"Date: {time.strftime('%a, %d %b %Y %H:%M:%S +0000', time.gmtime())}",
            "MIME-Version: 1.0",
        ]
        if parent:
            head += [f"In-Reply-To: {parent}", f"References: {parent}"]
        if b64 is None:
            head += ["Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", "",
                     f"Unique line {uid}", text, ""]
            return mid, "\r\n".join(head).encode()
        bnd = f"=_b{uid}"
        head += [f'Content-Type: multipart/mixed; boundary="{bnd}"', "",
                 f"--{bnd}", "Content-Type: text/plain; charset=utf-8",
                 "Content-Transfer-Encoding: 8bit", "", f"Unique line {uid}", text,
                 f"--{bnd}", 'Content-Type: application/octet-stream; name="data.bin"',
                 "Content-Transfer-Encoding: base64",
                 'Content-Disposition: attachment; filename="data.bin"', "",
                 b64 + f"--{bnd}--", ""]
        return mid, "\r\n".join(head).encode()


class Conn:
    def __init__(self, a):
        if a.socket:
            self.s = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            self.s.settimeout(a.timeout)
            self.s.connect(a.socket)
        else:
            self.s = socket.create_connection((a.host, a.port), timeout=a.timeout)
            self.s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.f = self.s.makefile("rb")
        self.expect(b"2")
        caps = self.cmd((b"EHLO" if a.smtp else b"LHLO") + b" client.load.example\r\n", b"2")
        self.pipelining = any(b"PIPELINING" in c.upper() for c in caps)

    def reply(self):
        lines = []
        while True:
            l = self.f.readline()
            if not l:
                raise ConnectionError("closed by the server")
            lines.append(l)
            if l[3:4] != b"-":
                return lines

    def expect(self, pre):
        r = self.reply()
        if not r[-1].startswith(pre):
            raise ValueError(r[-1].decode("latin1").strip())
        return r

    def cmd(self, b, pre):
        self.s.sendall(b)
        return self.expect(pre)


def worker(a, wid, todo, lat, errs, stop, barrier):
    rng = random.Random(a.seed * 1000003 + wid)
    mk = Maker(a.seed * 7919 + wid, a.size, a.attach)
    c, in_sess, parent = None, 0, None
    n_ok = n_rep = 0
    barrier.wait()
    k = 0
    while True:
        with todo.get_lock():
            if todo.value <= 0:
                break
            todo.value -= 1
        if stop.is_set():
            break
        k += 1
        uid = f"{a.run:x}.{wid}.{k}"
        rc = a.rcpt[rng.randrange(len(a.rcpt))] if a.rcpt_mode == "random" else None
        rcpts = [rc] if rc else a.rcpt
        sender = f"user{rng.randrange(a.senders)}@customers.example"
        use_parent = parent if a.thread_every and k % a.thread_every == 0 else None
        mid, data = mk.make(uid, sender, rcpts[0], use_parent)
        data = data.replace(b"\r\n.", b"\r\n..")
        try:
            if c is None:
                c = Conn(a)
                in_sess = 0
            t0 = time.perf_counter()
            env = [b"MAIL FROM:<%s>\r\n" % sender.encode()] + [b"RCPT TO:<%s>\r\n" % r.encode() for r in rcpts]
            if c.pipelining and not a.no_pipelining:
                c.s.sendall(b"".join(env) + b"DATA\r\n")
                for _ in env:
                    c.expect(b"2")
                c.expect(b"3")
            else:
                for e in env:
                    c.cmd(e, b"2")
                c.cmd(b"DATA\r\n", b"3")
            c.s.sendall(data + b".\r\n")
            for _ in (rcpts if not a.smtp else [1]):
                c.expect(b"2")
                n_rep += 1
            lat.append(time.perf_counter() - t0)
            n_ok += 1
            parent = mid
            in_sess += 1
            if a.per_session and in_sess >= a.per_session:
                c.s.sendall(b"QUIT\r\n")
                c.reply()
                c.s.close()
                c = None
        except Exception as e:
            errs.append(f"{type(e).__name__}: {e}"[:200])
            try:
                c and c.s.close()
            except OSError:
                pass
            c = None
            if len(errs) > 50:
                stop.set()
    if c:
        try:
            c.s.sendall(b"QUIT\r\n")
            c.s.close()
        except OSError:
            pass
    return n_ok


def proc_main(a, pid, conns, todo, q, bar):
    lat, errs, stop = [], [], threading.Event()
    tb = threading.Barrier(len(conns) + 1)
    th = [threading.Thread(target=worker, args=(a, w, todo, lat, errs, stop, tb)) for w in conns]
    for t in th:
        t.start()
    bar.wait()
    tb.wait()
    t0 = time.time()
    for t in th:
        t.join()
    q.put((t0, time.time(), lat, errs))


def null_server(path):
    """A LMTP server that accepts and forgets: the driver's own ceiling."""
    ls = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    ls.bind(path)
    ls.listen(256)

    def serve(s):
        f = s.makefile("rb")
        s.sendall(b"220 null\r\n")
        n = 0
        while True:
            l = f.readline()
            if not l:
                return
            u = l[:4].upper()
            if u == b"LHLO":
                s.sendall(b"250-null\r\n250 PIPELINING\r\n")
            elif u == b"MAIL":
                n = 0
                s.sendall(b"250 ok\r\n")
            elif u == b"RCPT":
                n += 1
                s.sendall(b"250 ok\r\n")
            elif u == b"DATA":
                s.sendall(b"354 go\r\n")
                while f.readline() != b".\r\n":
                    pass
                s.sendall(b"250 ok\r\n" * n)
            else:
                try:
                    s.sendall(b"221 bye\r\n")
                except OSError:
                    pass
                return
    while True:
        s, _ = ls.accept()
        threading.Thread(target=serve, args=(s,), daemon=True).start()


def pct(v, p):
    return v[min(len(v) - 1, int(len(v) * p))] if v else None


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--socket")
    ap.add_argument("--host", default="127.0.0.1")
    ap.add_argument("--port", type=int, default=10024)
    ap.add_argument("--smtp", action="store_true", help="EHLO and one reply after the dot")
    ap.add_argument("--concurrency", type=int, default=4)
    ap.add_argument("--count", type=int, default=1000)
    ap.add_argument("--size", type=int, default=4096)
    ap.add_argument("--attach", action="store_true", default=None)
    ap.add_argument("--rcpt", action="append")
    ap.add_argument("--rcpt-mode", choices=["all", "random"], default="all",
                    help="every message to all --rcpt, or to one of them")
    ap.add_argument("--senders", type=int, default=500)
    ap.add_argument("--per-session", type=int, default=100)
    ap.add_argument("--thread-every", type=int, default=0)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--procs", type=int, default=1)
    ap.add_argument("--repeat", type=int, default=1)
    ap.add_argument("--timeout", type=float, default=60)
    ap.add_argument("--no-pipelining", action="store_true")
    ap.add_argument("--null", action="store_true", help="measure the driver against its own null server")
    ap.add_argument("--save-corpus", metavar="DIR")
    ap.add_argument("--label", default="")
    a = ap.parse_args()
    a.rcpt = a.rcpt or ["bench@localhost"]
    if a.attach is None:
        a.attach = a.size > 100_000
    a.run = int(time.time() * 1000) & 0xFFFFFFFFFF
    if a.save_corpus:
        os.makedirs(a.save_corpus, exist_ok=True)
        mk = Maker(a.seed, a.size, a.attach)
        parent = None
        for i in range(a.count):
            snd = f"user{mk.rng.randrange(a.senders)}@customers.example"
            p = parent if a.thread_every and (i + 1) % a.thread_every == 0 else None
            parent, d = mk.make(f"c{a.seed}.{a.size}.{i}", snd, a.rcpt[0], p)
            with open(f"{a.save_corpus}/{i:06d}.eml", "wb") as fh:
                fh.write(d)
        print(json.dumps({"saved": a.count, "dir": a.save_corpus}))
        return
    nullp = None
    if a.null:
        a.socket = f"/var/tmp/lmtp_null.{os.getpid()}"
        nullp = multiprocessing.Process(target=null_server, args=(a.socket,), daemon=True)
        nullp.start()
        time.sleep(0.3)
    a.procs = max(1, min(a.procs, a.concurrency))
    runs, all_lat, all_err = [], [], []
    for r in range(a.repeat):
        a.run += 1
        todo = multiprocessing.Value("i", a.count)
        q = multiprocessing.Queue()
        bar = multiprocessing.Barrier(a.procs)
        ps = [multiprocessing.Process(target=proc_main, args=(
            a, p, list(range(p, a.concurrency, a.procs)), todo, q, bar)) for p in range(a.procs)]
        for p in ps:
            p.start()
        res = [q.get() for _ in ps]
        for p in ps:
            p.join()
        wall = max(x[1] for x in res) - min(x[0] for x in res)
        lat = [v for x in res for v in x[2]]
        err = [v for x in res for v in x[3]]
        runs.append(len(lat) / wall)
        all_lat += lat
        all_err += err
    if nullp:
        nullp.terminate()
        os.unlink(a.socket)
    all_lat.sort()
    runs.sort()
    ms = lambda v: None if v is None else round(v * 1000, 2)
    med = runs[len(runs) // 2]
    print(json.dumps({
        "label": a.label, "size": a.size, "concurrency": a.concurrency, "count": a.count,
        "rcpts": len(a.rcpt) if a.rcpt_mode == "all" else 1, "repeat": a.repeat,
        "msgs_per_s": round(med, 1), "runs": [round(x, 1) for x in runs],
        "MB_per_s": round(med * a.size / 1e6, 2),
        "p50_ms": ms(pct(all_lat, .5)), "p95_ms": ms(pct(all_lat, .95)), "p99_ms": ms(pct(all_lat, .99)),
        "max_ms": ms(all_lat[-1]) if all_lat else None,
        "ok": len(all_lat), "errors": len(all_err), "first_errors": all_err[:3]}))
    sys.exit(0 if all_lat and not all_err else 1)


if __name__ == "__main__":
    main()
