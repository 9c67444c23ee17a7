import InternetMessage
import TemplateEngine

import struct Foundation.Date

/// What a message's template may name, from its ticket, desk, recipient, entry and plan.
struct OutgoingValues {
    let root: [String: TemplateValue]

    init(entry: OutgoingEntry, desk: Desk, publicURL: String, at now: Date) {
        let notification = entry.notification
        var root: [String: TemplateValue] = [
            "desk": [
                "title": .string(desk.title(in: notification.language)),
                "address": .string(desk.addresses.first?.description ?? ""),
            ],
            "brand": desk.brand.values(language: notification.language),
            "portal": ["url": .string("\(publicURL)/")],
            "recipient": OutgoingValues.recipient(of: entry),
        ]
        // Where a person signs in for it: whoever only looks at a message gets no key of its reader's.
        if notification.nature == .notice, entry.recipient != nil {
            root["preferences"] = ["url": .string("\(publicURL)/me#notices")]
        }
        if let ticket = entry.ticket {
            root["ticket"] = OutgoingValues.values(of: ticket, desk, publicURL: publicURL)
            root["requester"] = [
                "name": .string(ticket.requester.label), "address": .string(ticket.requester.address.description),
            ]
        }
        if let item = entry.entry {
            let links = entry.ticket.map { OutgoingFiles(of: entry).lines(of: $0, publicURL: publicURL) }
            root["entry"] = OutgoingValues.values(of: item, links: links ?? "")
        }
        if let key = TemplateKey(rawValue: notification.template) {
            root.merge(FlatValues.values(notification.values, of: key)) { $0.overlaid(with: $1) }
        }
        if let id = notification.values["approval.id"].flatMap(ApprovalID.init(text:)) {
            let page = TemplateValue.object(["url": .string("\(publicURL)/approvals/\(id)")])
            root["approval"] = (root["approval"] ?? [:]).overlaid(with: page)
            if let files = ApprovalFiles(of: notification).list(publicURL: publicURL) { root["files"] = files }
        }
        if let named = root["substitute"] {
            root["substitute"] = named.overlaid(with: ["url": .string("\(publicURL)/approvals/substitutes")])
        }
        let list = StatusList(notification)?.values(publicURL: publicURL, at: now) ?? [:]
        let isAgent = entry.recipient.map { AccessPolicy.isAgent($0) } ?? false
        let digest = DigestMail(notification)?.values(publicURL: publicURL, isAgent: isAgent) ?? [:]
        self.root = root.merging(list.merging(digest) { $1 }) { _, own in own }
    }

    /// The name, and what they are to this ticket; that they are asked to decide, the plan says.
    private static func recipient(of entry: OutgoingEntry) -> TemplateValue {
        let person = entry.recipient
        return [
            "name": .string(person?.name ?? entry.notification.recipient.displayName ?? ""),
            "is_requester": .bool(entry.ticket.map { $0.requester.id == person?.id } ?? false),
            "is_agent": .bool(person.map { AccessPolicy.isAgent($0) } ?? false),
        ]
    }

    private static func values(of ticket: Ticket, _ desk: Desk, publicURL: String) -> TemplateValue {
        var values: [String: TemplateValue] = [
            "number": .string(ticket.number.description), "subject": .string(ticket.subject),
            "status": .string(ticket.state.rawValue), "priority": .string(ticket.priority.rawValue),
            "created_at": .date(ticket.createdAt), "url": .string("\(publicURL)/requests/\(ticket.number)"),
            "assignee": .string(ticket.assignee?.label ?? ""),
        ]
        let promise = desk.name == ticket.desk ? ticket.promise(by: desk.targets) : nil
        if let promise { values["due_at"] = .date(promise.dueAt) }
        return .object(values)
    }

    private static func values(of entry: Entry, links: String) -> TemplateValue {
        let text = (entry.fresh ?? entry.text) + links
        return [
            "author": .string(entry.author.displayName ?? entry.author.address.description),
            "created_at": .date(entry.createdAt), "text": .string(text),
            "html": .safeHTML(TemplateEngine.SafeHTML(sanitized: PlainText.html(text))),
            "preview": .string(PlainText.preview(text, scalars: 90)),
        ]
    }
}

/// Plain text for places that are not plain.
enum PlainText {
    /// Escaped, with line breaks kept.
    static func html(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count + 64)
        for unit in text.utf8 {
            switch unit {
            case UInt8(ascii: "&"): result += Array("&amp;".utf8)
            case UInt8(ascii: "<"): result += Array("&lt;".utf8)
            case UInt8(ascii: ">"): result += Array("&gt;".utf8)
            case UInt8(ascii: "\""): result += Array("&quot;".utf8)
            case UInt8(ascii: "'"): result += Array("&#39;".utf8)
            case 0x0A: result += Array("<br>\n".utf8)
            case 0x0D: break
            default: result.append(unit)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The first words on one line.
    static func preview(_ text: String, scalars: Int) -> String {
        let head = text.unicodeScalars.prefix(scalars * 4)
        var line = String.UnicodeScalarView()
        for scalar in head where line.count < scalars {
            let isSpace = scalar.value <= 0x20
            if isSpace, line.last == " " || line.isEmpty { continue }
            line.append(isSpace ? " " : scalar)
        }
        return String(line)
    }
}
