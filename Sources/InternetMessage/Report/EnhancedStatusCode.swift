/// Finds the code a mail system gives beside its words.
///
/// - Standard: RFC 3463 §2
enum EnhancedStatusCode {
    /// The first `class.subject.detail` that is not part of a longer number, such as an IP address.
    static func first(in bytes: some Collection<UInt8>) -> String? {
        let text = Array(bytes.prefix(4_000))
        var index = 0
        while index + 4 < text.count {
            let starts = [0x32, 0x34, 0x35].contains(text[index]) && (index == 0 || !isNumeric(text[index - 1]))
            if starts, let end = end(of: text, from: index) {
                return String(decoding: text[index..<end], as: UTF8.self)
            }
            index += 1
        }
        return nil
    }

    /// The first reply code of a transient or permanent failure.
    ///
    /// - Standard: RFC 5321 §4.2.1
    static func reply(in bytes: [UInt8]) -> String? {
        let text = bytes.prefix(4_000)
        var index = 0
        while index + 3 <= text.count {
            let isCode =
                (text[index] == 0x34 || text[index] == 0x35) && ASCII.isDigit(text[index + 1])
                && ASCII.isDigit(text[index + 2])
            let isAlone =
                (index == 0 || !isNumeric(text[index - 1]) && !ASCII.isLetter(text[index - 1]))
                && (index + 3 == text.count || ASCII.isSpace(text[index + 3]) || text[index + 3] == 0x2D)
            if isCode, isAlone, text[index + 1] <= 0x35 {
                return String(decoding: text[index..<(index + 3)], as: UTF8.self)
            }
            index += 1
        }
        return nil
    }

    /// The stated code, unless it says nothing but its class and the other server's words say more in that class.
    static func moreTelling(_ stated: String?, _ detailed: String?) -> String? {
        guard let stated, let detailed else { return stated ?? detailed }
        let saysNothing = stated.utf8.dropFirst().elementsEqual(".0.0".utf8)
        return saysNothing && stated.utf8.first == detailed.utf8.first ? detailed : stated
    }

    private static func end(of text: [UInt8], from start: Int) -> Int? {
        var index = start + 1
        for _ in 0..<2 {
            guard index < text.count, text[index] == 0x2E else { return nil }
            let digits = text[(index + 1)...].prefix { ASCII.isDigit($0) }
            guard (1...3).contains(digits.count) else { return nil }
            index += 1 + digits.count
        }
        let isLonger = index + 1 < text.count && text[index] == 0x2E && ASCII.isDigit(text[index + 1])
        return isLonger ? nil : index
    }

    private static func isNumeric(_ byte: UInt8) -> Bool { ASCII.isDigit(byte) || byte == 0x2E }
}
