"""An SMTP server that keeps what it gets."""
import socketserver
import threading
from email import message_from_bytes, policy


class Sink:
    def __init__(self):
        self.messages = []
        sink = self

        class Session(socketserver.StreamRequestHandler):
            def handle(self):
                say = lambda text: self.wfile.write(text.encode() + b"\r\n")
                say("220 sink.example ESMTP")
                envelope = {}
                for line in self.rfile:
                    verb = line[:4].upper()
                    if verb in (b"EHLO", b"HELO"):
                        say("250 sink.example")
                    elif verb == b"MAIL":
                        envelope = {"sender": address(line), "recipients": []}
                        say("250 2.1.0 ok")
                    elif verb == b"RCPT":
                        if b"gone@" in line:
                            say("550 5.1.1 no such person")
                            continue
                        envelope["recipients"].append(address(line))
                        say("250 2.1.5 ok")
                    elif verb == b"DATA":
                        say("354 go on")
                        content = b""
                        for line in self.rfile:
                            if line == b".\r\n":
                                break
                            content += line[1:] if line.startswith(b".") else line
                        sink.messages.append((envelope, message_from_bytes(content, policy=policy.default)))
                        say("250 2.0.0 kept")
                    elif verb == b"QUIT":
                        say("221 2.0.0 bye")
                        return
                    else:
                        say("250 2.0.0 ok")

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        self.server = Server(("127.0.0.1", 0), Session)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()


def address(line):
    return line[line.index(b"<") + 1 : line.index(b">")].decode()
