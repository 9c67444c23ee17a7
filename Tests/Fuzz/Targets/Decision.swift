@testable import InternetMessage
@testable import Ticketing

/// What an approver's words decide.
enum Decision {
    static func approval(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        check(FreshText(text: text, quoted: false))
        check(FreshText(text: text))
        if let words = try? ApprovalWords(approving: [String(text.prefix(40))], rejecting: []) {
            precondition(words.decision(of: String(text.prefix(40))) == .approved, "a desk's own word decides")
        }
    }

    private static func check(_ fresh: FreshText) {
        let reading = ApprovalReading(fresh)
        guard let decision = reading.decision else { return }
        precondition(
            fresh.isCertain && fresh.text.utf8.count <= ApprovalReading.longestText, "in doubt nothing is decided")
        let lines = fresh.text.unicodeScalars.split(whereSeparator: ApprovalReading.endsLine).map { String($0) }
        let first = lines.first { !ApprovalLine($0).isBlank } ?? ""
        precondition(ApprovalWords.shipped.decision(of: first) == decision, "the first line decides")
        precondition(
            !first.unicodeScalars.contains { ["?", "؟", "？", "\u{AD}", "\u{202E}", "\u{202D}"].contains($0) },
            "a question decides nothing, and neither does what hides")
        let opposite = decision == .approved ? "REJECT" : "同意"
        let retracted = FreshText(text: fresh.text + "\n\u{200B}" + opposite, quoted: false)
        let taken = ApprovalReading(retracted)
        precondition(taken == .unclear(.opposite) || taken == .unclear(.tooLong), "an opposite line takes it back")
        switch reading {
        case .approve(let reason), .reject(let reason):
            precondition(reason.utf8.count <= ApprovalReading.longestReason, "a reason is bounded")
        case .unclear: break
        }
    }
}
