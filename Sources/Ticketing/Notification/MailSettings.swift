/// What a person settles about the mail they get, as one value: notices, quiet hours, zone, language.
///
/// Every door that shows or changes it goes through this value: the account's page, the link in a notice, the API.
public struct MailSettings: Sendable, Hashable {
    /// Of the kinds that the person gets.
    public var manners: [NotificationKind: NotificationPreference.Manner]
    public var quietHours: QuietHours?
    /// IANA name; nil: the installation's.
    public var timeZone: String?
    /// BCP 47 tag; nil: as the person wrote, else the desk's.
    public var language: String?

    public init(of person: Person) {
        manners = NotificationKind.offered(to: person).reduce(into: [:]) { $0[$1] = person.manner(of: $1) }
        quietHours = person.quietHours
        timeZone = person.timeZone
        language = person.language
    }

    /// One thing that is settled otherwise than before, and how it is now.
    public enum Change: Sendable, Hashable {
        case notices(NotificationKind, NotificationPreference.Manner)
        case quietHours, timeZone, language
    }

    /// What differs from `old`, in the order in which pages show it.
    public func changes(from old: MailSettings) -> [Change] {
        var changes = NotificationKind.allCases.compactMap { kind -> Change? in
            guard let manner = manners[kind], manner != old.manners[kind] else { return nil }
            return .notices(kind, manner)
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
        case .quietHours: "quiet_hours"
        case .timeZone: "time_zone"
        case .language: "language"
        }
    }

    var now: String {
        switch self {
        case .notices(_, let manner): manner == .never ? "ended" : "wanted"
        case .quietHours, .timeZone, .language: "changed"
        }
    }
}
