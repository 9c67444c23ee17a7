import InternetMessage

/// The machine of one LMTP session: an event goes in, what to do comes out. It touches no socket and no clock.
///
/// ```
/// S: 220 desk.example.com LMTP ready
/// C: LHLO mx.example.com
/// C: MAIL FROM:<chris@example.org>      C: RCPT TO:<help@example.com>      C: DATA
/// S: 250 …                              S: 250 …                           S: 354 …
/// C: (content) <CRLF>.<CRLF>
/// S: 250 2.1.5 Stored as 01J…           one reply for each RCPT that was accepted, in their order
/// ```
///
/// Security: no TLS, no authentication, no chunking: nothing that has states to mix. It belongs on a Unix socket or on
/// loopback, behind an MTA.
/// - Standard: RFC 2033 §4.2 (one reply per recipient), RFC 5321 §4.1.4 (order of commands)
struct LMTPSession {
    enum Event {
        case connected
        case input(LMTPInput.Unit)
        case accepted([AcceptanceOutcome])
        case idle
        /// The daemon stops: no new transactions, the current one may finish.
        case shutdown
    }

    enum Action: Hashable {
        case nothing
        case reply([LMTPReply])
        /// Reply, and take what comes as content.
        case receiveContent(LMTPReply, declaredSize: Int?)
        /// Have it stored; read on only when `accepted` has been received.
        case accept(Envelope, RawMessage)
        case close([LMTPReply])
    }

    private enum State { case greeting, ready, transaction, content, storing, closed }

    /// What MAIL and RCPT said so far. A forward-path that comes twice is kept once and answered twice.
    private struct Transaction {
        var reversePath: ReversePath
        var declaredSize: Int?
        var forwardPaths: [ForwardPath] = []
        /// For each accepted RCPT, the index of its forward-path.
        var recipients: [Int] = []
        private var indices: [ForwardPath: Int] = [:]

        init(reversePath: ReversePath = .null, declaredSize: Int? = nil) {
            self.reversePath = reversePath
            self.declaredSize = declaredSize
        }

        mutating func add(_ path: ForwardPath) {
            let index = indices[path] ?? forwardPaths.count
            if index == forwardPaths.count {
                indices[path] = index
                forwardPaths.append(path)
            }
            recipients.append(index)
        }
    }

    private let hostName: String
    private let limits: LMTPLimits
    private let verdict: RecipientQuestion
    private var state = State.greeting
    /// Means something from `.transaction` to `.storing`; beside the state, so that RCPT appends in place.
    private var transaction = Transaction()
    private var isGreeted = false
    private var isShuttingDown = false
    private var errors = 0

    init(hostName: String, limits: LMTPLimits, verdict: @escaping RecipientQuestion) {
        self.hostName = hostName
        self.limits = limits
        self.verdict = verdict
    }

    mutating func receive(_ event: Event) -> Action {
        switch (state, event) {
        case (.closed, _): .nothing
        case (.greeting, .connected): greet()
        case (_, .connected): .nothing
        case (.storing, .shutdown), (.content, .shutdown), (.transaction, .shutdown): postponeShutdown()
        case (_, .shutdown): close(.shuttingDown)
        case (.storing, .idle): .nothing
        case (_, .idle): close(.idle)
        case (.content, .input(.content(let content))): contentEnded(content)
        case (.storing, .accepted(let outcomes)): stored(outcomes)
        case (.greeting, .input), (.content, .input), (.storing, .input), (_, .input(.content)), (_, .accepted):
            preconditionFailure("input is cut by what the last action asked for")
        case (_, .input(.malformed(let error))): refuse(LMTPReply(error))
        case (_, .input(.command(let command))): obey(command)
        }
    }

    private mutating func greet() -> Action {
        state = .ready
        return .reply([.greeting(hostName)])
    }

    private mutating func obey(_ command: LMTPCommand) -> Action {
        switch (state, command) {
        case (_, .quit): return close(.bye)
        case (_, .noop): return .reply([.ok])
        case (_, .vrfy): return .reply([.cannotVerify])
        case (_, .greetingOfSMTP): return refuse(.notSMTP)
        case (_, .lhlo): return hello()
        case (_, .rset):
            state = .ready
            return endOfTransaction([.ok])
        case (.ready, .mail(let path, let parameters)) where isGreeted: return mail(path, parameters)
        case (.transaction, .rcpt(let path)): return rcpt(path)
        case (.transaction, .data): return data()
        default: return refuse(.sequence)
        }
    }

    private mutating func hello() -> Action {
        state = .ready
        isGreeted = true
        return endOfTransaction([.capabilities(hostName, size: limits.messageBytes)])
    }

    private mutating func mail(_ path: ReversePath, _ parameters: LMTPCommand.MailParameters) -> Action {
        guard parameters.size ?? 0 <= limits.messageBytes else { return .reply([.tooBig]) }
        state = .transaction
        transaction = Transaction(reversePath: path, declaredSize: parameters.size)
        return .reply([.senderOK])
    }

    private mutating func rcpt(_ path: ForwardPath) -> Action {
        guard transaction.recipients.count < limits.recipients else { return .reply([.tooManyRecipients]) }
        let path =
            path.address.domain.isEmpty
            ? ForwardPath(MailAddress(localPart: path.address.localPart, domain: hostName)) : path
        switch verdict(path) {
        case .accepted:
            transaction.add(path)
            return .reply([.recipientOK])
        case .unknown: return .reply([.unknownRecipient])
        case .temporaryFailure: return .reply([.temporaryFailure])
        case .refused(let text): return .reply([.refused(text)])
        }
    }

    private mutating func data() -> Action {
        guard !transaction.recipients.isEmpty else { return refuse(.noRecipients) }
        state = .content
        return .receiveContent(.startContent, declaredSize: transaction.declaredSize)
    }

    private mutating func contentEnded(_ content: DotDecoder.Content) -> Action {
        switch content {
        case .tooBig: return refuseContent(.tooBig)
        case .noRoom: return refuseContent(.noRoom)
        case .message(let bytes):
            state = .storing
            let paths = transaction.forwardPaths
            return .accept(Envelope(reversePath: transaction.reversePath, forwardPaths: paths), RawMessage(bytes))
        }
    }

    private mutating func refuseContent(_ reply: LMTPReply) -> Action {
        state = .ready
        return endOfTransaction(transaction.recipients.map { _ in reply })
    }

    private mutating func stored(_ outcomes: [AcceptanceOutcome]) -> Action {
        state = .ready
        let replies = transaction.recipients.map { index -> LMTPReply in
            switch index < outcomes.count ? outcomes[index] : .temporaryFailure {
            case .stored(let id): .stored(id)
            case .temporaryFailure: .temporaryFailure
            case .refused(let text): .refused(text)
            }
        }
        return endOfTransaction(replies)
    }

    private mutating func endOfTransaction(_ replies: [LMTPReply]) -> Action {
        guard isShuttingDown else { return .reply(replies) }
        state = .closed
        return .close(replies + [.shuttingDown])
    }

    private mutating func postponeShutdown() -> Action {
        isShuttingDown = true
        return .nothing
    }

    private mutating func refuse(_ reply: LMTPReply) -> Action {
        errors += 1
        guard errors > limits.errors else { return .reply([reply]) }
        return close(.tooManyErrors)
    }

    private mutating func close(_ reply: LMTPReply) -> Action {
        state = .closed
        return .close([reply])
    }
}
