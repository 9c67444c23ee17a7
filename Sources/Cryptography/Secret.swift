/// Text that must not reach a log: it prints as `••••` whichever way it is described.
public struct Secret: Sendable, Equatable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text itself, asked for by name where it is used and nowhere else.
    public let revealed: String

    public init(_ text: String) {
        revealed = text
    }

    public var description: String { "••••" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: []) }

    public static func == (left: Secret, right: Secret) -> Bool {
        constantTimeEqual(Array(left.revealed.utf8), Array(right.revealed.utf8))
    }
}
