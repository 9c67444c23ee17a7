/// What mail clients wrap around, or put before, the message that is being answered, and their signatures.
enum QuotingElement {
    enum Role {
        case none
        /// The element holds the other message.
        case holds
        /// The element holds who wrote what is answered, then that in a `blockquote`; an answer may stand between.
        case wraps
        /// From this element on, everything is the other message.
        case opensTheRest
        /// The line that says who wrote it and when, and nothing else.
        case attribution
        /// Such a line, into which people also write.
        case line
        case signature
        /// A `blockquote` that only moves the author's own words to the right.
        case indentation
    }

    static func role(of element: HTMLElement) -> Role {
        if element.name == "includetail" { return .holds }
        for attribute in element.attributes where attribute.value.utf8.count <= 1_000 {
            if let role = role(of: attribute), role != .wraps || element.name != "blockquote" {
                return role == .wraps && !isSplit(element) ? .holds : role
            }
        }
        if element.name == "blockquote" { return isIndentation(element) ? .indentation : .holds }
        return isOutlookRule(element) ? .opensTheRest : .none
    }

    private static func role(of attribute: HTMLElement.Attribute) -> Role? {
        switch attribute.name {
        case "id": return role(ofID: ClientMark.bare(ASCII.lowercased(attribute.value.utf8)))
        case "class":
            for name in attribute.value.utf8.split(whereSeparator: ASCII.isSpace).prefix(20) {
                if let role = role(ofClass: ClientMark.bare(ASCII.lowercased(name))) { return role }
            }
            return nil
        case "name", "data-marker", "data-smartmail":
            return ClientMark.others[String(decoding: ASCII.lowercased(attribute.value.utf8), as: UTF8.self)]
        default: return nil
        }
    }

    private static func role(ofID id: String) -> Role? {
        if let role = ClientMark.ids[id] { return role }
        return ClientMark.idPrefixes.first { id.utf8.starts(with: $0.prefix.utf8) }?.role
    }

    private static func role(ofClass name: String) -> Role? {
        if let role = ClientMark.classes[name] { return role }
        // Yahoo puts letters of its own before its names, Airmail numbers behind them.
        if ASCII.hasPrefix(name.utf8, "ydp") {
            if ASCII.hasSuffix(name.utf8, "yahoo_quoted") { return .holds }
            if ASCII.hasSuffix(name.utf8, "signature") { return .signature }
        }
        return ASCII.hasPrefix(name.utf8, "bloop_sign") ? .signature : nil
    }

    /// Whether the quoted words stand in a `blockquote` of their own, so that what stands beside it is an answer.
    private static func isSplit(_ element: HTMLElement) -> Bool {
        element.children.prefix(200).contains { child in
            guard case .element(let inner) = child else { return false }
            if inner.name == "blockquote" { return true }
            return inner.children.prefix(50).contains { grandchild in
                if case .element(let innermost) = grandchild { innermost.name == "blockquote" } else { false }
            }
        }
    }

    /// Gmail's, Apple's and Outlook's "indent more": no rule at its left, and none wanted.
    private static func isIndentation(_ element: HTMLElement) -> Bool {
        if element.attribute("type") != nil || element.attribute("cite") != nil { return false }
        guard let style = element.attribute("style"), style.utf8.count <= 1_000 else { return false }
        let bytes = ASCII.lowercased(style.utf8).filter { !ASCII.isSpace($0) }
        let hasNoBorder = ["border:none", "border:0", "border:medium"].contains { ASCII.contains(bytes, $0) }
        return hasNoBorder && !ASCII.contains(bytes, "border-left") && ASCII.contains(bytes, "margin")
    }

    /// Foxmail's short rule above a signature.
    static func isSignatureRule(_ element: HTMLElement) -> Bool {
        guard element.name == "hr", let style = element.attribute("style"), style.utf8.count <= 200 else {
            return false
        }
        let bytes = ASCII.lowercased(style.utf8).filter { !ASCII.isSpace($0) }
        return ASCII.contains(bytes, "width:210px") && ASCII.contains(bytes, "height:1px")
    }

    /// Desktop Outlook separates by nothing but a grey or blue rule above the other message's fields.
    private static func isOutlookRule(_ element: HTMLElement) -> Bool {
        guard element.name == "div", let style = element.attribute("style"), style.utf8.count <= 600 else {
            return false
        }
        var hasRule = false
        for declaration in ASCII.lowercased(style.utf8).split(separator: UInt8(ascii: ";")).prefix(40) {
            let bytes = declaration.filter { !ASCII.isSpace($0) }
            guard ASCII.hasPrefix(bytes, "border-"), ASCII.contains(bytes, "solid") else { continue }
            guard ASCII.hasPrefix(bytes, "border-top:") else { return false }
            // Outlook measures in points; a web page's own line is in pixels.
            guard ASCII.contains(bytes, "pt") else { return false }
            hasRule = ["#e1e1e1", "#b5c4df", "#ccc", "#e5e5e5", "rgb(225,225,225)", "rgb(181,196,223)"]
                .contains { ASCII.contains(bytes, $0) }
        }
        return hasRule
    }
}
