/// Walks the tree with a stack of its own, so that no nesting can exhaust the thread's.
struct HTMLTextRenderer {
    private enum Step {
        case node(HTMLNode)
        case leave(Leaving)
    }

    /// What is to be done once an element's content has been written.
    private enum Leaving {
        case block(lines: Int)
        case quotation
        case signature
        case list
        case item
        case preformatted
        case link(url: String, start: Int)
        case row
    }

    private struct List {
        var number: Int?
    }

    private let quotations: HTMLText.Quotations
    private var writer = HTMLTextWriter()
    private var steps: [Step] = []
    private var lists: [List] = []
    /// Once a client's mark says "from here on it is the other message", everything behind it is.
    private var isAllQuoted = false

    init(quotations: HTMLText.Quotations) {
        self.quotations = quotations
    }

    mutating func render(_ root: HTMLNode) {
        steps = [.node(root)]
        while let step = steps.popLast() {
            switch step {
            case .node(.text(let text)): writer.write(text)
            case .node(.element(let element)): enter(element)
            case .leave(let leaving): leave(leaving)
            }
        }
    }

    consuming func finish() -> HTMLTextWriter.Result { writer.finish() }

    private mutating func enter(_ element: HTMLElement) {
        if AllowedHTML.isSilent(element) || HiddenElement.isHidden(element) { return }
        if AllowedHTML.isFallback(element) { return writer.write(HTMLText.fallback(of: element)) }
        if element.namespace == .html {
            if quotations == .ofClients { enterQuotation(element) }
            lay(out: element)
        }
        for child in element.children.reversed() { steps.append(.node(child)) }
    }

    private mutating func enterQuotation(_ element: HTMLElement) {
        switch QuotingElement.role(of: element) {
        case .opensTheRest where !isAllQuoted:
            isAllQuoted = true
            writer.endLine(blank: 1)
            writer.quoteDepth += 1
        case .holds where element.name != "blockquote": beginQuotation()
        case .attribution where element.name != "blockquote": beginQuotation()
        case .line: leaveLater(.block(lines: 0)) { $0.breakLine(blank: 0) }
        case .signature:
            leaveLater(.signature) {
                $0.endLine(blank: 0)
                $0.signatureDepth += 1
            }
        default: break
        }
    }

    private func isIndentation(_ element: HTMLElement) -> Bool {
        quotations == .ofClients && QuotingElement.role(of: element) == .indentation
    }

    private mutating func lay(out element: HTMLElement) {
        switch element.name {
        case "br": writer.lineEnd()
        case "hr": rule(QuotingElement.isSignatureRule(element) ? "--" : "--------")
        case "img": writer.writeImage(element)
        case "blockquote" where isIndentation(element): leaveLater(.block(lines: 1)) { $0.breakLine(blank: 1) }
        case "blockquote": beginQuotation()
        case "pre", "xmp", "listing", "plaintext":
            writer.preformatted += 1
            leaveLater(.preformatted) { $0.breakLine(blank: 1) }
        case "ul", "menu", "dir": beginList(number: nil)
        case "ol": beginList(number: element.attribute("start").flatMap { Int($0.trimmingASCIISpace()) } ?? 1)
        case "li": beginItem()
        case "a": beginLink(element)
        case "td", "th": writer.beginCell()
        case "tr": leaveLater(.row) { $0.beginRow() }
        case "p" where Self.isTight(element): leaveLater(.block(lines: 0)) { $0.breakLine(blank: 0) }
        case "p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "figure":
            leaveLater(.block(lines: 1)) { $0.breakLine(blank: 1) }
        case _ where Self.blocks.contains(element.name):
            leaveLater(.block(lines: 0)) { $0.breakLine(blank: 0) }
        case _ where AllowedHTML.separates.contains(element.name): writer.space()
        default: break
        }
    }

    /// A paragraph that stands right below the one before it, as all of Outlook's do.
    private static func isTight(_ element: HTMLElement) -> Bool {
        if let name = element.attribute("class"), ASCII.hasPrefix(ASCII.lowercased(name.utf8.prefix(8)), "mso") {
            return true
        }
        guard let style = element.attribute("style"), style.utf8.count <= 1_000 else { return false }
        let bytes = ASCII.lowercased(style.utf8).filter { !ASCII.isSpace($0) }
        return ["margin:0;", "margin:0px;", "margin:0cm", "margin:0in", "margin-top:0"].contains {
            ASCII.contains(bytes, $0)
        } || ASCII.hasSuffix(bytes, "margin:0") || ASCII.hasSuffix(bytes, "margin:0px")
    }

    private static let blocks: Set<String> = [
        "address", "article", "aside", "body", "caption", "center", "dd", "details", "div", "dt", "fieldset",
        "figcaption", "footer", "form", "header", "legend", "main", "nav", "optgroup", "option", "section", "summary",
        "table", "tbody", "tfoot", "thead",
    ]

    private mutating func leaveLater(_ leaving: Leaving, entering: (inout HTMLTextWriter) -> Void) {
        entering(&writer)
        steps.append(.leave(leaving))
    }

    private mutating func rule(_ line: String) {
        writer.endLine(blank: 1)
        writer.write(line)
        writer.endLine(blank: 0)
    }

    private mutating func beginQuotation() {
        leaveLater(.quotation) {
            $0.endLine(blank: 1)
            $0.quoteDepth += 1
        }
    }

    private mutating func beginList(number: Int?) {
        let isOuter = lists.isEmpty
        lists.append(List(number: number))
        leaveLater(.list) { $0.breakLine(blank: isOuter ? 1 : 0) }
    }

    private mutating func beginItem() {
        var bullet = "- "
        if let last = lists.indices.last, let number = lists[last].number {
            bullet = "\(number). "
            lists[last].number = number &+ 1
        }
        let indentation = max(0, min(lists.count, 20) - 1) * 2
        leaveLater(.item) { $0.beginItem(bullet, indentation: indentation) }
    }

    private mutating func beginLink(_ element: HTMLElement) {
        guard let href = element.attribute("href"), let url = SafeURL.link(href, limit: 2_000) else { return }
        steps.append(.leave(.link(url: url, start: writer.beginLink())))
    }

    private mutating func leave(_ leaving: Leaving) {
        switch leaving {
        case .block(let lines): writer.breakLine(blank: lines)
        case .quotation:
            writer.endLine(blank: 1)
            writer.quoteDepth -= 1
        case .signature:
            writer.endLine(blank: 0)
            writer.signatureDepth -= 1
        case .list:
            lists.removeLast()
            writer.breakLine(blank: lists.isEmpty ? 1 : 0)
        case .item: writer.breakLine(blank: 0)
        case .preformatted:
            writer.breakLine(blank: 1)
            writer.preformatted -= 1
        case .link(let url, let start): writer.endLink(url, start: start)
        case .row: writer.endRow()
        }
    }
}
