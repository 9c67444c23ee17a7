extension InternetMessage {
    /// The message with everything that its HTML part says: `html`, and `text`, `fresh` and `language` where the
    /// text part didn't give them.
    ///
    /// - Parameter root: the tree of `unsafeHTML`, or nil when none could be had; the HTML is then read as text.
    public func reading(html root: HTMLNode?) -> InternetMessage {
        var message = self
        let hasTextPart = !text.trimmingASCIISpace().isEmpty
        message.html = root.map { SafeHTML.sanitize($0) }
        let isLossy = hasTextPart && root.map { LossyText.lost(by: text, beside: HTMLText.plainText($0)) } == true
        if isLossy {
            message.problems.append("The text part has lost characters that the HTML part has; the HTML was read.")
        } else if hasTextPart {
            message.fresh = FreshText(text: text, subject: subject)
            return message
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
}
