import InternetMessage

/// A mail from lines, with CRLF.
func mail(_ lines: String...) -> RawMessage {
    RawMessage(Array(lines.joined(separator: "\r\n").utf8))
}

/// A mail read as when no parser answered: the shortest way from bytes to values.
func read(_ raw: RawMessage, limits: MessageLimits = MessageLimits()) -> InternetMessage {
    InternetMessage(unstructured: raw, limits: limits)
}

func read(_ lines: String...) -> InternetMessage {
    read(RawMessage(Array(lines.joined(separator: "\r\n").utf8)))
}

extension InternetMessage {
    func reports(_ words: String) -> Bool {
        problems.contains { $0.contains(words) }
    }
}
