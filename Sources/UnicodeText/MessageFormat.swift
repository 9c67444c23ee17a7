import CICUShim

/// Text with named places for values, in the words of one language: plurals, choices, numbers, dates.
///
/// The pattern is the template's, never data: a value is put in as it is. Dates are shown in the given time zone and
/// may stand at the top level of a pattern only, since ICU lets no other be given a zone.
///
/// Security: patterns are edited by administrators. Length and braces are limited before ICU, whose parser is
/// recursive, sees them; what comes out is limited too.
public struct MessageFormat: Sendable {
    /// A value for a named place.
    public enum Argument: Sendable, Equatable {
        case text(String)
        case integer(Int)
        /// Seconds since 1970.
        case date(Double)
    }

    /// The longest pattern in bytes.
    public static let patternLimit = 4096
    /// The most opening braces of a pattern. It bounds nesting, too, whatever is quoted in between.
    public static let braceLimit = 64
    /// The longest result in bytes.
    public static let resultLimit = 262_144

    /// Some thirty thousand years; beyond, ICU's calendar arithmetic has no meaning.
    private static let farthestDate = 1e12

    private let pattern: String
    private let language: String
    private let timeZone: String

    /// Checks the pattern; `language` is a BCP 47 tag and `timeZone` a name of the IANA database.
    public init(pattern: String, language: String, timeZone: String = "UTC") throws(MessageFormatError) {
        let braces = pattern.utf8.count { $0 == UInt8(ascii: "{") }
        guard pattern.utf8.count <= Self.patternLimit, braces <= Self.braceLimit else { throw .patternTooLarge }
        self.pattern = pattern
        self.language = language
        self.timeZone = timeZone
        martlet_message_free(try parsed())
    }

    /// The text with its values.
    public func string(_ arguments: [String: Argument]) throws(MessageFormatError) -> String {
        let message = try parsed()
        defer { martlet_message_free(message) }
        for (name, argument) in arguments {
            let length = name.utf8.count
            switch argument {
            case .text(let text):
                martlet_message_set_text(message, name, length, text, min(text.utf8.count, Self.resultLimit))
            case .integer(let value):
                martlet_message_set_integer(message, name, length, Int64(value))
            case .date(let seconds):
                guard seconds.magnitude <= Self.farthestDate else { throw .refused(code: 0) }
                martlet_message_set_date(message, name, length, seconds * 1000)
            }
        }
        return try result(of: message)
    }

    private func parsed() throws(MessageFormatError) -> OpaquePointer {
        var status: Int32 = 0
        guard let message = martlet_message_new(pattern, pattern.utf8.count, language, timeZone, &status) else {
            throw MessageFormatError(status: status)
        }
        return message
    }

    private func result(of message: OpaquePointer) throws(MessageFormatError) -> String {
        var status: Int32 = 0
        var bytes = [CChar](repeating: 0, count: 512)
        var length = martlet_message_format(message, &bytes, bytes.count, &status)
        if length > bytes.count, length <= Self.resultLimit {
            bytes = [CChar](repeating: 0, count: Int(length))
            length = martlet_message_format(message, &bytes, bytes.count, &status)
        }
        guard length >= 0 else { throw MessageFormatError(status: status) }
        guard length <= bytes.count else { throw .resultTooLarge }
        return String(decoding: bytes.prefix(Int(length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
