"""A token endpoint and its introspection on loopback: what Microsoft and Google do, as far as a desk sees it."""
import http.server
import json
import secrets
import ssl
import threading
import urllib.parse


class TokenServer:
    """Refresh tokens work once: each answer brings the next one. `refusal` is an error code to answer with."""

    def __init__(self, authority, directory, user):
        self.user, self.refresh_token = user, "first-" + secrets.token_hex(8)
        self.access_tokens, self.forms, self.refusal = set(), [], None
        authority.issue("localhost", directory / "token")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(directory / "token.pem", directory / "token.key")
        self._secured = self._serve(self._token, context)
        self._plain = self._serve(self._introspection, None)
        self.url = f"https://localhost:{self._secured.server_port}/common/token"
        self.introspection = f"http://127.0.0.1:{self._plain.server_port}/introspect"

    def _token(self, form):
        self.forms.append(form)
        if self.refusal:
            return 400, {"error": self.refusal, "error_description": "no"}
        if form.get("grant_type") != "refresh_token" or form.get("refresh_token") != self.refresh_token:
            return 400, {"error": "invalid_grant"}
        if form.get("client_id") != "desk" or form.get("client_secret") != "s3cret&+":
            return 401, {"error": "invalid_client"}
        self.refresh_token = "next-" + secrets.token_hex(8)
        token = secrets.token_urlsafe(400)
        self.access_tokens.add(token)
        return 200, {"token_type": "Bearer", "access_token": token, "expires_in": 3600,
                     "refresh_token": self.refresh_token}

    def _introspection(self, form):
        good = form.get("token") in self.access_tokens
        return 200, {"active": "true" if good else "false", "username": self.user}

    @staticmethod
    def _serve(answer, context):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(handler):
                body = handler.rfile.read(int(handler.headers.get("Content-Length", 0))).decode()
                status, fields = answer(dict(urllib.parse.parse_qsl(body)))
                content = json.dumps(fields).encode()
                handler.send_response(status)
                handler.send_header("Content-Type", "application/json")
                handler.send_header("Content-Length", str(len(content)))
                handler.end_headers()
                handler.wfile.write(content)

            def log_message(handler, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def stop(self):
        for server in (self._secured, self._plain):
            server.shutdown()
            server.server_close()
