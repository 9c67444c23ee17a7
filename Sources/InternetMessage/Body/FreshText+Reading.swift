extension FreshText {
    /// Splits a mail's plain text.
    ///
    /// - Parameter subject: tells a mail that is passed on from one that is answered.
    public init(text: String, subject: String = "") {
        self = FreshTextReader(text, passesOn: ForwardedSubject.isForward(subject)).read()
    }

    /// Splits the text of a mail's HTML, knowing how mail clients mark the message they answer.
    public init(html root: HTMLNode, subject: String = "") {
        if ForwardedSubject.isForward(subject) {
            self.init(text: HTMLText.plainText(root), subject: subject)
            return
        }
        let rendered = HTMLText.text(of: root, quotations: .ofClients)
        self = FreshTextReader(rendered.text, signatureLines: rendered.signatureLines).read()
        // Everything stood in quoting elements: show the text as it would be shown, not as it was marked.
        if !isCertain { text = HTMLText.plainText(root) }
    }
}
