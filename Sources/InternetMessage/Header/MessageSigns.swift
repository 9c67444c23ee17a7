/// The signs by which programs betray themselves in a header.
struct MessageSigns {
    let header: HeaderSection
    let reversePath: ReversePath?
    let reportTypes: [String]
    private let subject: [UInt8]
    private let author: [UInt8]
    private let contentType: [UInt8]
    /// The beginning of the message's words, lower-case.
    private let opening: [UInt8]
    private let service: ServiceNotification.Kind?

    init(
        header: HeaderSection, reversePath: ReversePath?, subject: String, text: String, reportTypes: [String]
    ) {
        self.header = header
        self.reversePath = reversePath
        self.reportTypes = reportTypes
        self.subject = ASCII.lowercased(subject.trimmingASCIISpace().utf8.prefix(400))
        author = ASCII.lowercased((header.first("from") ?? []).prefix(1_000))
        contentType = ASCII.lowercased((header.first("content-type") ?? []).prefix(1_000))
        opening = ASCII.lowercased(text.utf8.prefix(3_000))
        service = ServiceNotification.kind(of: text, header: header)
    }

    // MARK: reports

    /// - Standard: RFC 8098 §3
    var isDispositionNotification: Bool {
        reportTypes.contains("message/disposition-notification") || isReport("disposition-notification")
    }

    /// - Standard: RFC 3464 §2
    var isDeliveryReport: Bool {
        if isReport("delivery-status") || ASCII.hasPrefix(ASCII.trimmed(contentType), "message/delivery-status") {
            return true
        }
        if service == .bounce || service == .delivery || saysUndelivered || isRefusedByList { return true }
        let hasStatus = reportTypes.contains {
            $0 == "message/delivery-status" || $0 == "message/global-delivery-status"
        }
        if hasStatus, isFromMailSystem || hasNullPath || isAboutDelivery { return true }
        if isFromMailSystem {
            // An absence note may come with a null reverse-path too, but not from a mail system.
            return hasNullPath && !isAbsenceNote || isAboutDelivery && !isPlainlySent
                || header.first("x-failed-recipients") != nil
        }
        return hasNullPath && isAboutDelivery || header.first("x-failed-recipients") != nil && isAboutDelivery
    }

    /// By somebody with a return address, without anything that a server says: a postmaster may be a person.
    private var isPlainlySent: Bool {
        if Self.answers.contains(where: { ASCII.hasPrefix(subject, $0) }) { return true }
        let isKnownPath = reversePath != nil || header.first("return-path") != nil
        return isKnownPath && !hasNullPath && !hasEvidence && !ASCII.contains(author, "mailer-daemon")
    }

    private static let answers = ["re:", "aw:", "sv:", "antw:", "回复:", "回复：", "答复:", "答复：", "re："]

    private var hasEvidence: Bool {
        let isReturned = reportTypes.contains { $0 == "message/rfc822" || $0.hasSuffix("rfc822-headers") }
        return isReturned || EnhancedStatusCode.reply(in: opening) != nil
            || EnhancedStatusCode.first(in: opening) != nil
    }

    /// A report by its words alone: of a program, about a message that it could not deliver.
    private var saysUndelivered: Bool {
        let isReturned = reportTypes.contains { $0 == "message/rfc822" || $0.hasSuffix("rfc822-headers") }
        // A postmaster may be a person who writes about mail; then no server's reply stands in it.
        let isMachine = hasNullPath || isFromDaemon && hasEvidence || isReturned && isFromNobody
        return isMachine && !isAbsenceNote && Self.undeliveredWords.contains { ASCII.contains(opening, $0) }
    }

    private var isFromDaemon: Bool { Self.daemons.contains { ASCII.contains(author, $0) } }

    /// A complaint about a mail, as mailbox providers pass it on.
    ///
    /// - Standard: RFC 5965 §2
    private var isAbuseReport: Bool {
        if reportTypes.contains("message/feedback-report") || isReport("feedback-report") { return true }
        let words = "complaint about message from "
        // An address of a server follows; a person complains about a person.
        return reportTypes.contains("message/rfc822") && ASCII.hasPrefix(subject, words)
            && subject.dropFirst(words.utf8.count).first.map { ASCII.isDigit($0) || $0 == UInt8(ascii: "[") } == true
    }

    /// `no-reply@` and its like.
    private var isFromNobody: Bool {
        ["no-reply@", "noreply@", "no_reply@", "donotreply@", "do-not-reply@"].contains { ASCII.contains(author, $0) }
    }

    /// The program behind a list, which says that it did not pass a message on.
    private var isRefusedByList: Bool {
        let software = ["x-mlserver", "x-mailman-version", "x-listserver", "mailing-list"]
        let offices = ["-admin@", "-owner@", "-request@", "-bounces@", "mailman@", "majordomo@", "listserv@"]
        return software.contains { header.first($0) != nil } && offices.contains { ASCII.contains(author, $0) }
            && Self.refusals.contains { ASCII.contains(subject, $0) || ASCII.contains(Array(opening.prefix(300)), $0) }
    }

    private func isReport(_ type: String) -> Bool {
        ASCII.contains(contentType, "multipart/report") && ASCII.contains(contentType, type)
    }

    private var hasNullPath: Bool {
        if let reversePath { return reversePath == .null }
        guard let body = header.first("return-path") else { return false }
        let path = ASCII.trimmed(body)
        return ASCII.equals(path, "<>") || ASCII.hasPrefix(ASCII.lowercased(path.prefix(15)), "<mailer-daemon")
    }

    private var isFromMailSystem: Bool { Self.mailSystems.contains { ASCII.contains(author, $0) } }

    private var isAboutDelivery: Bool {
        Self.deliverySubjects.contains { ASCII.contains(subject, $0) }
    }

    // MARK: automatic answers

    /// - Standard: RFC 3834 §2, §5
    var isAutomatic: Bool {
        if let submitted = AutoSubmitted(header) { return submitted != .no }
        return service != nil || hasResponderField || hasNullPath || isAbsenceNote || isSuppressingAnswers
            || isAbuseReport
    }

    private var hasResponderField: Bool {
        let fields = [
            "x-autoreply", "x-autorespond", "x-autoresponder", "x-autoreply-from", "x-mail-autoreply", "x-auto-reply",
            "x-autogenerated", "x-autoresponse", "x-fc-machinegenerated",
        ]
        // CommuniGate's and Post.Office's ways of saying it.
        if value("x-post-messageclass").map({ ASCII.contains($0, "autoresponder") }) ?? false { return true }
        if value("delivered-to").map({ ASCII.equals($0, "autoresponder") }) ?? false { return true }
        if fields.contains(where: { name in value(name).map { !ASCII.equals($0, "no") && !$0.isEmpty } ?? false }) {
            return true
        }
        return ["precedence", "x-precedence", "preference"].contains { name in
            value(name).map { ASCII.hasPrefix($0, "auto_reply") || ASCII.hasPrefix($0, "auto-reply") } ?? false
        }
    }

    private var isAbsenceNote: Bool {
        if Self.absenceSubjects.contains(where: { startsSubject($0) }) { return true }
        guard header.first("in-reply-to") != nil || header.first("x-auto-response-suppress") != nil else {
            return false
        }
        return Self.bareAbsenceSubjects.contains { ASCII.hasPrefix(subject, $0) }
    }

    /// The words, then a colon or the end: a sentence that merely begins so is a person's.
    private func startsSubject(_ words: String) -> Bool {
        guard ASCII.hasPrefix(subject, words) else { return false }
        let rest = subject.dropFirst(words.utf8.count).drop { $0 == 0x20 }
        return rest.isEmpty || rest.first == UInt8(ascii: ":") || rest.starts(with: "：".utf8)
            || rest.first == UInt8(ascii: "]") || rest.starts(with: "】".utf8)
    }

    /// `X-Auto-Response-Suppress` alone only asks for silence; people's mail passes gateways that add it. With a
    /// rule of Exchange's, or on a mail that no client has put its name to, it is a program's.
    private var isSuppressingAnswers: Bool {
        guard let value = value("x-auto-response-suppress") else { return false }
        if header.first("x-ms-exchange-inbox-rules-loop") != nil
            || header.first("x-ms-exchange-generated-message-source") != nil
        {
            return true
        }
        let isAll = ASCII.contains(value, "all") || ASCII.contains(value, "oof") && ASCII.contains(value, "autoreply")
        let clients = [
            "user-agent", "x-mailer", "thread-index", "thread-topic", "in-reply-to", "x-originating-ip",
            "accept-language",
        ]
        return isAll && !clients.contains { header.first($0) != nil }
    }

    // MARK: lists

    /// - Standard: RFC 2919 §3, RFC 2369 §3.4
    var isFromList: Bool {
        if header.first("list-id") != nil || header.first("list-post") != nil { return true }
        return value("precedence").map { ["bulk", "list", "junk"].contains(String(decoding: $0, as: UTF8.self)) }
            ?? false
    }

    private func value(_ name: String) -> [UInt8]? {
        header.first(name).map { ASCII.lowercased(ASCII.trimmed($0.prefix(400))) }
    }
}
