import InternetMessage

/// One message of a mailbox, as a visit meets it.
struct MailboxMessage: Sendable, Hashable {
    /// UID, or number in this session.
    var number: UInt32
    /// As the server says; zero when it does not.
    var size: Int
    var place: Provenance
    /// What is remembered of it from visit to visit.
    var key: String
}

/// What became of a message in a visit.
enum Taken: Sendable, Hashable {
    case accepted
    /// Nothing is left to be done with it: it is gone, or it stays in the mailbox and that has been told.
    case passed
    /// As `passed`, and the session has come to its end.
    case passedAtEnd(PollerTrouble)
    /// The server would not hand it out, and the session goes on.
    case refused(PollerTrouble)
}

/// What a visit does alike in both protocols. Each command passes by the lease, and each error becomes a trouble.
struct MailboxErrand: Sendable {
    /// A message's fields, as far as they are kept of one that is left.
    private static let headerBytes = 64 << 10

    let session: MailboxSession
    let credentials: MailboxCredentials
    let lease: MailboxLease
    let ports: MailboxPorts

    var configuration: MailboxConfiguration { session.configuration }

    func open<Value: Sendable>(
        _ body: (MailboxCredential) async throws(MailboxFailure) -> Value
    ) async throws(PollerTrouble) -> Value {
        let value = try await server { () throws(MailboxFailure) in try await credentials.use(body) }
        ports.report(.connected)
        return value
    }

    func server<Value>(
        _ body: () async throws(MailboxFailure) -> Value
    ) async throws(PollerTrouble) -> Value {
        guard lease.isHeld else { throw .leaseLost }
        do throws(MailboxFailure) {
            return try await body()
        } catch {
            throw trouble(error)
        }
    }

    /// As `server`, for a command about one message.
    func server<Value>(
        about number: UInt32, _ body: () async throws(MailboxFailure) -> Value
    ) async throws(PollerTrouble) -> Value {
        do throws(PollerTrouble) {
            return try await server(body)
        } catch .server(let failure) {
            throw .message(uid: number, failure)
        }
    }

    func stored<Value>(_ body: () async throws -> Value) async throws(PollerTrouble) -> Value {
        guard lease.isHeld else { throw .leaseLost }
        do { return try await body() } catch { throw .cursor }
    }

    /// Fetches a message and hands it on, or sees to it that it is known to stay where it is.
    ///
    /// - behind: those that wait for it. One that visits cannot get past is passed over when one of those can be had;
    ///   else the server is at fault.
    func take(
        _ message: MailboxMessage, behind: ArraySlice<MailboxMessage>, _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) -> Taken {
        do throws(PollerTrouble) {
            let taken = try await meet(message, behind: behind, &memory)
            if case .refused = taken { memory.count.left += 1 }
            return taken
        } catch {
            memory.count.left += 1
            throw error
        }
    }

    private func meet(
        _ message: MailboxMessage, behind: ArraySlice<MailboxMessage>, _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) -> Taken {
        guard message.size <= configuration.messageBytes else {
            return try await leave(message, large(message.size), &memory)
        }
        guard let words = memory.despair(of: message) else { return try await fetch(message, &memory) }
        return try await pass(message, words, behind: behind, &memory)
    }

    func fetch(_ message: MailboxMessage, _ memory: inout MailboxMemory) async throws(PollerTrouble) -> Taken {
        let raw: RawMessage
        do throws(PollerTrouble) {
            raw = try await server(about: message.number) { () throws(MailboxFailure) in
                try await session.fetch(message.number)
            }
        } catch .message(_, .session(.gone, _)) {
            memory.count.gone += 1
            return .passed
        } catch .message(_, .session(.tooLarge, let words)) {
            return try await leaveLonger(message, words, &memory)
        } catch .message(let uid, let failure) {
            memory.stumbled(at: message, failure)
            let trouble = PollerTrouble.message(uid: uid, failure)
            guard case .session(.command, _) = failure else { throw trouble }
            return .refused(trouble)
        }
        memory.recovered(message)
        memory.count.add(try await accept(raw, message))
        return .accepted
    }

    func accept(_ raw: RawMessage, _ message: MailboxMessage) async throws(PollerTrouble) -> MailboxAcceptance {
        guard lease.isHeld else { throw .leaseLost }
        do { return try await ports.accept(raw, message.place) } catch { throw .notAccepted(uid: message.number) }
    }

    /// Says what became of the messages that were met, and begins to count anew.
    func tellCount(_ memory: inout MailboxMemory) {
        if memory.count.seen > 0 { ports.report(.counted(memory.count)) }
        memory.count = VisitCount()
    }

    func large(_ size: Int?) -> LeftMessage.Reason {
        .tooLarge(size: size, limit: configuration.messageBytes)
    }
}

extension MailboxErrand {
    /// Our own loss of the lease breaks a session off, and is then the reason.
    private func trouble(_ failure: MailboxFailure) -> PollerTrouble {
        lease.isHeld ? .server(failure) : .leaseLost
    }

    /// The server said a smaller size. In POP3 the rest of the message is still on its way, and the session is over.
    private func leaveLonger(
        _ message: MailboxMessage, _ words: String, _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) -> Taken {
        guard configuration.access == .pop3 else { return try await leave(message, large(nil), &memory) }
        try await tell(message, large(nil), header: [], &memory)
        return .passedAtEnd(.message(uid: message.number, .session(.tooLarge, words)))
    }

    func leave(
        _ message: MailboxMessage, _ reason: LeftMessage.Reason, _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) -> Taken {
        var header: [UInt8] = []
        var end: PollerTrouble?
        do throws(PollerTrouble) {
            header = try await server(about: message.number) { () throws(MailboxFailure) in
                try await session.header(message.number, limit: Self.headerBytes)
            }
        } catch .message(_, .session(.command, _)) {
            // Without its fields, then.
        } catch .message(let uid, let failure) {
            end = .message(uid: uid, failure)
        }
        try await tell(message, reason, header: header, &memory)
        return end.map { .passedAtEnd($0) } ?? .passed
    }

    func tell(
        _ message: MailboxMessage, _ reason: LeftMessage.Reason, header: [UInt8], _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) {
        let left = LeftMessage(mailbox: configuration.name, place: message.place, reason: reason, header: header)
        guard lease.isHeld else { throw .leaseLost }
        do { try await ports.left.leave(left) } catch { throw .notAccepted(uid: message.number) }
        memory.count.parked += 1
        if memory.isNews(message.key) { ports.report(.left(uid: message.number, reason)) }
    }
}
