import InternetMessage

/// Whether a mail asks for its author's own tickets, by one of a few words.
///
/// The words are what people write in the languages that desks meet, each spelt as `StatusQuery.folded` leaves it.
enum StatusQuery: String, Sendable, Hashable {
    /// The word is all that the author wrote.
    case alone
    /// The word is the subject or the first line, and hardly anything is said besides.
    case first

    /// Longest line that is held against the words, in bytes.
    static let longest = 64
    /// Own lines beside the word: whoever writes more than a short one wants something else.
    private static let company = 1
    /// Own lines that are looked at.
    private static let lines = 100

    init?(_ message: InternetMessage) {
        // Many people write such a word over any question: what they say or send besides must not be lost on it.
        guard !message.attachments.contains(where: { !$0.isSignature && $0.disposition != .inline }) else { return nil }
        let own = Self.ownLines(message.fresh.text)
        let isFirst = own.first.map(Self.isWord) ?? false
        let rest = isFirst ? own.dropFirst() : own[...]
        guard rest.count <= Self.company, rest.allSatisfy({ $0.utf8.count <= Self.longest }) else { return nil }
        if isFirst, rest.isEmpty {
            self = .alone
        } else if isFirst || Self.isWord(message.subject) {
            self = .first
        } else {
            return nil
        }
    }

    /// Whether a line is one of the words, closing punctuation aside.
    static func isWord(_ line: String) -> Bool {
        line.utf8.count <= longest && words.contains(folded(line))
    }

    private static func ownLines(_ text: String) -> [String] {
        text.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" }).prefix(lines).map { String($0) }
            .filter { !folded(String($0.prefix(longest))).isEmpty }
    }

    /// In lower case, with single blanks, without marks around it.
    private static func folded(_ line: String) -> String {
        let marks: Set<Unicode.Scalar> = [
            ".", "!", "?", ":", ";", ",", "。", "！", "？", "：", "；", "，", "．", "؟", "،", "؛", "¿", "¡", "*", "\"", "'",
            "“", "”", "「", "」", "\u{FEFF}", "\u{200B}", "\u{200E}", "\u{200F}",
        ]
        let isBlank: (Unicode.Scalar) -> Bool = { $0.value <= 0x20 || $0 == "\u{A0}" || $0 == "\u{3000}" }
        let words = line.lowercased().unicodeScalars.split { isBlank($0) || marks.contains($0) }
        return words.map { String($0) }.joined(separator: " ")
    }

    private static let words: Set<String> = [
        // Chinese, simplified and traditional
        "状态", "查询", "进度", "查询状态", "状态查询", "查询进度", "进度查询", "工单状态", "查询工单", "我的工单",
        "狀態", "查詢", "進度", "查詢狀態", "狀態查詢", "查詢進度", "進度查詢", "工單狀態", "查詢工單", "我的工單",
        // English, Japanese, Korean
        "status", "my status", "my tickets", "my requests", "ステータス", "状況", "照会", "状況確認", "상태", "조회", "상태 조회", "현황",
        // German, French, Spanish, Portuguese
        "stand", "statusabfrage", "meine tickets", "statut", "état", "suivi", "mes demandes", "estado", "consulta",
        "mis solicitudes", "situação", "consultar", "meus pedidos",
        // Russian, Arabic
        "статус", "состояние", "мои заявки", "الحالة", "حالة", "استعلام", "طلباتي",
    ]
}
