/// Whether one of the messages behind could be had.
private enum Probe {
    case had
    /// As `had`, and the session has come to its end.
    case hadAtEnd(PollerTrouble)
    case nothing
}

extension MailboxErrand {
    /// So many messages are asked for in search of one that can be had: where the server is at fault, it is not asked for
    /// a whole mailbox.
    private static let probes = 20

    /// Passes over a message that could not be had again and again, once another shows that the server is not at fault.
    ///
    /// One that was refused is asked for a last time by then: the server may have recovered only now.
    func pass(
        _ message: MailboxMessage, _ words: String, behind: ArraySlice<MailboxMessage>, _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) -> Taken {
        switch try await probe(behind, &memory) {
        case .nothing: return try await fetch(message, &memory)
        case .hadAtEnd(let trouble):
            try await tell(message, .unreadable(words), header: [], &memory)
            return .passedAtEnd(trouble)
        case .had:
            guard memory.wasRefused(message) else { return try await leave(message, .unreadable(words), &memory) }
            let taken = try await fetch(message, &memory)
            guard case .refused = taken else { return taken }
            return try await leave(message, .unreadable(memory.despair(of: message) ?? words), &memory)
        }
    }

    /// Looks for a message that can be had. Those that cannot are remembered as such, so that none stands in for the
    /// others for ever.
    private func probe(
        _ behind: ArraySlice<MailboxMessage>, _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) -> Probe {
        var asked = 0
        for message in behind where isHopeful(message, memory) {
            guard asked < Self.probes else { break }
            asked += 1
            do throws(PollerTrouble) {
                _ = try await server(about: message.number) { () throws(MailboxFailure) in
                    try await session.fetch(message.number)
                }
                return .had
            } catch .message(_, .session(.gone, _)) {
                // That says nothing of those that are there.
            } catch .message(let uid, .session(.tooLarge, let words)) {
                // It came, and more of it than is taken. In POP3 its rest is still on its way.
                return configuration.access == .pop3 ? .hadAtEnd(.message(uid: uid, .session(.tooLarge, words))) : .had
            } catch .message(let uid, let failure) {
                memory.stumbled(at: message, failure)
                guard case .session(.command, _) = failure else { throw .message(uid: uid, failure) }
            }
        }
        return .nothing
    }

    private func isHopeful(_ message: MailboxMessage, _ memory: MailboxMemory) -> Bool {
        message.size <= configuration.messageBytes && memory.despair(of: message) == nil
    }
}
