import CICUShim

/// Why a message could not be written.
public enum MessageFormatError: Error, Equatable, Sendable {
    /// The pattern exceeds a limit of `MessageFormat`.
    case patternTooLarge
    /// ICU cannot read the pattern, or a value is of a kind its place cannot show; the code is ICU's.
    case refused(code: Int32)
    /// A date stands inside a plural or a choice.
    case dateNested
    case languageUnknown
    case timeZoneUnknown
    case argumentMissing
    case resultTooLarge

    init(status: Int32) {
        switch status {
        case MARTLET_MESSAGE_ZONE_UNKNOWN: self = .timeZoneUnknown
        case MARTLET_MESSAGE_DATE_NESTED: self = .dateNested
        case MARTLET_MESSAGE_LANGUAGE_UNKNOWN: self = .languageUnknown
        case MARTLET_MESSAGE_ARGUMENT_MISSING: self = .argumentMissing
        default: self = .refused(code: status)
        }
    }
}
