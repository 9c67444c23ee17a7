import InternetMessage

/// A visit to a maildrop: every message that is not known, in the order of the server.
///
/// Messages that stay on the server are known by unique-id and size, and remembered only after `accept` returned. Where
/// they are to be deleted, only those are remembered that were left: what is ours and still there is fetched and accepted
/// again before it is deleted, so that no server's idea of a unique-id can cost a message. One that the server refuses
/// does not hold up the others.
///
/// - Standard: RFC 1939 §7 (UIDL), §8
struct POP3Visit: MailboxVisit {
    private static let progressStep = 1_000

    private let errand: MailboxErrand
    private let maildrop: POP3Session
    /// What the server said when it refused a message, the first time.
    private var refusal: PollerTrouble?

    init(_ errand: MailboxErrand) {
        self.errand = errand
        maildrop = POP3Session(session: errand.session)
    }

    private var deletes: Bool { errand.configuration.after == .delete }

    mutating func read(_ memory: inout MailboxMemory) async throws(PollerTrouble) -> Int {
        var seen = try await errand.stored { try await errand.ports.memory.loadSeen() }
        _ = try await errand.open { credential throws(MailboxFailure) in try await maildrop.open(credential) }
        let list = try await errand.server { () throws(MailboxFailure) in try await maildrop.list() }
        // Without names, what stays would be fetched again and again.
        guard list.knowsUniqueIDs || deletes else { throw .noUniqueIDs }
        tell(of: list, &memory)
        try await begin(list, &seen)
        let plan = POP3Plan(list, seen: seen)
        memory.count.seen += plan.new.count
        var accepted = 0
        let messages = plan.new.map(message)
        for (index, entry) in plan.new.enumerated() {
            let behind = messages.dropFirst(index + 1)
            do throws(PollerTrouble) {
                accepted += try await take(entry, messages[index], behind: behind, &memory)
            } catch {
                memory.count.left += behind.count
                throw error
            }
            let done = index + 1
            if done.isMultiple(of: Self.progressStep), done < plan.new.count {
                errand.ports.report(.progress(accepted: accepted, remaining: plan.new.count - done))
            }
        }
        if !plan.forgotten.isEmpty {
            try await errand.stored { try await errand.ports.memory.forget(plan.forgotten) }
        }
        accepted += try await takeWanted(list, &memory)
        errand.tellCount(&memory)
        // Without the server's consent nothing is deleted; the next visit finds it again.
        try await errand.server { () throws(MailboxFailure) in try await errand.session.close() }
        if let refusal { throw refusal }
        return accepted
    }

    /// The protocol has no news.
    mutating func stay(_ memory: inout MailboxMemory) async throws(PollerTrouble) {}

    /// The first visit remembers what is there in place of fetching it, where that is wanted, and then that it was. Until
    /// then nothing is taken, so that one that breaks off is done again.
    private func begin(_ list: POP3List, _ seen: inout Set<String>) async throws(PollerTrouble) {
        let start = errand.configuration.start
        let stored = try await errand.stored { try await errand.ports.memory.loadCursor() }
        if let stored {
            guard stored.isReopened(by: start) else { return }
            let passed = seen.sorted()
            try await errand.stored { try await errand.ports.memory.forget(passed) }
            seen = []
            errand.ports.report(.reopened)
        }
        let there = stored == nil && start == .now ? list.entries.compactMap(\.key) : []
        if !there.isEmpty {
            try await errand.stored { try await errand.ports.memory.remember(there) }
            seen.formUnion(there)
            errand.ports.report(.begins(passed: there.count))
        }
        let mark = IMAPCursor(uidValidity: 0, passed: UInt32(clamping: there.count))
        try await errand.stored { try await errand.ports.memory.saveCursor(mark) }
    }

    private func tell(of list: POP3List, _ memory: inout MailboxMemory) {
        let listed = list.entries.count
        if listed < list.total, memory.isNews("cut") {
            errand.ports.report(.listingCut(listed: listed, total: list.total))
        }
        if list.hashed > 0, memory.isNews("hashed") { errand.ports.report(.uniqueIDsHashed(list.hashed)) }
        let nameless = list.entries.count { $0.uniqueID == nil }
        if list.knowsUniqueIDs, !deletes, nameless > 0, memory.isNews("nameless") {
            errand.ports.report(.uniqueIDsMissing(nameless))
        }
    }

    /// Does one step; the number of messages that were accepted by it.
    private mutating func take(
        _ entry: POP3Listing, _ message: MailboxMessage, behind: ArraySlice<MailboxMessage>,
        _ memory: inout MailboxMemory
    ) async throws(PollerTrouble) -> Int {
        let taken = try await errand.take(message, behind: behind, &memory)
        switch taken {
        case .refused(let trouble):
            refusal = refusal ?? trouble
            return 0
        case .accepted:
            try await finish(entry)
            return 1
        case .passed, .passedAtEnd:
            try await remember(entry)
            if case .passedAtEnd(let trouble) = taken { throw trouble }
            return 0
        }
    }

    private func takeWanted(_ list: POP3List, _ memory: inout MailboxMemory) async throws(PollerTrouble) -> Int {
        let find: (Provenance) -> POP3Listing? = { place in
            guard case .pop3(_, let uniqueID) = place, !uniqueID.isEmpty else { return nil }
            return list.entries.first { $0.uniqueID == uniqueID }
        }
        return try await errand.takeWanted(&memory) { place throws(PollerTrouble) in
            find(place).map(message)
        } finish: { message throws(PollerTrouble) in
            if let entry = find(message.place) { try await finish(entry) }
        }
    }

    private func finish(_ entry: POP3Listing) async throws(PollerTrouble) {
        guard deletes else { return try await remember(entry) }
        do throws(PollerTrouble) {
            try await errand.server(about: entry.number) { () throws(MailboxFailure) in
                try await maildrop.delete(entry.number)
            }
        } catch .message(_, .session(.command, let words)) {
            errand.ports.report(.unfinished(uid: entry.number, words))
        }
    }

    private func remember(_ entry: POP3Listing) async throws(PollerTrouble) {
        guard let key = entry.key else { return }
        try await errand.stored { try await errand.ports.memory.remember([key]) }
    }

    private func message(_ entry: POP3Listing) -> MailboxMessage {
        MailboxMessage(
            number: entry.number, size: entry.size,
            place: .pop3(maildrop: errand.configuration.name, uidl: entry.uniqueID ?? ""),
            key: entry.key ?? "\(entry.number) of \(entry.size) bytes")
    }
}
