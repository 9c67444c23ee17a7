/// Finds what in a mail's HTML does not survive mail programs.
///
/// The rules are what Outlook for Windows, Gmail's apps, Yahoo, QQ Mail and NetEase have in common: tables, styles on
/// the elements, hexadecimal colors, pixels, pictures that have words. One style sheet is allowed, for dark mode alone:
/// the mail must be complete without it.
public struct MailMarkupLint {
    /// The most bytes of a whole mail's HTML.
    public static let sizeLimit = 30_000
    /// The widest table, in pixels.
    public static let widthLimit = 600
    /// The most bytes of a style sheet that Gmail reads.
    public static let styleSheetLimit = 16_384

    private var faults: [(fault: MailMarkupFault, offset: Int)] = []
    private var open: [(name: String, offset: Int)] = []

    /// The faults with the byte each is at.
    public static func faults(in html: String) -> [(fault: MailMarkupFault, offset: Int)] {
        var lint = MailMarkupLint()
        lint.check(MailMarkup(html).tokens)
        if html.utf8.count > sizeLimit { lint.faults.append((.tooLarge(html.utf8.count), 0)) }
        return lint.faults
    }

    private mutating func check(_ tokens: [(token: MailMarkup.Token, offset: Int)]) {
        for (index, item) in tokens.enumerated() {
            switch item.token {
            case .start(let name, let attributes):
                check(name, attributes, at: item.offset)
                if name == "body" { checkPreheader(tokens.dropFirst(index + 1).first, at: item.offset) }
            case .end(let name): close(name, at: item.offset)
            case .styleSheet(let rules): check(styleSheet: rules, at: item.offset)
            case .text: break
            }
        }
        for element in open where !Self.endsItself.contains(element.name) {
            note(.unbalanced(element.name), element.offset)
        }
    }

    private mutating func check(_ name: String, _ attributes: [MailMarkup.Attribute], at offset: Int) {
        guard Self.elements.contains(name) else { return note(.element(name), offset) }
        if !Self.void.contains(name) { open.append((name, offset)) }
        for attribute in attributes {
            check(attribute, of: name, at: offset)
        }
        let value: (String) -> String? = { wanted in attributes.first { $0.name == wanted }?.value }
        switch name {
        case "html":
            if value("lang") == nil { note(.rootLacks("lang"), offset) }
            let isRightToLeft = value("lang").flatMap { LanguageTag($0) }?.isRightToLeft == true
            if isRightToLeft, value("dir") != "rtl" { note(.rootLacks("dir=\"rtl\""), offset) }
        case "table": if value("role") != "presentation" { open[open.count - 1].name = Self.dataTable }
        case "th": if let table = open.lastIndex(where: { $0.name == Self.dataTable }) { open[table].name = "table" }
        case "img":
            if value("alt") == nil { note(.picture(lacks: "alt"), offset) }
            if value("width") == nil, value("height") == nil { note(.picture(lacks: "width or height"), offset) }
        default: break
        }
    }

    private mutating func check(_ attribute: MailMarkup.Attribute, of name: String, at offset: Int) {
        switch attribute.name {
        case "style": check(style: attribute.value, of: name, at: offset)
        case "bgcolor": check(color: attribute.value, at: offset)
        case "href": if !ValueEscaping.isSafeURL(attribute.value) { note(.address(attribute.value), offset) }
        case "src": if !ValueEscaping.isSafeImage(attribute.value) { note(.address(attribute.value), offset) }
        case "width":
            if let pixels = Int(attribute.value), pixels > Self.widthLimit { note(.tooWide(attribute.value), offset) }
        default:
            if !Self.attributes.contains(attribute.name) { note(.attribute(attribute.name, of: name), offset) }
        }
    }

    private mutating func check(style: String, of name: String, at offset: Int) {
        for declaration in style.split(separator: ";") {
            let sides = declaration.split(separator: ":", maxSplits: 1)
            guard let property = sides.first.map({ $0.filter { $0 != " " } }), sides.count == 2 else {
                note(.property(String(declaration)), offset)
                continue
            }
            guard Self.properties.contains(property) else {
                note(.property(property), offset)
                continue
            }
            if property.hasPrefix("padding"), name != "td", name != "th" { note(.paddingOutsideOfCell(name), offset) }
            if property == "display", !["block", "none", "inline-block"].contains(sides[1]) {
                note(.property("display:\(sides[1])"), offset)
            }
            if property != "font-family" { check(value: sides[1], of: property, at: offset) }
        }
    }

    private mutating func check(value: Substring, of property: String, at offset: Int) {
        for word in value.split(separator: " ") {
            if word.contains("(") {
                note(.color(String(value)), offset)
                return
            }
            if property.hasSuffix("color") || word.hasPrefix("#") {
                check(color: String(word), at: offset)
            } else if let first = word.utf8.first, (0x30...0x39).contains(first) {
                let number = word.prefix { $0.isNumber || $0 == "." }
                let unit = word.dropFirst(number.count)
                if unit != "px", unit != "%", number != "0" && property != "font-weight" {
                    note(.unit("\(word)"), offset)
                }
                if unit == "px", property.hasSuffix("width"), (Int(number) ?? 0) > Self.widthLimit {
                    note(.tooWide("\(word)"), offset)
                }
            }
        }
    }

    private mutating func check(color: String, at offset: Int) {
        guard let color = BrandColor(color) else { return note(.color(color), offset) }
        if ["#ffffff", "#000000"].contains(color.description) { note(.pureColor(color.description), offset) }
    }

    private mutating func check(styleSheet rules: String, at offset: Int) {
        for word in ["@import", "url(", "@font-face", "position:", "float:", "rgb(", "var("] where rules.contains(word)
        {
            note(.styleSheet("\(word) is dropped"), offset)
        }
        if rules.utf8.count > Self.styleSheetLimit { note(.styleSheet("there are \(rules.utf8.count) bytes"), offset) }
        let before = rules.split(separator: "@media", omittingEmptySubsequences: false).first ?? ""
        let plain = before.filter { !$0.isWhitespace }
        if !["", ":root{color-scheme:lightdark}", ":root{color-scheme:lightdark;}"].contains(plain) {
            note(.styleSheet("only dark mode may be: styles stand on their elements"), offset)
        }
        for media in rules.split(separator: "@media", omittingEmptySubsequences: false).dropFirst() {
            let query = media.prefix { $0 != "{" }.filter { !$0.isWhitespace }
            if query != "(prefers-color-scheme:dark)" { note(.styleSheet("\(query) is no dark mode"), offset) }
        }
    }

    private mutating func checkPreheader(_ next: (token: MailMarkup.Token, offset: Int)?, at offset: Int) {
        guard case .start(_, let attributes) = next?.token,
            attributes.contains(where: { $0.name == "style" && $0.value.contains("display:none") })
        else { return note(.noPreheader, offset) }
    }

    private mutating func close(_ name: String, at offset: Int) {
        if !Self.elements.contains(name) { return }
        while let last = open.last {
            open.removeLast()
            if last.name == Self.dataTable { note(.tableWithoutRole, last.offset) }
            let lastName = last.name == Self.dataTable ? "table" : last.name
            if lastName == name { return }
            if !Self.endsItself.contains(lastName) { return note(.unbalanced(lastName), last.offset) }
        }
        note(.unbalanced(name), offset)
    }

    private mutating func note(_ fault: MailMarkupFault, _ offset: Int) {
        faults.append((fault, offset))
    }
}

/// What mail programs have in common.
extension MailMarkupLint {
    /// A table without a role, as long as no head has been seen in it.
    private static let dataTable = "table?"

    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "table", "thead", "tbody", "tr", "td", "th", "p", "h1", "h2",
        "h3", "div", "span", "a", "img", "br", "hr", "b", "strong", "i", "em", "u", "s", "sub", "sup", "small", "code",
        "pre", "blockquote", "ul", "ol", "li", "center", "font",
    ]
    private static let void: Set<String> = ["meta", "img", "br", "hr"]
    /// Elements whose end tag HTML lets out.
    private static let endsItself: Set<String> = ["p", "li"]
    private static let attributes: Set<String> = [
        "lang", "dir", "role", "title", "alt", "width", "height", "align", "valign", "border", "cellpadding",
        "cellspacing", "colspan", "rowspan", "scope", "charset", "name", "content", "class", "start",
    ]
    private static let properties: Set<String> = [
        "background-color", "border", "border-bottom", "border-collapse", "border-left", "border-right", "border-top",
        "border-radius", "color", "direction", "display", "font-family", "font-size", "font-style", "font-weight",
        "height", "letter-spacing", "line-height", "list-style-type", "margin", "margin-bottom", "margin-left",
        "margin-right", "margin-top", "max-height", "max-width", "mso-hide", "mso-line-height-rule", "overflow",
        "padding", "padding-bottom", "padding-left", "padding-right", "padding-top", "text-align", "text-decoration",
        "unicode-bidi", "vertical-align", "white-space", "width", "word-break", "overflow-wrap",
    ]
}
