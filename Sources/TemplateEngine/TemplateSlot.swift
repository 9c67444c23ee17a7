/// Where a published version counts: a key, for one desk or for all that have none of their own.
public struct TemplateSlot: Hashable, Comparable, Sendable {
    public var key: TemplateKey
    /// Name of the desk; nil for all desks.
    public var desk: String?

    public init(_ key: TemplateKey, desk: String? = nil) {
        self.key = key
        self.desk = desk
    }

    public static func < (left: TemplateSlot, right: TemplateSlot) -> Bool {
        (left.key, left.desk ?? "") < (right.key, right.desk ?? "")
    }
}
