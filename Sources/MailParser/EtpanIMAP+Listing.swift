import CChildProcess
import CEtpan

extension EtpanIMAP {
    struct Entry {
        var uid: UInt32
        /// Zero where the server would not say.
        var size: UInt32
    }

    static let largestBatch = 1_000
    /// A search asks for so many UIDs at once: a million messages are listed in pieces that fit into memory.
    private static let searchWindow: UInt32 = 500_000
    /// Eleven bytes for each UID of a window, and what else a server has to say.
    private static let searchAllowance = 8 << 20

    /// UID and size of the first messages after a UID, ascending.
    ///
    /// What one search found is kept for the lists that follow, so that a backlog is searched once. Every UID that was
    /// found is listed, whatever the server says of its size: only fetching shows that a message has gone.
    func list(after last: UInt32, limit: Int) throws(MailboxFailure) -> [Entry] {
        // What lies before the beginning of what is kept was not kept.
        if last < pendingStart { pending = [] }
        pending = pending.drop { $0 <= last }
        pendingStart = last
        if pending.isEmpty { try search(after: last) }
        guard !pending.isEmpty else { return [] }
        let entries = try sizes(limit: limit)
        pending = pending.dropFirst(entries.count)
        pendingStart = entries.last?.uid ?? last
        return entries
    }

    /// Whether the server, asked once more, no longer has the message.
    ///
    /// - Standard: RFC 9051 §7.5.1 (a server may not tell of what is gone while it answers FETCH or SEARCH)
    func isGone(_ uid: UInt32) throws(MailboxFailure) -> Bool {
        bytes.allow(Self.commandAllowance)
        try check(mailimap_noop(connection), MARTLET_MAILBOX_COMMAND)
        return try !search(uid, uid, after: 0).contains(uid)
    }

    /// The last UID that came before a day, or the last one of all; zero when there is none.
    ///
    /// - Standard: RFC 9051 §6.4.4 (SINCE is about the internal date), §2.3.1.1 (UIDNEXT)
    func lastUID(before day: (year: UInt32, month: UInt32, day: UInt32)?) throws(MailboxFailure) -> UInt32 {
        if let day {
            var from: UInt32 = 0
            while from < UInt32.max {
                let (end, isBeyond) = from.addingReportingOverflow(Self.searchWindow)
                let isLast = isBeyond || end >= uidNext
                if let first = try search(from + 1, isLast ? 0 : end, after: from, since: day).first {
                    return first - 1
                }
                if isLast { break }
                from = end
            }
        }
        if uidNext > 0 { return uidNext - 1 }
        // "*" is no message where there is none.
        return exists == 0 ? 0 : try search(0, 0, after: 0).last ?? 0
    }

    /// Of the first pending messages, of as many as the server will tell at once.
    private func sizes(limit: Int) throws(MailboxFailure) -> [Entry] {
        while true {
            let set = UIDSet(prefixOf: pending, messages: min(limit, batch))
            do throws(MailboxFailure) {
                let sizes = try sizes(of: set)
                batch = min(batch * 2, Self.largestBatch)
                return pending.prefix(set.count).map { Entry(uid: $0, size: sizes[$0] ?? 0) }
            } catch {
                guard error.code == MARTLET_MAILBOX_COMMAND else { throw error }
                // Refused alone: what it is shows when it is fetched.
                if set.count == 1 { return pending.prefix(1).map { Entry(uid: $0, size: 0) } }
                batch = set.count / 2
            }
        }
    }

    private func sizes(of uids: UIDSet) throws(MailboxFailure) -> [UInt32: UInt32] {
        guard let set = mailimap_set_new_empty() else { throw Self.outOfMemory }
        defer { mailimap_set_free(set) }
        for range in uids.ranges { mailimap_set_add_interval(set, range.lowerBound, range.upperBound) }
        guard let type = mailimap_fetch_type_new_fetch_att_list_empty() else { throw Self.outOfMemory }
        defer { mailimap_fetch_type_free(type) }
        mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_uid())
        mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_rfc822_size())
        bytes.allow(Self.commandAllowance)
        var result: UnsafeMutablePointer<clist>?
        try check(mailimap_uid_fetch(connection, set, type, &result), MARTLET_MAILBOX_COMMAND)
        guard let result else { return [:] }
        defer { mailimap_fetch_list_free(result) }
        var sizes: [UInt32: UInt32] = [:]
        for message in Self.elements(of: result, as: mailimap_msg_att.self) {
            let attributes = Self.attributes(message)
            if let uid = Self.uid(attributes), let size = Self.size(attributes) { sizes[uid] = size }
        }
        return sizes
    }

    /// Finds the next UIDs, a window at a time up to the last one, which has no end.
    private func search(after last: UInt32) throws(MailboxFailure) {
        existedAtSearch = existsNow
        var from = last
        while true {
            guard from < UInt32.max else { return }
            let (end, isBeyond) = from.addingReportingOverflow(Self.searchWindow)
            let isLast = isBeyond || end >= uidNext
            pending = try search(from + 1, isLast ? 0 : end, after: last)[...]
            if isLast || !pending.isEmpty { return }
            from = end
        }
    }

    /// Both conditions; the first one belongs to the result, or is freed.
    private static func key(
        _ uids: UnsafeMutablePointer<mailimap_search_key>, since day: (year: UInt32, month: UInt32, day: UInt32)
    ) throws(MailboxFailure) -> UnsafeMutablePointer<mailimap_search_key> {
        guard let both = mailimap_search_key_new_multiple_empty() else {
            mailimap_search_key_free(uids)
            throw outOfMemory
        }
        mailimap_search_key_multiple_add(both, uids)
        guard
            let date = mailimap_date_new(
                Int32(clamping: day.day), Int32(clamping: day.month), Int32(clamping: day.year)),
            let since = mailimap_search_key_new_since(date)
        else {
            mailimap_search_key_free(both)
            throw outOfMemory
        }
        mailimap_search_key_multiple_add(both, since)
        return both
    }

    /// UIDs in a range, ascending, each once; an end of zero is the last message.
    private func search(
        _ first: UInt32, _ end: UInt32, after last: UInt32, since day: (year: UInt32, month: UInt32, day: UInt32)? = nil
    ) throws(MailboxFailure) -> [UInt32] {
        guard let set = mailimap_set_new_interval(first, end), let range = mailimap_search_key_new_uid(set) else {
            throw Self.outOfMemory
        }
        let key = try day.map { day throws(MailboxFailure) in try Self.key(range, since: day) } ?? range
        defer { mailimap_search_key_free(key) }
        bytes.allow(Self.searchAllowance)
        var result: UnsafeMutablePointer<clist>?
        try check(mailimap_uid_search(connection, nil, key, &result), MARTLET_MAILBOX_COMMAND)
        guard let result else { return [] }
        defer { mailimap_search_result_free(result) }
        let found = Self.elements(of: result, as: UInt32.self).map(\.pointee).filter { $0 > last }.sorted()
        var uids: [UInt32] = []
        uids.reserveCapacity(found.count)
        for uid in found where uid != uids.last { uids.append(uid) }
        return uids
    }
}
