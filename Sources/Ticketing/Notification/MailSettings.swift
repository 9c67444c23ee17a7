/// What a person settles about the mail they get, as one value: notices, quiet hours, zone, language.
///
/// Every door that shows or changes it goes through this value: the account's page, the link in a notice, the API.
public struct MailSettings: Sendable, Hashable {
    /// Of the kinds that the person gets.
    public var manners: [NotificationKind: NotificationPreference.Manner]
    /// When the digest comes, which tells what is settled so; nil: none.
    public var digest: DigestSchedule?
    public var quietHours: QuietHours?
    /// IANA name; nil: the installation's.
    public var timeZone: String?
    /// BCP 47 tag; nil: as the person wrote, else the desk's.
    public var language: String?

    public init(of person: Person) {
        manners = NotificationKind.offered(to: person).reduce(into: [:]) { $0[$1] = person.manner(of: $1) }
        digest = person.digest
        quietHours = person.quietHours
        timeZone = person.timeZone
        language = person.language
    }

    /// One thing that is settled otherwise than before, and how it is now.
    public enum Change: Sendable, Hashable {
        case digest(DigestSchedule?)
        case notices(NotificationKind, NotificationPreference.Manner)
        case quietHours, timeZone, language
    }

    /// Something is to come in the digest, and there is none.
    public var lacksDigest: Bool { digest == nil && manners.values.contains(.digest) }

    /// What differs from `old`, in the order in which it is to be settled: without a digest nothing comes in it.
    public func changes(from old: MailSettings) -> [Change] {
        var changes = digest == old.digest ? [] : [Change.digest(digest)]
        for kind in NotificationKind.allCases {
            guard let manner = manners[kind], manner != old.manners[kind] else { continue }
            changes.append(.notices(kind, manner))
        }
        if quietHours != old.quietHours { changes.append(.quietHours) }
        if timeZone != old.timeZone { changes.append(.timeZone) }
        if language != old.language { changes.append(.language) }
        return changes
    }
}

extension MailSettings.Change {
    /// As the template of the mail about it names it.
    var word: String {
        switch self {
        case .notices(let kind, _): String(kind.rawValue.map { $0 == "-" ? "_" : $0 })
        case .digest: "digest"
        case .quietHours: "quiet_hours"
        case .timeZone: "time_zone"
        case .language: "language"
        }
    }

    var now: String {
        switch self {
        case .digest(let schedule): schedule == nil ? "ended" : "wanted"
        case .notices(_, .never): "ended"
        case .notices(_, .digest): "in_digest"
        case .notices(_, .atOnce): "wanted"
        case .quietHours, .timeZone, .language: "changed"
        }
    }
}
