extension InternetMessage {
    /// The message with everything that its HTML part says: `html`, and `text`, `fresh` and `language` where the
    /// text part didn't give them, or gave less.
    ///
    /// - Parameter root: the tree of `unsafeHTML`, or nil when none could be had; the HTML is then read as text.
    public func reading(html root: HTMLNode?) -> InternetMessage {
        var message = self
        message.html = root.map { SafeHTML.sanitize($0) }
        if hasWords {
            guard let root, isSuspect, let problem = problem(beside: HTMLText.plainText(root)) else {
                message.fresh = FreshText(text: text, subject: subject)
                return message
            }
            message.problems.append(problem)
            message.language = nil
        }
        if let root {
            message.text = HTMLText.plainText(root)
            message.fresh = FreshText(html: root, subject: subject)
        } else if let unsafeHTML {
            message.text = HTMLText.strippingTags(unsafeHTML)
            message.fresh = FreshText(text: message.text, subject: subject)
        } else {
            message.fresh = FreshText(text: text, subject: subject)
        }
        if message.language == nil { message.language = LanguageGuess.language(of: message.fresh.text) }
        return message
    }

    /// Whether the text part says anything; clients write no-break spaces where nothing is to be said.
    private var hasWords: Bool {
        text.unicodeScalars.contains { !$0.properties.isWhitespace && !(0x200B...0x200F).contains($0.value) }
    }

    private var isSuspect: Bool {
        LossyText.isSuspect(text) || LossyText.isBrief(text, besideBytes: unsafeHTML?.utf8.count ?? 0)
    }

    /// Why the HTML is to be read instead of the text part, or nil.
    private func problem(beside html: String) -> String? {
        if LossyText.lost(by: text, beside: html) {
            return "The text part has lost characters that the HTML part has; the HTML was read."
        }
        return LossyText.isStub(text, beside: html) ? "The text part only refers to the HTML part; that was read." : nil
    }
}
