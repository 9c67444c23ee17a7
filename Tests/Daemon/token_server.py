"""An authorization server and its introspection on loopback: what Microsoft and Google do, as far as a desk sees it."""
import base64
import hashlib
import http.server
import json
import secrets
import ssl
import threading
import urllib.parse


class TokenServer:
    """Refresh tokens work once: each answer brings the next one. `refusal` is an error code to answer with.

    Whoever comes to the authorization endpoint consents at once, unless `denial` is an error to send back.
    `refresh_lifetime` is said of each refresh token, where it is set.
    """

    def __init__(self, authority, directory, user):
        self.user, self.refresh_token = user, "first-" + secrets.token_hex(8)
        self.access_tokens, self.forms, self.refusal = set(), [], None
        self.consents, self.denial, self.refresh_lifetime, self._codes = [], None, None, {}
        authority.issue("localhost", directory / "token")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(directory / "token.pem", directory / "token.key")
        self._secured = self._serve(self._token, context)
        self._plain = self._serve(self._introspection, None)
        self.issuer = f"https://localhost:{self._secured.server_port}"
        self.url, self.authorization_url = f"{self.issuer}/common/token", f"{self.issuer}/common/authorize?prompt=consent"
        self.introspection = f"http://127.0.0.1:{self._plain.server_port}/introspect"

    def _token(self, form):
        self.forms.append(form)
        if self.refusal:
            return 400, {"error": self.refusal, "error_description": "no"}
        if form.get("client_id") != "desk" or form.get("client_secret") != "s3cret&+":
            return 401, {"error": "invalid_client"}
        if not (self._is_consented(form) or form.get("grant_type") == "refresh_token"
                and form.get("refresh_token") == self.refresh_token):
            return 400, {"error": "invalid_grant"}
        self.refresh_token = "next-" + secrets.token_hex(8)
        token = secrets.token_urlsafe(400)
        self.access_tokens.add(token)
        lifetime = {"refresh_token_expires_in": self.refresh_lifetime} if self.refresh_lifetime else {}
        return 200, {"token_type": "Bearer", "access_token": token, "expires_in": 3600,
                     "refresh_token": self.refresh_token, **lifetime}

    def _is_consented(self, form):
        """RFC 6749 section 4.1.3, RFC 7636 section 4.6; a code works once."""
        asked = self._codes.pop(form.get("code"), None)
        if form.get("grant_type") != "authorization_code" or asked is None:
            return False
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        return challenge == asked["code_challenge"] and form.get("redirect_uri") == asked["redirect_uri"]

    def _authorize(self, query):
        self.consents.append(query)
        answer = {"state": query["state"], "iss": self.issuer}
        if self.denial:
            answer |= {"error": self.denial, "error_description": "<b>no</b>"}
        else:
            answer["code"] = "code+" + secrets.token_hex(16)
            self._codes[answer["code"]] = query
        return query["redirect_uri"] + "?" + urllib.parse.urlencode(answer)

    def _introspection(self, form):
        good = form.get("token") in self.access_tokens
        return 200, {"active": "true" if good else "false", "username": self.user}

    def _serve(self, answer, context):
        authorize = self._authorize

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(handler):
                handler.send_response(302)
                query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(handler.path).query))
                handler.send_header("Location", authorize(query))
                handler.send_header("Content-Length", "0")
                handler.end_headers()

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
