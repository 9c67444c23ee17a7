import CChildProcess
import CEtpan
import Glibc

extension EtpanIMAP {
    static let commandAllowance = 1 << 20
    /// What a person wants to know of a message that stays where it is.
    private static let headerFields = ["From", "To", "Cc", "Subject", "Date", "Message-ID"]

    /// Hands the message's bytes on, where they lie, without marking it as seen.
    ///
    /// Throws `MARTLET_MAILBOX_GONE` only when the server, asked again, does not list the message any more: an answer
    /// without its bytes says nothing of that, and neither does a refusal.
    func fetch(
        uid: UInt32, limit: Int, _ body: (UnsafeRawBufferPointer) -> Bool
    ) throws(MailboxFailure) -> Bool {
        // Servers err about the size of a message, but not by that much.
        bytes.allow(limit + limit / 4 + Self.commandAllowance)
        guard let section = mailimap_section_new(nil) else { throw Self.outOfMemory }
        let answer: Bool?
        do throws(MailboxFailure) {
            answer = try peek(uid, section) { content throws(MailboxFailure) in
                guard content.count <= limit else { throw MailboxFailure(code: MARTLET_MAILBOX_TOO_LARGE, reason: "") }
                return body(content)
            }
        } catch {
            guard error.code == MARTLET_MAILBOX_COMMAND, try isGone(uid) else { throw error }
            throw Self.gone
        }
        if let answer { return answer }
        guard try isGone(uid) else {
            throw MailboxFailure(
                code: MARTLET_MAILBOX_PROTOCOL, reason: "the server lists the message and does not show it")
        }
        throw Self.gone
    }

    /// The fields that tell what a message is, or the beginning of them; empty where the server shows none.
    ///
    /// - Standard: RFC 9051 §6.4.5 (HEADER.FIELDS)
    func header(uid: UInt32, limit: Int) throws(MailboxFailure) -> [UInt8] {
        bytes.allow(limit + Self.commandAllowance)
        guard let names = clist_new() else { throw Self.outOfMemory }
        for name in Self.headerFields { clist_insert_after(names, names.pointee.last, strdup(name)) }
        guard let list = mailimap_header_list_new(names), let section = mailimap_section_new_header_fields(list) else {
            throw Self.outOfMemory
        }
        return try peek(uid, section) { content throws(MailboxFailure) in Array(content.prefix(limit)) } ?? []
    }

    /// Takes the section over; nil when the answer holds no such bytes.
    private func peek<Result>(
        _ uid: UInt32, _ section: UnsafeMutablePointer<mailimap_section>,
        _ body: (UnsafeRawBufferPointer) throws(MailboxFailure) -> Result
    ) throws(MailboxFailure) -> Result? {
        guard let set = mailimap_set_new_single(uid) else { throw Self.outOfMemory }
        defer { mailimap_set_free(set) }
        guard let attribute = mailimap_fetch_att_new_body_peek_section(section),
            let type = mailimap_fetch_type_new_fetch_att(attribute)
        else { throw Self.outOfMemory }
        defer { mailimap_fetch_type_free(type) }
        var result: UnsafeMutablePointer<clist>?
        try check(mailimap_uid_fetch(connection, set, type, &result), MARTLET_MAILBOX_COMMAND)
        guard let result else { return nil }
        defer { mailimap_fetch_list_free(result) }
        for message in Self.elements(of: result, as: mailimap_msg_att.self) {
            let attributes = Self.attributes(message)
            guard Self.uid(attributes) ?? uid == uid, let found = Self.section(attributes),
                let start = found.pointee.sec_body_part
            else { continue }
            return try body(UnsafeRawBufferPointer(start: start, count: found.pointee.sec_length))
        }
        return nil
    }

    static let outOfMemory = MailboxFailure(code: MARTLET_MAILBOX_PROTOCOL, reason: "out of memory")
    private static let gone = MailboxFailure(code: MARTLET_MAILBOX_GONE, reason: "")
}

/// What an answer to FETCH says of one message.
extension EtpanIMAP {
    typealias Attribute = UnsafeMutablePointer<mailimap_msg_att_static>

    static func uid(_ attributes: [Attribute]) -> UInt32? {
        first(attributes, MAILIMAP_MSG_ATT_UID)?.pointee.att_data.att_uid
    }

    static func size(_ attributes: [Attribute]) -> UInt32? {
        first(attributes, MAILIMAP_MSG_ATT_RFC822_SIZE)?.pointee.att_data.att_rfc822_size
    }

    static func section(_ attributes: [Attribute]) -> UnsafeMutablePointer<mailimap_msg_att_body_section>? {
        first(attributes, MAILIMAP_MSG_ATT_BODY_SECTION)?.pointee.att_data.att_body_section
    }

    private static func first(_ attributes: [Attribute], _ type: Int) -> Attribute? {
        attributes.first { Int($0.pointee.att_type) == type }
    }

    static func attributes(_ message: UnsafeMutablePointer<mailimap_msg_att>) -> [Attribute] {
        guard let list = message.pointee.att_list else { return [] }
        return elements(of: list, as: mailimap_msg_att_item.self).compactMap { item in
            Int(item.pointee.att_type) == MAILIMAP_MSG_ATT_ITEM_STATIC ? item.pointee.att_data.att_static : nil
        }
    }

    static func elements<Element>(
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
