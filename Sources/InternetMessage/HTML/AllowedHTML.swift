/// The allow list: which elements and attributes of a mail's HTML survive, and as what.
enum AllowedHTML {
    /// Elements written as they are.
    private static let elements: Set<String> = [
        "a", "abbr", "acronym", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "caption",
        "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em",
        "figcaption", "figure", "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "i", "ins", "kbd",
        "li", "main", "mark", "nav", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small",
        "span", "strike", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time",
        "tr", "tt", "u", "ul", "var",
    ]

    /// Elements without content.
    static let void: Set<String> = ["br", "hr", "img", "wbr", "col"]

    /// Elements whose content no person was meant to read, or which browsers would not show as text.
    private static let silent: Set<String> = [
        "script", "style", "template", "embed", "frameset", "frame", "base", "link", "meta", "param", "source", "track",
        "area", "input",
        "keygen", "bgsound", "datalist", "head",
    ]

    /// Dropped tags which stood between two words.
    static let separates: Set<String> = [
        "body", "html", "form", "fieldset", "legend", "label", "button", "option", "optgroup", "select", "textarea",
        "dir", "menu", "marquee", "noscript", "title",
    ]

    static func isSilent(_ element: HTMLElement) -> Bool {
        switch element.namespace {
        case .html: silent.contains(element.name)
        case .svg, .mathML: silent.contains(element.name) || element.name == "title" || element.name == "desc"
        }
    }

    /// Elements whose content browsers that know them keep as raw text: what others would have shown, and whatever a
    /// forgotten end tag swallowed.
    static func isFallback(_ element: HTMLElement) -> Bool {
        element.namespace == .html && ["iframe", "noembed", "noframes"].contains(element.name)
    }

    /// The name an element is written under; nil when only its content stays.
    static func replacement(for name: String) -> String? {
        switch name {
        case "xmp", "listing", "plaintext": "pre"
        case "dir", "menu": "ul"
        default: elements.contains(name) ? name : nil
        }
    }

    /// The attributes that survive, in the order they are written.
    static func attributes(
        of element: HTMLElement, as name: String, policy: SafeHTML.Policy
    ) -> [HTMLElement.Attribute] {
        var kept: [HTMLElement.Attribute] = []
        func keep(_ name: String, _ value: String?) {
            if let value { kept.append(.init(name: name, value: value)) }
        }
        switch name {
        case "a":
            guard let href = element.attribute("href").flatMap({ SafeURL.link($0, limit: policy.urlBytes) }) else {
                break
            }
            keep("href", href)
            keep("rel", "noopener noreferrer nofollow")
            keep("target", "_blank")
        case "img": keepImage(element, policy: policy, keep: keep)
        case "ol": keep("start", number(element, "start"))
        case "li": keep("value", number(element, "value"))
        case "td", "th":
            keep("colspan", number(element, "colspan"))
            keep("rowspan", number(element, "rowspan"))
        case "font": keep("color", element.attribute("color").flatMap(StyleDeclarations.color))
        default: break
        }
        keepLayout(element, as: name, keep: keep)
        keepCommon(element, keep: keep)
        return kept
    }

    private static func keepImage(
        _ element: HTMLElement, policy: SafeHTML.Policy, keep: (String, String?) -> Void
    ) {
        let source = element.attribute("src").map { SafeURL.image($0, policy: policy) } ?? .none
        switch source {
        case .none: break
        case .embedded(let url): keep("src", url)
        case .remote(let url): keep("data-remote", url)
        }
        keep("alt", element.attribute("alt").map { clipped($0, 1_000) })
        if source == .none { return }
        keep("width", number(element, "width"))
        keep("height", number(element, "height"))
    }

    private static func keepLayout(_ element: HTMLElement, as name: String, keep: (String, String?) -> Void) {
        guard
            ["table", "tbody", "thead", "tfoot", "tr", "td", "th", "col", "colgroup", "div", "p", "hr"].contains(name)
        else { return }
        keep("align", word(element, "align", ["left", "center", "right", "justify"]))
        guard name != "div", name != "p", name != "hr" else { return }
        keep("valign", word(element, "valign", ["top", "middle", "bottom", "baseline"]))
        keep("bgcolor", element.attribute("bgcolor").flatMap(StyleDeclarations.color))
        keep("width", number(element, "width", percent: true))
        guard name == "table" else { return }
        for attribute in ["border", "cellpadding", "cellspacing"] { keep(attribute, number(element, attribute)) }
    }

    private static func keepCommon(_ element: HTMLElement, keep: (String, String?) -> Void) {
        keep("dir", word(element, "dir", ["ltr", "rtl", "auto"]))
        keep("lang", element.attribute("lang").flatMap(language))
        keep("title", element.attribute("title").map { clipped($0, 1_000) })
        keep("style", element.attribute("style").flatMap(StyleDeclarations.harmless))
        if HiddenElement.isHidden(element) { keep("hidden", "") }
    }

    private static func word(_ element: HTMLElement, _ name: String, _ allowed: [String]) -> String? {
        guard let value = element.attribute(name)?.lowercased() else { return nil }
        return allowed.first { $0 == value }
    }

    private static func number(_ element: HTMLElement, _ name: String, percent: Bool = false) -> String? {
        guard let value = element.attribute(name) else { return nil }
        var digits = Array(value.utf8.prefix(7))
        let isPercent = digits.last == UInt8(ascii: "%")
        if isPercent { digits.removeLast() }
        guard !digits.isEmpty, digits.count <= 5, digits.allSatisfy(ASCII.isDigit), percent || !isPercent else {
            return nil
        }
        return String(decoding: digits, as: UTF8.self) + (isPercent ? "%" : "")
    }

    private static func language(_ value: String) -> String? {
        let fits = !value.isEmpty && value.utf8.count <= 35
        return fits && value.utf8.allSatisfy { ASCII.isAlphanumeric($0) || $0 == 0x2D } ? value : nil
    }

    private static func clipped(_ value: String, _ scalars: Int) -> String {
        String(String.UnicodeScalarView(value.unicodeScalars.prefix(scalars)))
    }
}
