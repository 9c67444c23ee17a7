import Foundation
import UnicodeText

/// Writes a value as text in the language of the template.
struct ValueFormatting: Sendable {
    let language: LanguageTag
    let timeZone: String

    /// A date without a format: day and time as the language writes them, in the reader's zone.
    private static let date = "date, ::yMMMdjm"
    private static let number = "number"

    /// Whether ICU knows the zone.
    static func knows(timeZone: String) -> Bool {
        do throws(MessageFormatError) {
            _ = try MessageFormat(pattern: "", language: "en", timeZone: timeZone)
            return true
        } catch {
            return false
        }
    }

    /// Nil when the value cannot be written so.
    func text(_ value: TemplateValue, format: String?) -> String? {
        switch value {
        case .string(let text): format.map { formatted(.text(text), $0) } ?? text
        case .number(let number): formatted(.integer(number), format ?? Self.number)
        case .date(let date): formatted(.date(date.timeIntervalSince1970), format ?? Self.date)
        case .bool, .safeHTML, .list, .object: nil
        }
    }

    private func formatted(_ argument: MessageFormat.Argument, _ format: String) -> String? {
        do throws(MessageFormatError) {
            let pattern = TemplateTag.pattern(format: format)
            let message = try MessageFormat(pattern: pattern, language: language.description, timeZone: timeZone)
            // ICU puts a narrow no-break space before AM and PM; many fonts of mail programs show a box for it.
            return try message.string(["value": argument]).replacingOccurrences(of: "\u{202F}", with: " ")
        } catch {
            return nil
        }
    }
}
