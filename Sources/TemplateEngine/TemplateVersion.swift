/// The version of a template; counted from 1, never changed once it was published.
public struct TemplateVersion: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: Int

    /// Nil unless it is between 1 and 1,000,000.
    public init?(rawValue: Int) {
        guard (1...1_000_000).contains(rawValue) else { return nil }
        self.rawValue = rawValue
    }

    private init(known number: Int) {
        rawValue = number
    }

    public static let first = TemplateVersion(known: 1)

    /// The version that would be published next.
    public var next: TemplateVersion { TemplateVersion(known: rawValue + 1) }

    public var description: String { String(rawValue) }

    public static func < (left: TemplateVersion, right: TemplateVersion) -> Bool {
        left.rawValue < right.rawValue
    }
}
