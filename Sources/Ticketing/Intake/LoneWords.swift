import InternetMessage

/// Words that mean something when nothing else stands beside them.
enum LoneWords {
    /// First lines that make an agent's mail a work note.
    static let note = [
        "note", "#note", "internal note", "work note", "internal", "备注", "#备注", "内部备注", "内部", "備註", "內部備註",
        "メモ", "社内メモ", "메모", "notiz", "interne notiz", "nota", "nota interna", "note interne", "ملاحظة", "заметка",
    ]

    /// Words that say no more than that somebody is content.
    static let thanks = [
        "thanks", "thank you", "thank you very much", "thank you so much", "thanks a lot", "many thanks", "thx", "ty",
        "thanks so much", "much appreciated", "谢谢", "谢谢你", "谢谢您", "谢谢你们", "多谢", "感谢", "非常感谢", "十分感谢",
        "谢谢了", "好的谢谢", "收到谢谢", "谢谢支持", "謝謝", "謝謝您", "多謝", "感謝", "非常感謝",
    ]
    /// Words that may stand beside them.
    static let assent = [
        "ok", "okay", "great", "perfect", "super", "wonderful", "got it", "noted", "it works", "it works now",
        "works now", "solved", "all good", "best regards", "kind regards", "regards", "cheers", "hi", "hello", "好的",
        "好",
        "收到", "收到了", "知道了", "辛苦了", "您辛苦了", "已解决", "解决了", "可以了", "没问题了", "您好", "你好", "已解決", "解決了",
    ]
    private static let longestThanks = 120

    /// Whether a text is thanks and nothing else, apart from its author's name. In doubt it is more.
    static func isThanks(_ text: String, by author: Mailbox?) -> Bool {
        guard text.utf8.count <= longestThanks, !text.unicodeScalars.contains(where: { $0 == "?" || $0 == "？" }) else {
            return false
        }
        let name = (author?.displayName ?? "").lowercased()
        let names = [name] + name.split(separator: " ").map(String.init)
        let phrases = text.unicodeScalars.split { endsPhrase($0) }.map { folded(String($0)) }.filter { !$0.isEmpty }
        return phrases.contains { thanks.contains($0) }
            && phrases.allSatisfy { thanks.contains($0) || assent.contains($0) || names.contains($0) }
    }

    private static func endsPhrase(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || scalar.properties.generalCategory == .otherPunctuation
            || scalar.properties.generalCategory == .dashPunctuation
    }

    /// Whether the first line that is not empty says that what follows is for the desk alone.
    static func opensNote(_ text: String) -> Bool {
        firstLine(of: text).map { note.contains(folded(text[$0])) } ?? false
    }

    /// What stands below the first line that is not empty.
    static func belowFirstLine(_ text: String) -> String {
        guard let line = firstLine(of: text) else { return text }
        return String(text[line.upperBound...]).trimmingASCIISpace()
    }

    /// In lower case, without blanks and punctuation at its ends.
    static func folded(_ text: some StringProtocol) -> String {
        var scalars = text.lowercased().unicodeScalars[...]
        while let last = scalars.last, isIdle(last) { scalars.removeLast() }
        while let first = scalars.first, isIdle(first), first != "#" { scalars.removeFirst() }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func firstLine(of text: String) -> Range<String.Index>? {
        let units = text.utf8
        guard let start = units.firstIndex(where: { $0 > 0x20 }) else { return nil }
        let end = units[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? units.endIndex
        return start..<end
    }

    private static func isIdle(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace
            || [.otherPunctuation, .dashPunctuation].contains(scalar.properties.generalCategory)
    }
}
