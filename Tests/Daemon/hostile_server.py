"""Mail servers that are not what they should be, for IMAP and POP3: one port for each way."""
import asyncio
import threading

GREETING = b"* OK [CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE ID] ready\r\n"
SELECTED = (b"* 1 EXISTS\r\n* 0 RECENT\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 7] v\r\n* OK [UIDNEXT 2] n\r\n")


async def imap(reader, writer, until=None, act=None):
    """A server that answers as it should until a command, and then acts."""
    writer.write(GREETING)
    while line := await reader.readline():
        tag, _, rest = line.strip().partition(b" ")
        command = rest.upper()
        if until and command.startswith(until):
            await act(writer, tag)
            # What comes now is not read: the client has to leave.
            await asyncio.sleep(3600)
        if command.startswith(b"SELECT"):
            writer.write(SELECTED)
        elif command.startswith(b"CAPABILITY"):
            writer.write(b"* CAPABILITY IMAP4rev1 IDLE UIDPLUS MOVE ID\r\n")
        elif command.startswith(b"UID SEARCH"):
            writer.write(b"* SEARCH 1\r\n")
        elif b"RFC822.SIZE" in command:
            writer.write(b"* 1 FETCH (UID 1 RFC822.SIZE 30)\r\n")
        writer.write(tag + b" OK done\r\n")
        await writer.drain()


async def pour(writer, piece):
    while True:
        writer.write(piece)
        await writer.drain()


def flood(start, piece):
    async def act(writer, tag):
        writer.write(start)
        await pour(writer, piece)
    return act


def say(text, hangs_up=False):
    async def act(writer, tag):
        writer.write(text.replace(b"TAG", tag))
        await writer.drain()
        if hangs_up:
            writer.close()
    return act


async def silent(reader, writer):
    await asyncio.sleep(3600)


async def endless_greeting(reader, writer):
    await pour(writer, b"* OK " + b"x" * 60000)


async def trickle(reader, writer):
    """A byte at a time: no single wait is long."""
    writer.write(b"* OK ")
    while True:
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.2)


def drip(start):
    """A byte at a time, of what was announced."""
    async def act(writer, tag):
        writer.write(start)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.2)
    return act


async def starttls(reader, writer):
    writer.write(b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n")
    tag = (await reader.readline()).split(b" ")[0]
    writer.write(tag + b" OK go\r\n* OK [CAPABILITY IMAP4rev1] injected\r\n" + tag + b" OK injected\r\n")
    await writer.drain()
    await asyncio.sleep(3600)


async def pop3(reader, writer, act):
    writer.write(b"+OK ready\r\n")
    while line := await reader.readline():
        command = line.strip().upper()
        if command.startswith(b"LIST"):
            writer.write(b"+OK\r\n1 30\r\n.\r\n")
        elif command.startswith(b"UIDL"):
            writer.write(b"+OK\r\n1 abc\r\n.\r\n")
        elif command.startswith(b"RETR"):
            await act(writer, b"")
            await asyncio.sleep(3600)
        else:
            writer.write(b"+OK\r\n")
        await writer.drain()


def at(until, act):
    return lambda reader, writer: imap(reader, writer, until, act)


#: How each one misbehaves: scheme, what it is, and how it plays.
WAYS = {
    "says nothing": ("imap", silent),
    "never ends its greeting": ("imap", endless_greeting),
    "trickles": ("imap", trickle),
    "injects behind STARTTLS": ("imap-tls", starttls),
    "answers another tag": ("imap", at(b"LOGIN", say(b"zzz OK in\r\n"))),
    "says NUL": ("imap", at(b"SELECT", say(b"* OK a\0b\r\n\0TAG OK\0\r\n\0\0\0"))),
    "floods without a tag": ("imap", at(b"SELECT", flood(b"", b"* 5 EXISTS\r\n" * 4000))),
    "lists without end": ("imap", at(b"UID SEARCH", flood(b"* SEARCH", b" 1" * 20000))),
    "nests without end": ("imap", at(b"UID FETCH", flood(b"* 1 FETCH (", b"(" * 50000))),
    "announces 4 GB": ("imap", at(b"UID FETCH 1 BODY", flood(b"* 1 FETCH (UID 1 BODY[] {4294967295}\r\n", b"x" * 60000))),
    "announces 4 GB and stops": ("imap", at(b"UID FETCH 1 BODY", say(b"* 1 FETCH (UID 1 BODY[] {4294967295}\r\nx"))),
    "closes within a literal": ("imap", at(b"UID FETCH 1 BODY", say(b"* 1 FETCH (UID 1 BODY[] {30}\r\nSubj", True))),
    "stalls within a literal": ("imap", at(b"UID FETCH 1 BODY", say(b"* 1 FETCH (UID 1 BODY[] {30}\r\nSubj"))),
    "trickles within a literal": ("imap", at(b"UID FETCH 1 BODY", drip(b"* 1 FETCH (UID 1 BODY[] {30000}\r\nSubj"))),
    "gives numbers out of range": ("imap", at(b"UID SEARCH", say(b"* SEARCH 99999999999999999999 -1\r\nTAG OK\r\n"))),
    "breaks off while idle": ("imap", at(b"IDLE", say(b"+ idling\r\n* BYE\r\n", True))),
    "floods while idle": ("imap", at(b"IDLE", flood(b"+ idling\r\n", b"* 1 FETCH (FLAGS ())\r\n" * 2000))),
    "never ends a mail": ("pop3", lambda r, w: pop3(r, w, flood(b"+OK\r\n", b"x" * 60000))),
    "trickles within a mail": ("pop3", lambda r, w: pop3(r, w, drip(b"+OK\r\nSubject: x\r\n"))),
    "stalls within a mail": ("pop3", lambda r, w: pop3(r, w, say(b"+OK\r\nSubject: x\r\n"))),
}


class HostileServers:
    """All of them at once, on a thread of their own. `visits` counts connections by name."""

    def __init__(self):
        self.ports, self._servers = {}, []
        self.visits, self._readers = dict.fromkeys(WAYS, 0), {}
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._start(), self._loop).result(20)

    async def _start(self):
        for name, (_, play) in WAYS.items():
            server = await asyncio.start_server(self._counted(name, play), "127.0.0.1", 0)
            self._servers.append(server)
            self.ports[name] = server.sockets[0].getsockname()[1]

    def _counted(self, name, play):
        async def meet(reader, writer):
            self.visits[name] += 1
            self._readers[name] = reader
            try:
                await play(reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError, ValueError):
                pass
            finally:
                writer.close()
        return meet

    def is_waited_for(self, name):
        """Whether the last visitor is still there."""
        return not self._readers[name].at_eof()

    def url(self, name):
        scheme = WAYS[name][0]
        ending = "" if scheme.endswith("-tls") else "?tls=off"
        user = "".join(letter if letter.isalnum() else "-" for letter in name)
        return f"{scheme.removesuffix('-tls')}://{user}@127.0.0.1:{self.ports[name]}{ending}"

    async def _end(self):
        for server in self._servers:
            server.close()
        tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def stop(self):
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(20)
        self._loop.close()
