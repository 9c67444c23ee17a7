import Cryptography
import Foundation
import InternetMessage

/// A message of ours taken apart again, to be shown as it was sent.
struct SentMessage: Sendable {
    let subject: String
    let text: String
    /// As it was composed.
    let html: String?

    init(_ raw: RawMessage) {
        // We composed it: the built-in scan reads it as well as any parser.
        let message = InternetMessage(unstructured: raw, limits: MessageLimits())
        subject = message.subject
        text = message.text
        html = message.unsafeHTML
    }

    /// Templates of messages that carry a link to somebody's account: shown to nobody else.
    static let personal: Set<String> = ["sign-in-link", "invitation"]
}

/// The HTML of a message of ours as a document for the sandboxed frame, in its own styles.
///
/// The pages' policy allows no style in an attribute. So each becomes a rule of one style sheet, which the policy
/// names by its digest: what is shown looks as it was sent, and nothing else is allowed with it.
///
/// - Standard: Content Security Policy Level 3 §6.7.2 (hashes)
struct SentFrame {
    let html: String
    private let digest: String

    static let mostStyles = 2_000

    init(_ composed: String) {
        var rules: [String] = []
        var output: [UInt8] = []
        let units = Array(composed.utf8)
        let mark = Array(" style=\"".utf8)
        var index = 0
        while index < units.count {
            guard units[index] == mark[0], units[index...].starts(with: mark),
                let end = units[(index + mark.count)...].firstIndex(of: UInt8(ascii: "\""))
            else {
                output.append(units[index])
                index += 1
                continue
            }
            if let rule = SentFrame.declarations(units[(index + mark.count)..<end]), rules.count < Self.mostStyles {
                output += Array(" data-style=\"\(rules.count)\"".utf8)
                rules.append("[data-style=\"\(rules.count)\"]{\(rule)}")
            }
            index = end + 1
        }
        let sheet = rules.joined(separator: "\n")
        digest = Data(SHA256.digest(of: Array(sheet.utf8))).base64EncodedString()
        let document = String(decoding: output, as: UTF8.self)
        let style = "<style>\(sheet)</style>"
        if let head = document.range(of: "</head>") {
            html = document[..<head.lowerBound] + style + document[head.lowerBound...]
        } else {
            html = "<!doctype html>" + style + document
        }
    }

    var policy: String {
        "default-src 'none'; script-src 'none'; style-src 'sha256-\(digest)'; img-src data:; form-action 'none'; "
            + "frame-ancestors 'self'; base-uri 'none'; sandbox allow-popups allow-popups-to-escape-sandbox"
    }

    /// The value of a style attribute; nil where it could end its rule.
    private static func declarations(_ units: ArraySlice<UInt8>) -> String? {
        let text = String(decoding: units, as: UTF8.self).replacingOccurrences(of: "&#39;", with: "'")
            .replacingOccurrences(of: "&quot;", with: "\"").replacingOccurrences(of: "&amp;", with: "&")
        let isPlain = text.utf8.allSatisfy { !"{}<>@\\".utf8.contains($0) && $0 >= 0x20 }
        return isPlain && !text.contains("/*") ? text : nil
    }
}
