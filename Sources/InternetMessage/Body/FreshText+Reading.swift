extension FreshText {
    /// Splits a mail's plain text.
    public init(text: String) {
        self = FreshTextReader(text).read()
    }

    /// Splits the text of a mail's HTML, knowing how mail clients mark the message they answer.
    public init(html root: HTMLNode) {
        let marked = FreshTextReader(HTMLText.text(of: root, quotations: .ofClients)).read()
        self = marked
        // Everything stood in quoting elements: show the text as it would be shown, not as it was marked.
        if !marked.isCertain { text = HTMLText.plainText(root) }
    }
}
