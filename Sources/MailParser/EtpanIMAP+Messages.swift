import CChildProcess
import CEtpan

extension EtpanIMAP {
    struct Entry {
        var uid: UInt32
        var size: UInt32
    }

    /// A search asks for so many UIDs at once: a million messages are listed in pieces that fit into memory.
    private static let searchWindow: UInt32 = 500_000
    /// Eleven bytes for each UID of a window, and what else a server has to say.
    private static let searchAllowance = 8 << 20
    private static let commandAllowance = 1 << 20

    /// UID and size of the first messages after a UID, ascending.
    ///
    /// What one search found is kept for the lists that follow, so that a backlog is searched once.
    func list(after last: UInt32, limit: Int) throws(MailboxFailure) -> [Entry] {
        pending = pending.drop { $0 <= last }
        if pending.isEmpty { try search(after: last) }
        let uids = pending.prefix(limit)
        guard !uids.isEmpty else { return [] }
        pending = pending.dropFirst(uids.count)
        guard let set = mailimap_set_new_empty() else { throw Self.outOfMemory }
        defer { mailimap_set_free(set) }
        for uid in uids { mailimap_set_add_single(set, uid) }
        guard let type = mailimap_fetch_type_new_fetch_att_list_empty() else { throw Self.outOfMemory }
        defer { mailimap_fetch_type_free(type) }
        mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_uid())
        mailimap_fetch_type_new_fetch_att_list_add(type, mailimap_fetch_att_new_rfc822_size())
        bytes.allow(Self.commandAllowance)
        let entries = try fetch(set, type).compactMap { Self.entry($0) }.filter { $0.uid > last }
        // A message may have gone since the search; when all of them have, the next ones are looked at.
        return entries.isEmpty && !pending.isEmpty ? try list(after: last, limit: limit) : entries
    }

    /// Hands the message's bytes on, where they lie, without marking it as seen.
    func fetch(
        uid: UInt32, limit: Int, _ body: (UnsafeRawBufferPointer) -> Bool
    ) throws(MailboxFailure) -> Bool {
        guard let set = mailimap_set_new_single(uid) else { throw Self.outOfMemory }
        defer { mailimap_set_free(set) }
        guard let section = mailimap_section_new(nil),
            let attribute = mailimap_fetch_att_new_body_peek_section(section),
            let type = mailimap_fetch_type_new_fetch_att(attribute)
        else { throw Self.outOfMemory }
        defer { mailimap_fetch_type_free(type) }
        // Servers err about the size of a message, but not by that much.
        bytes.allow(limit + limit / 4 + Self.commandAllowance)
        var result: UnsafeMutablePointer<clist>?
        try check(mailimap_uid_fetch(connection, set, type, &result), MARTLET_MAILBOX_COMMAND)
        guard let result else { throw Self.gone }
        defer { mailimap_fetch_list_free(result) }
        for message in Self.elements(of: result, as: mailimap_msg_att.self) {
            guard let found = Self.section(message), let start = found.pointee.sec_body_part else { continue }
            guard found.pointee.sec_length <= limit else {
                throw MailboxFailure(code: MARTLET_MAILBOX_TOO_LARGE, reason: "")
            }
            return body(UnsafeRawBufferPointer(start: start, count: found.pointee.sec_length))
        }
        throw Self.gone
    }

    /// Marks, moves or deletes a message.
    ///
    /// Where the server has neither MOVE nor UIDPLUS, the message stays behind marked as deleted: a plain EXPUNGE
    /// would take other people's messages with it.
    func finish(uid: UInt32, after: UInt32, folder: String) throws(MailboxFailure) {
        guard let set = mailimap_set_new_single(uid) else { throw Self.outOfMemory }
        defer { mailimap_set_free(set) }
        bytes.allow(Self.commandAllowance)
        switch after {
        case MARTLET_AFTER_SEEN.rawValue: try store(set, mailimap_flag_new_seen())
        case MARTLET_AFTER_DELETE.rawValue: try delete(set)
        case MARTLET_AFTER_MOVE.rawValue: try move(set, to: folder)
        default: break
        }
    }

    private func move(_ set: UnsafeMutablePointer<mailimap_set>, to folder: String) throws(MailboxFailure) {
        if offers("MOVE") {
            return try creating(folder) { mailimap_uid_move(connection, set, folder) }
        }
        try creating(folder) { mailimap_uid_copy(connection, set, folder) }
        try delete(set)
    }

    /// Tries once more with the folder made, when it was missing.
    private func creating(_ folder: String, _ command: () -> Int32) throws(MailboxFailure) {
        let result = command()
        let code = Int(result)
        guard
            code == MAILIMAP_ERROR_UID_MOVE || code == MAILIMAP_ERROR_UID_COPY || code == MAILIMAP_ERROR_MOVE
                || code == MAILIMAP_ERROR_COPY || code == MAILIMAP_ERROR_EXTENSION
        else { return try check(result, MARTLET_MAILBOX_COMMAND) }
        try check(mailimap_create(connection, folder), MARTLET_MAILBOX_COMMAND)
        try check(command(), MARTLET_MAILBOX_COMMAND)
    }

    private func delete(_ set: UnsafeMutablePointer<mailimap_set>) throws(MailboxFailure) {
        try store(set, mailimap_flag_new_deleted())
        guard offers("UIDPLUS") else { return }
        try check(mailimap_uid_expunge(connection, set), MARTLET_MAILBOX_COMMAND)
    }

    private func store(
        _ set: UnsafeMutablePointer<mailimap_set>, _ flag: UnsafeMutablePointer<mailimap_flag>?
    ) throws(MailboxFailure) {
        guard let flag, let flags = mailimap_flag_list_new_empty() else { throw Self.outOfMemory }
        mailimap_flag_list_add(flags, flag)
        guard let change = mailimap_store_att_flags_new_add_flags_silent(flags) else { throw Self.outOfMemory }
        defer { mailimap_store_att_flags_free(change) }
        try check(mailimap_uid_store(connection, set, change), MARTLET_MAILBOX_COMMAND)
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

    /// UIDs in a range, ascending; an end of zero is the last message.
    private func search(_ first: UInt32, _ end: UInt32, after last: UInt32) throws(MailboxFailure) -> [UInt32] {
        guard let set = mailimap_set_new_interval(first, end), let key = mailimap_search_key_new_uid(set) else {
            throw Self.outOfMemory
        }
        defer { mailimap_search_key_free(key) }
        bytes.allow(Self.searchAllowance)
        var result: UnsafeMutablePointer<clist>?
        try check(mailimap_uid_search(connection, nil, key, &result), MARTLET_MAILBOX_COMMAND)
        guard let result else { return [] }
        defer { mailimap_search_result_free(result) }
        return Self.elements(of: result, as: UInt32.self).map(\.pointee).filter { $0 > last }.sorted()
    }

    private func fetch(
        _ set: UnsafeMutablePointer<mailimap_set>, _ type: UnsafeMutablePointer<mailimap_fetch_type>
    ) throws(MailboxFailure) -> [[UnsafeMutablePointer<mailimap_msg_att_static>]] {
        var result: UnsafeMutablePointer<clist>?
        try check(mailimap_uid_fetch(connection, set, type, &result), MARTLET_MAILBOX_COMMAND)
        guard let result else { return [] }
        // A thousand short lines; they are given back with the process.
        return Self.elements(of: result, as: mailimap_msg_att.self).map { Self.attributes($0) }
    }

    private static let outOfMemory = MailboxFailure(code: MARTLET_MAILBOX_PROTOCOL, reason: "out of memory")
    private static let gone = MailboxFailure(code: MARTLET_MAILBOX_GONE, reason: "")

    private static func entry(_ attributes: [UnsafeMutablePointer<mailimap_msg_att_static>]) -> Entry? {
        var uid: UInt32?
        var size: UInt32?
        for attribute in attributes {
            switch UInt32(bitPattern: attribute.pointee.att_type) {
            case UInt32(MAILIMAP_MSG_ATT_UID): uid = attribute.pointee.att_data.att_uid
            case UInt32(MAILIMAP_MSG_ATT_RFC822_SIZE): size = attribute.pointee.att_data.att_rfc822_size
            default: break
            }
        }
        guard let uid, let size else { return nil }
        return Entry(uid: uid, size: size)
    }

    private static func section(
        _ message: UnsafeMutablePointer<mailimap_msg_att>
    ) -> UnsafeMutablePointer<mailimap_msg_att_body_section>? {
        attributes(message).first { UInt32(bitPattern: $0.pointee.att_type) == UInt32(MAILIMAP_MSG_ATT_BODY_SECTION) }?
            .pointee.att_data.att_body_section
    }

    private static func attributes(
        _ message: UnsafeMutablePointer<mailimap_msg_att>
    ) -> [UnsafeMutablePointer<mailimap_msg_att_static>] {
        guard let list = message.pointee.att_list else { return [] }
        return elements(of: list, as: mailimap_msg_att_item.self).compactMap { item in
            Int(item.pointee.att_type) == MAILIMAP_MSG_ATT_ITEM_STATIC ? item.pointee.att_data.att_static : nil
        }
    }

    private static func elements<Element>(
        of list: UnsafeMutablePointer<clist>, as type: Element.Type
    ) -> [UnsafeMutablePointer<Element>] {
        var found: [UnsafeMutablePointer<Element>] = []
        var cell = list.pointee.first
        while let present = cell {
            if let data = present.pointee.data { found.append(data.assumingMemoryBound(to: Element.self)) }
            cell = present.pointee.next
        }
        return found
    }
}
