import InternetMessage

/// The machine of one SMTP connection, client's side: an event goes in, what to do comes out.
///
/// ```
/// S: 220 …          C: EHLO desk.example.com     S: 250-… PIPELINING STARTTLS
/// C: STARTTLS       S: 220 …  (TLS, verified)    C: EHLO …   S: 250 …   C: AUTH PLAIN …   S: 235 …
/// C: MAIL FROM:<…> SIZE=4711 ↵ RCPT TO:<…> ↵ DATA            in one write where PIPELINING is offered
/// S: 250 … ↵ 250 … ↵ 354 …                      C: content   S: 250 …
/// ```
///
/// Security: what a server said before TLS is forgotten with it, and a byte that follows the reply to STARTTLS in
/// clear ends the connection. Credentials go out under TLS, or to loopback where TLS was turned off.
/// Failure: trouble with the connection is transient for every recipient whose fate is open.
/// - Standard: RFC 5321 §3.3 (transactions), RFC 2920 (pipelining), RFC 3207 §4.2 (reset after STARTTLS), RFC 4954
struct SMTPSession {
    enum Event {
        /// A reply, and how many bytes came behind it.
        case reply(SMTPReply, buffered: Int)
        /// TLS is in place; nothing passes it before the server's certificate has been verified.
        case secured
        case begin(Envelope, RawMessage)
        case contentSent
        case failed(String)
        case quit
    }

    enum Action: Hashable {
        case send(String)
        case startTLS
        case sendContent
        case finish(SMTPResult)
        case close
    }

    private enum State {
        case greeting, ehlo, helo, startTLS, handshake, authPlain, authLoginUser, authLoginPassword, authResult
        case ready, transaction, quitting, closed
    }

    private let route: SMTPRoute
    private var state = State.greeting
    /// Means something in `.transaction`.
    private var transaction = SMTPTransaction(recipients: 0)
    private var isSecure: Bool
    private var extensions = SMTPExtensions()
    private var pending: (Envelope, RawMessage)?
    /// A transaction was begun on this connection, so the next one starts with RSET.
    private var isUsed = false

    init(route: SMTPRoute) {
        self.route = route
        isSecure = route.security == .implicit
    }

    var isReady: Bool { if case .ready = state { true } else { false } }

    mutating func receive(_ event: Event) -> [Action] {
        switch (state, event) {
        case (.closed, .begin(let envelope, _)):
            return [.finish(trouble("4.4.2 connection closed", envelope))]
        case (.closed, _): return []
        case (.ready, .begin(let envelope, let message)): return begin(envelope, message)
        case (_, .begin(let envelope, let message)):
            pending = (envelope, message)
            return []
        case (_, .failed(let reason)): return fail(reason)
        case (.handshake, .secured):
            isSecure = true
            extensions = SMTPExtensions()
            return ehlo()
        case (.transaction, .contentSent):
            transaction.isContentSent = true
            return []
        case (.ready, .quit):
            state = .quitting
            return [.send("QUIT\r\n")]
        case (_, .reply(let reply, let buffered)): return read(reply, buffered: buffered)
        case (_, .secured), (_, .contentSent), (_, .quit): return []
        }
    }

    private mutating func read(_ reply: SMTPReply, buffered: Int) -> [Action] {
        switch state {
        case .greeting:
            guard reply.code == 220 else { return fail(reply.text) }
            return ehlo()
        case .ehlo: return greeted(reply)
        case .helo: return reply.isPositive ? proceed() : fail(reply.text)
        case .startTLS:
            guard reply.code == 220 else { return fail("4.7.4 STARTTLS was refused: \(reply.text)") }
            // RFC 3207 §4.2: what follows in clear was put there by somebody else.
            guard buffered == 0 else { return fail("4.7.5 plaintext after STARTTLS") }
            state = .handshake
            return [.startTLS]
        case .handshake: return fail("4.7.5 reply during the TLS handshake")
        case .authPlain, .authLoginUser, .authLoginPassword, .authResult: return authenticating(reply)
        case .transaction: return answer(reply)
        case .ready, .quitting: return fail(reply.text)
        case .closed: return []
        }
    }

    private mutating func ehlo() -> [Action] {
        state = .ehlo
        return [.send("EHLO \(route.heloName)\r\n")]
    }

    private mutating func greeted(_ reply: SMTPReply) -> [Action] {
        if reply.isPositive {
            extensions = SMTPExtensions(reply)
            return proceed()
        }
        guard reply.code / 100 == 5 else { return fail(reply.text) }
        state = .helo
        return [.send("HELO \(route.heloName)\r\n")]
    }

    private mutating func proceed() -> [Action] {
        let wantsTLS = route.security == .required || route.security == .opportunistic
        if wantsTLS, !isSecure {
            if extensions.startTLS {
                state = .startTLS
                return [.send("STARTTLS\r\n")]
            }
            if route.security == .required { return fail("4.7.4 TLS is required, and the server offers no STARTTLS") }
        }
        return authenticate()
    }

    private mutating func authenticate() -> [Action] {
        guard let credentials = route.credentials else { return ready() }
        guard isSecure || route.security == .off && route.isLoopback else {
            return fail("4.7.4 no credentials are sent in clear")
        }
        if extensions.authPlain {
            state = .authPlain
            let secret = [0] + Array(credentials.user.utf8) + [0] + Array(credentials.password.utf8)
            return [.send("AUTH PLAIN \(base64(secret))\r\n")]
        }
        guard extensions.authLogin else { return fail("4.7.0 the server offers neither AUTH PLAIN nor LOGIN") }
        state = .authLoginUser
        return [.send("AUTH LOGIN\r\n")]
    }

    private mutating func authenticating(_ reply: SMTPReply) -> [Action] {
        switch state {
        case .authLoginUser where reply.code == 334:
            state = .authLoginPassword
            return [.send(base64(Array((route.credentials?.user ?? "").utf8)) + "\r\n")]
        case .authLoginPassword where reply.code == 334:
            state = .authResult
            return [.send(base64(Array((route.credentials?.password ?? "").utf8)) + "\r\n")]
        case .authPlain where reply.isPositive, .authResult where reply.isPositive: return ready()
        default: return fail("4.7.8 authentication failed: \(reply.text)")
        }
    }

    private mutating func ready() -> [Action] {
        state = .ready
        guard let (envelope, message) = pending else { return [] }
        pending = nil
        return begin(envelope, message)
    }

    private mutating func begin(_ envelope: Envelope, _ message: RawMessage) -> [Action] {
        let plan = SMTPPlan(envelope, message, extensions)
        transaction = plan.transaction
        commands = plan.commands
        guard transaction.openCount > 0 else { return [.finish(transaction.result())] }
        if isUsed { transaction.steps.insert(.rset, at: 0) }
        isUsed = true
        state = .transaction
        transaction.sent = extensions.pipelining ? transaction.steps.count : 1
        return [.send(transaction.steps.prefix(transaction.sent).map(command).joined())]
    }

    /// Command lines of the transaction under way: MAIL, and RCPT by index of the forward-path.
    private var commands = SMTPPlan.Commands()

    private func command(_ step: SMTPTransaction.Step) -> String {
        switch step {
        case .rset: "RSET\r\n"
        case .mail: commands.mail
        case .rcpt(let index): commands.rcpt[index]
        case .data: "DATA\r\n"
        case .content: ""
        }
    }

    private mutating func answer(_ reply: SMTPReply) -> [Action] {
        guard transaction.answered < transaction.sent else { return fail("4.5.0 unexpected reply: \(reply.text)") }
        let step = transaction.steps[transaction.answered]
        transaction.answered += 1
        if reply.code == 421 { return fail(reply.text) }
        switch step {
        case .rset:
            guard reply.isPositive else { return fail(reply.text) }
        case .mail:
            if !reply.isPositive { transaction.settleOpen(reply.failureOutcome()) }
        case .rcpt(let index):
            if !reply.isPositive { transaction.settle(index, reply.failureOutcome(ofRecipient: true)) }
        case .data: return answerToData(reply)
        case .content: return answerToContent(reply)
        }
        return advance()
    }

    /// Writes the next command unless all are on their way; ends early when no recipient is left.
    private mutating func advance() -> [Action] {
        guard transaction.answered == transaction.sent else { return [] }
        guard transaction.openCount > 0 else { return finish() }
        let next = transaction.steps[transaction.sent]
        transaction.sent += 1
        return [.send(command(next))]
    }

    private mutating func answerToData(_ reply: SMTPReply) -> [Action] {
        guard reply.code == 354 else {
            transaction.settleOpen(reply.failureOutcome())
            return finish()
        }
        transaction.steps.append(.content)
        transaction.sent += 1
        guard transaction.openCount > 0 else {
            // RFC 2920 §3.1: DATA was pipelined and taken though nobody receives; the content is empty.
            transaction.isContentSent = true
            return [.send(".\r\n")]
        }
        transaction.hasContentBegun = true
        return [.sendContent]
    }

    private mutating func answerToContent(_ reply: SMTPReply) -> [Action] {
        let isEarly = !transaction.isContentSent
        if !reply.isPositive {
            transaction.settleOpen(reply.failureOutcome())
        } else if isEarly {
            transaction.settleOpen(.transientFailure(reply: "4.5.0 reply before the end of the content"))
        } else {
            transaction.settleOpen(.delivered(reply: reply.text))
        }
        guard isEarly else { return finish() }
        state = .closed
        return [.finish(transaction.result()), .close]
    }

    private mutating func finish() -> [Action] {
        state = .ready
        return [.finish(transaction.result())]
    }

    private mutating func fail(_ reason: String) -> [Action] {
        let wasInTransaction = if case .transaction = state { true } else { false }
        let waiting = pending
        state = .closed
        pending = nil
        if wasInTransaction {
            transaction.settleOpen(.transientFailure(reply: reason))
            return [.finish(transaction.result(isStale: true)), .close]
        }
        guard let (envelope, _) = waiting else { return [.close] }
        return [.finish(trouble(reason, envelope)), .close]
    }

    private func trouble(_ reason: String, _ envelope: Envelope) -> SMTPResult {
        SMTPResult(
            outcomes: envelope.forwardPaths.map { _ in .transientFailure(reply: reason) }, isStale: true,
            wasAsked: false)
    }
}
