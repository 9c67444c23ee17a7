import InternetMessage

/// A visit to an IMAP mailbox: everything behind the cursor, then the server's word of news where it offers IDLE.
struct IMAPVisit: MailboxVisit {
    private let errand: MailboxErrand
    private let mailbox: IMAPSession
    private var cursor = IMAPCursor(uidValidity: 0)
    private var offersIdle = false

    init(_ errand: MailboxErrand) {
        self.errand = errand
        mailbox = IMAPSession(session: errand.session)
    }

    mutating func read(_ memory: inout MailboxMemory) async throws(PollerTrouble) -> Int {
        let start = errand.configuration.start
        let stored = try await errand.stored { try await errand.ports.memory.loadCursor() }
        let selection = try await errand.open { credential throws(MailboxFailure) in
            try await mailbox.open(credential)
        }
        cursor = IMAPCursor.resume(from: stored, uidValidity: selection.uidValidity)
        offersIdle = selection.offersIdle
        if let stored {
            // Zero is what an older program left of a mailbox that held nothing when it was visited.
            if ![0, cursor.uidValidity].contains(stored.uidValidity) {
                errand.ports.report(.startedOver)
                // What the first visit passed over is no news now.
                if let day = stored.dayAgain(start) { try await begin(.since(day), selection) }
            }
        } else if ![.all, .recent].contains(start) {
            try await begin(start, selection)
        }
        if cursor.isReopened(by: start) {
            cursor = IMAPCursor(uidValidity: cursor.uidValidity)
            errand.ports.report(.reopened)
        }
        return try await drain(&memory)
    }

    /// The first visit says where it starts before it takes anything: whatever happens then, it was the first one.
    private mutating func begin(_ start: MailboxStart, _ selection: IMAPSelection) async throws(PollerTrouble) {
        let day = if case .since(let day) = start { day } else { errand.configuration.dayBefore }
        let last = try await errand.server { () throws(MailboxFailure) in try await mailbox.lastUID(before: start) }
        let first = IMAPCursor(uidValidity: cursor.uidValidity, lastUID: last, passed: last, day: day)
        try await errand.stored { try await errand.ports.memory.saveCursor(first) }
        cursor = first
        if last > 0 { errand.ports.report(.begins(passed: start == .now ? selection.exists : nil)) }
    }

    /// Waits for news and takes it, until the server will not.
    mutating func stay(_ memory: inout MailboxMemory) async throws(PollerTrouble) {
        while offersIdle, errand.configuration.usesIdle, memory.idle.isUsable, !Task.isCancelled {
            guard let told = try await idle(&memory) else { break }
            let accepted = try await drain(&memory)
            if accepted > 0 { errand.ports.report(.idle(accepted: accepted)) }
            guard memory.idle.ended(told: told, found: accepted > 0) else { break }
        }
        // The server's goodbye changes nothing.
        try? await errand.session.close()
    }

    /// Whether the server told of news; nil when it will not wait.
    private func idle(_ memory: inout MailboxMemory) async throws(PollerTrouble) -> Bool? {
        let wait = memory.idle.wait
        do throws(PollerTrouble) {
            return try await errand.server { () throws(MailboxFailure) in try await mailbox.idle(for: wait) }
        } catch .server(.session(.command, let words)) {
            memory.idle.refused()
            errand.ports.report(.idleRefused(words))
            return nil
        } catch .server(let failure) {
            if memory.idle.broke(), !Task.isCancelled {
                errand.ports.report(.idleRefused("it broke off again and again"))
            }
            throw .server(failure)
        }
    }

    /// Takes everything behind the cursor, and what was asked for; how many messages that were.
    private mutating func drain(_ memory: inout MailboxMemory) async throws(PollerTrouble) -> Int {
        var accepted = 0
        while true {
            let list = try await list(after: cursor.lastUID)
            let messages = cursor.plan(list.entries).map(message)
            guard !messages.isEmpty else { break }
            memory.count.seen += messages.count
            for (index, message) in messages.enumerated() {
                let behind = messages.dropFirst(index + 1)
                do throws(PollerTrouble) {
                    accepted += try await take(message, behind: behind, &memory)
                } catch {
                    memory.count.left += behind.count
                    throw error
                }
            }
            if list.remaining > 0 { errand.ports.report(.progress(accepted: accepted, remaining: list.remaining)) }
        }
        accepted += try await takeWanted(&memory)
        errand.tellCount(&memory)
        return accepted
    }

    /// Does one step; the number of messages that were accepted by it.
    private mutating func take(
        _ message: MailboxMessage, behind: ArraySlice<MailboxMessage>, _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) -> Int {
        let taken = try await errand.take(message, behind: behind, &memory)
        // The cursor cannot leave a message out.
        if case .refused(let trouble) = taken { throw trouble }
        if taken == .accepted { try await finish(message) }
        let next = cursor.advanced(to: message.number)
        try await errand.stored { try await errand.ports.memory.saveCursor(next) }
        cursor = next
        if case .passedAtEnd(let trouble) = taken { throw trouble }
        return taken == .accepted ? 1 : 0
    }

    private func takeWanted(_ memory: inout MailboxMemory) async throws(PollerTrouble) -> Int {
        try await errand.takeWanted(&memory) { place throws(PollerTrouble) in
            guard case .imap(_, cursor.uidValidity, let uid) = place, uid > 0 else { return nil }
            return try await list(after: uid - 1, limit: 1).entries.first { $0.uid == uid }.map(message)
        } finish: { message throws(PollerTrouble) in
            try await finish(message)
        }
    }

    private func list(
        after uid: UInt32, limit: Int = IMAPList.limit
    ) async throws(PollerTrouble) -> IMAPList {
        try await errand.server { () throws(MailboxFailure) in try await mailbox.list(after: uid, limit: limit) }
    }

    private func finish(_ message: MailboxMessage) async throws(PollerTrouble) {
        do throws(PollerTrouble) {
            try await errand.server(about: message.number) { () throws(MailboxFailure) in
                try await mailbox.finish(uid: message.number)
            }
        } catch .message(_, .session(.command, let words)) {
            // Ours already; that the server would not mark it must not hold up the ones behind it.
            errand.ports.report(.unfinished(uid: message.number, words))
        }
    }

    private func message(_ entry: IMAPListing) -> MailboxMessage {
        MailboxMessage(
            number: entry.uid, size: entry.size,
            place: .imap(mailbox: errand.configuration.name, uidValidity: cursor.uidValidity, uid: entry.uid),
            key: "\(entry.uid)")
    }
}
