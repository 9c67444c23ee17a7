import InternetMessage

extension MailboxErrand {
    /// Tries once more what was left and then asked for. Whatever comes of it, it is settled: a message that breaks the
    /// visit off does so once for each time that it is asked for.
    ///
    /// - find: The message at a place; nil when it is no longer there.
    /// - finish: What is to be done in the mailbox with one that is ours.
    func takeWanted(
        _ memory: inout MailboxMemory,
        find: (Provenance) async throws(PollerTrouble) -> MailboxMessage?,
        finish: (MailboxMessage) async throws(PollerTrouble) -> Void
    ) async throws(PollerTrouble) -> Int {
        var accepted = 0
        for place in try await stored({ try await ports.left.wanted() }) {
            guard place.nameInMailbox != nil else {
                try await settle(place, .leftAgain(.unreadable("its server gives it no name by which to find it")))
                continue
            }
            guard let message = try await find(place) else {
                try await settle(place, .gone)
                continue
            }
            memory.count.seen += 1
            if try await takeWanted(message, &memory) {
                try await finish(message)
                accepted += 1
            }
        }
        return accepted
    }

    private func takeWanted(
        _ message: MailboxMessage, _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) -> Bool {
        guard message.size <= configuration.messageBytes else {
            memory.count.parked += 1
            try await settle(message.place, .leftAgain(large(message.size)))
            return false
        }
        let raw: RawMessage
        do throws(PollerTrouble) {
            raw = try await server(about: message.number) { () throws(MailboxFailure) in
                try await session.fetch(message.number)
            }
        } catch .message(_, .session(.gone, _)) {
            memory.count.gone += 1
            try await settle(message.place, .gone)
            return false
        } catch .message(_, .session(.command, let words)) {
            memory.count.parked += 1
            try await settle(message.place, .leftAgain(.unreadable(words)))
            return false
        } catch .message(let uid, let failure) {
            memory.count.parked += 1
            try await settle(message.place, .leftAgain(reason(failure)))
            throw .message(uid: uid, failure)
        } catch {
            memory.count.left += 1
            throw error
        }
        do throws(PollerTrouble) {
            memory.count.add(try await accept(raw, message))
        } catch {
            memory.count.left += 1
            throw error
        }
        try await settle(message.place, .fetched)
        return true
    }

    private func reason(_ failure: MailboxFailure) -> LeftMessage.Reason {
        if case .session(.tooLarge, _) = failure { large(nil) } else { .unreadable("\(failure)") }
    }

    private func settle(_ place: Provenance, _ outcome: LeftOutcome) async throws(PollerTrouble) {
        try await stored { try await ports.left.settle(place, outcome) }
    }
}
