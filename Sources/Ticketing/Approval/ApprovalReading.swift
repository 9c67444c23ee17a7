public import InternetMessage

/// What a mail of an approver decides, by its words alone.
///
/// Whose mail it is, to what request and whether its address is vouched for are other people's questions. Here the rule is:
/// the first own line is a deciding word, no other own line is an opposite one, and a person wrote it now.
///
/// Security: the text is a stranger's. It is read line by line in linear time, within limits, and in doubt decides nothing.
public enum ApprovalReading: Sendable, Hashable {
    /// What stands below the word is the reason; empty where nothing does.
    case approve(reason: String)
    case reject(reason: String)
    case unclear(ApprovalDoubt)

    /// Longest own text that decides, with the signature, in bytes.
    public static let longestText = 64 << 10
    /// Most lines of both.
    public static let mostLines = 1_000
    /// What is kept of a reason, in bytes; the mail has all of it.
    public static let longestReason = 4_000

    public init(_ message: InternetMessage, words: ApprovalWords = .shipped) {
        // The field is asked once more: whoever made up their mind about the class, a program never decides.
        let isMarked = (AutoSubmitted(message.header) ?? .no) != .no
        if message.messageClass != .person || isMarked {
            self = .unclear(.notPersonal)
        } else if message.isForward {
            self = .unclear(.forwarded)
        } else if message.isTruncated || message.wasReadByFallback || message.encryption != nil {
            self = .unclear(.unreadable)
        } else {
            self.init(message.fresh, words: words)
        }
    }

    public init(_ fresh: FreshText, words: ApprovalWords = .shipped) {
        guard fresh.isCertain else {
            self = .unclear(.notWrittenNow)
            return
        }
        let signature = fresh.signature ?? ""
        let lines = Self.lines(of: fresh.text)
        let below = Self.lines(of: signature)
        guard fresh.text.utf8.count + signature.utf8.count <= Self.longestText,
            lines.count + below.count <= Self.mostLines
        else {
            self = .unclear(.tooLong)
            return
        }
        self.init(own: lines[...], signature: below, of: fresh.text, words: words)
    }

    /// Two short words above a signature are taken for a name, `Not Approved` among them: a line of the signature, too, takes
    /// a decision back.
    private init(own: ArraySlice<Substring>, signature: [Substring], of text: String, words: ApprovalWords) {
        let written = own.drop { ApprovalLine(String($0)).isBlank }
        guard let first = written.first else {
            self = .unclear(.nothingWritten)
            return
        }
        let line = ApprovalLine(String(first))
        guard let decision = words.decision(of: line) else {
            self = .unclear(ApprovalDoubt(of: line))
            return
        }
        let others = written.dropFirst()
        let retracts: (Substring) -> Bool = {
            words.decision(of: ApprovalLine(seenIn: String($0))) == decision.opposite
        }
        guard !(others + signature).contains(where: retracts) else {
            self = .unclear(.opposite)
            return
        }
        let below = others.first.map { String(text[$0.startIndex...]) } ?? ""
        let reason = below.trimmingASCIISpace().capped(Self.longestReason)
        self = decision == .approved ? .approve(reason: reason) : .reject(reason: reason)
    }

    private static func lines(of text: String) -> [Substring] {
        text.unicodeScalars.split(whereSeparator: endsLine).map { Substring($0) }
    }

    public var decision: ApprovalVerdict? {
        switch self {
        case .approve: .approved
        case .reject: .rejected
        case .unclear: nil
        }
    }

    /// Everything that ends a line for whoever reads it.
    ///
    /// - Standard: Unicode Standard Annex #14 (mandatory breaks)
    static func endsLine(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
