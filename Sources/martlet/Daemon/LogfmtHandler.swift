import Foundation
import Logging
import Synchronization

/// Logs to standard error: one line an event, `key=value`, whatever the values hold.
///
/// Under systemd each line begins with its priority and has no time, which the journal adds.
struct LogfmtHandler: LogHandler {
    /// The level of all loggers; a reload changes it while they are in use.
    final class Level: Sendable {
        private let value: Mutex<Logger.Level>

        init(_ level: Logger.Level) {
            value = Mutex(level)
        }

        var current: Logger.Level {
            get { value.withLock { $0 } }
            set { value.withLock { $0 = newValue } }
        }
    }

    var metadata: Logger.Metadata = [:]
    private let label: String
    private let level: Level
    private let isJournal: Bool

    init(label: String, level: Level, isJournal: Bool) {
        self.label = label
        self.level = level
        self.isJournal = isJournal
    }

    var logLevel: Logger.Level {
        get { level.current }
        set { level.current = newValue }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var line = isJournal ? "<\(Self.priority(event.level))>" : "time=\(Date().formatted(.iso8601)) "
        line += "level=\(event.level.rawValue) logger=\(label) msg=\(Self.quoted("\(event.message)"))"
        let all = metadata.merging(event.metadata ?? [:]) { _, newer in newer }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) { line += " \(key)=\(Self.quoted("\(value)"))" }
        if let error = event.error { line += " error=\(Self.quoted("\(error)"))" }
        StandardError.line(line)
    }

    /// Quoted where it holds anything but plain letters; controls are escaped, so that a line is one event.
    static func quoted(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x22 && $0 < 0x7F && $0 != 0x3D && $0 != 0x5C }
        guard !isPlain else { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                let isControl =
                    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    || (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
                if isControl {
                    result += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
