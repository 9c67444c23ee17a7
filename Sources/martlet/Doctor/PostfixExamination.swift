import Foundation
import MailGateway

/// Settings of a Postfix on this machine that the desk depends on, by the word of `postconf`.
struct PostfixExamination: Sendable {
    let configuration: Configuration

    private static let names = [
        "recipient_delimiter", "smtpd_forbid_bare_newline", "message_size_limit", "mail_version",
        "smtpd_forbid_bare_newline_exclusions",
    ]

    func findings() -> [Finding] {
        let places = ["/usr/sbin/postconf", "/usr/local/sbin/postconf"]
        guard let program = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
            return [Finding("postfix", .ok, "there is none on this machine: nothing to check")]
        }
        guard let settings = settings(program) else {
            return [Finding("postfix", .warning, "postconf gives no answer", mend: "run martlet doctor as root")]
        }
        return [newline(settings), delimiter(settings), size(settings)] + socket()
    }

    /// Without it a hostile sender smuggles a second message past the MTA's checks.
    private func newline(_ settings: [String: String]) -> Finding {
        let value = settings["smtpd_forbid_bare_newline"]
        let version = settings["mail_version"] ?? "of unknown version"
        guard let value else {
            return Finding(
                "postfix", .failed, "Postfix \(version) knows no smtpd_forbid_bare_newline: SMTP smuggling is open",
                mend: "upgrade Postfix")
        }
        guard ["yes", "normalize", "reject"].contains(value) else {
            return Finding(
                "postfix", .failed, "smtpd_forbid_bare_newline = \(value): SMTP smuggling is open",
                mend: "postconf -e 'smtpd_forbid_bare_newline = normalize' "
                    + "'smtpd_forbid_bare_newline_exclusions = $mynetworks' && postfix reload")
        }
        return Finding("postfix", .ok, "smtpd_forbid_bare_newline = \(value)")
    }

    private func delimiter(_ settings: [String: String]) -> Finding {
        let value = settings["recipient_delimiter"] ?? ""
        guard value.contains("+") else {
            return Finding(
                "postfix", .failed,
                "recipient_delimiter = \(value.isEmpty ? "(empty)" : value): replies to signed addresses bounce",
                mend: "postconf -e 'recipient_delimiter = +' && postfix reload")
        }
        return Finding("postfix", .ok, "recipient_delimiter = \(value)")
    }

    private func size(_ settings: [String: String]) -> Finding {
        let limit = settings["message_size_limit"].flatMap { Int($0) } ?? 0
        let ours = configuration.lmtp.maxMessageBytes
        guard limit == 0 || limit > ours else { return Finding("postfix", .ok, "message_size_limit = \(limit)") }
        return Finding(
            "postfix", .warning,
            "message_size_limit = \(limit) is larger than lmtp.max_message_bytes = \(ours): "
                + "mail between the two bounces",
            mend: "postconf -e 'message_size_limit = \(ours)' && postfix reload")
    }

    /// Debian runs Postfix's LMTP client in a chroot, which sees no socket outside of it.
    private func socket() -> [Finding] {
        guard configuration.lmtp.listen.allSatisfy({ if case .unix = $0 { true } else { false } }) else { return [] }
        let isReachable = configuration.lmtp.listen.contains {
            if case .unix(let path) = $0 { path.hasPrefix("/var/spool/postfix/") } else { false }
        }
        guard !isReachable else { return [] }
        return [
            Finding(
                "postfix", .warning,
                "LMTP listens on unix sockets outside /var/spool/postfix only, which Debian's chrooted "
                    + "LMTP client cannot see", mend: "add 127.0.0.1:2424 to lmtp.listen")
        ]
    }

    private func settings(_ program: String) -> [String: String]? {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = Self.names
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            return nil
        }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        var settings: [String: String] = [:]
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            guard let mark = line.firstIndex(of: "=") else { continue }
            settings[line[..<mark].trimmingCharacters(in: .whitespaces)] =
                line[line.index(after: mark)...].trimmingCharacters(in: .whitespaces)
        }
        return settings.isEmpty ? nil : settings
    }
}
