/// HTML of a mail as text that a person can read.
public enum HTMLText {
    /// The text with its blocks, lists, tables and quotations laid out in lines; what a client hides is left out.
    ///
    /// Quotations get `> `, list items a bullet or number, table cells of one line a tab between them, and a link its
    /// URL in parentheses behind it where the words don't say it already.
    public static func plainText(_ root: HTMLNode) -> String {
        text(of: root, quotations: .blockquotes).text
    }

    enum Quotations {
        /// Only what HTML itself calls a quotation.
        case blockquotes
        /// Also what mail clients wrap around the message they answer.
        case ofClients
    }

    /// The words of an element that browsers keep as raw text, without its tags.
    static func fallback(of element: HTMLElement) -> String {
        element.children.reduce(into: " ") { text, child in
            if case .text(let raw) = child { text += strippingTags(raw) + " " }
        }
    }

    static func text(of root: HTMLNode, quotations: Quotations) -> HTMLTextWriter.Result {
        var renderer = HTMLTextRenderer(quotations: quotations)
        renderer.render(root)
        return renderer.finish()
    }
}
