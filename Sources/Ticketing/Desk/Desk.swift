public import InternetMessage
public import TemplateEngine

/// A support team with its own addresses, language and number prefix.
public struct Desk: Sendable, Hashable {
    public var name: String
    /// By language tag.
    public var title: [String: String]
    /// At least one; the first is the one that mail goes out from.
    public var addresses: [MailAddress]
    public var language: String
    public var prefix: String
    /// How its mail looks.
    public var brand: Brand
    /// Seconds after which a resolved ticket that nobody touches is closed; nil is never.
    public var closeAfter: Double? = 14 * 86_400
    /// Seconds after which the assignee of an untouched ticket is reminded; nil is never.
    public var remindAfter: Double?
    /// Seconds after which approvers who have not decided are reminded; nil is never.
    public var remindApprovers: Double? = 2 * 86_400
    /// Who decides together, by the group's name.
    public var groups: [String: [MailAddress]] = [:]
    /// Words by which mails to this desk decide.
    public var approvalWords = ApprovalWords.shipped
    /// Requests for approval that it makes by itself about new tickets: the first that holds.
    public var approvalRules: [DeskRule] = []
    /// What it promises to those who ask.
    public var targets = ServiceTargets()
    /// Whether requesters of solved tickets are asked how it was, once the ticket is closed.
    public var asksHowItWas = false
    /// Seconds for which a person who was asked is left alone.
    public var surveyRest = 7.0 * 86_400
    /// Reports that go out by themselves.
    public var reports: [ReportSchedule] = []

    public init(
        name: String, title: [String: String], addresses: [MailAddress], language: String, prefix: String,
        brand: Brand = Brand()
    ) {
        self.name = name
        self.title = title
        self.addresses = addresses
        self.language = language
        self.prefix = prefix
        self.brand = brand
    }

    /// Title in this language, else in the desk's own, else its name.
    public func title(in tag: String) -> String {
        title[tag] ?? title[String(tag.prefix(while: { $0 != "-" }))] ?? title[language] ?? name
    }
}

/// All desks of an installation.
public struct DeskDirectory: Sendable {
    public let desks: [Desk]
    private let domains: [(name: String, skeleton: [UInt8])]

    public init(_ desks: [Desk]) {
        self.desks = desks
        domains = desks.flatMap(\.addresses).map { ($0.domain, $0.domainSkeleton) }
    }

    /// Its domain is none of ours, and a reader would take it for one.
    func isLookalike(_ address: MailAddress) -> Bool {
        guard address.isComplete, !domains.contains(where: { $0.name.utf8.elementsEqual(address.domain.utf8) }) else {
            return false
        }
        let skeleton = address.domainSkeleton
        return domains.contains { $0.skeleton == skeleton }
    }

    public subscript(name: String) -> Desk? { desks.first { $0.name == name } }

    /// The desk that owns this address, whatever its detail.
    ///
    /// - Standard: RFC 5233 §4
    public func desk(owning address: MailAddress) -> Desk? {
        let plain = address.withoutDetail
        return desks.first { $0.addresses.contains(plain) } ?? desks.first { $0.addresses.contains(address) }
    }

    public var addresses: [MailAddress] { desks.flatMap(\.addresses) }
}
