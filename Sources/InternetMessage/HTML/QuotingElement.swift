/// What mail clients wrap around, or put before, the message that is being answered.
enum QuotingElement {
    enum Role {
        case none
        /// The element holds the other message.
        case holds
        /// From this element on, everything is the other message.
        case opensTheRest
        /// The line that says who wrote it and when.
        case attribution
    }

    static func role(of element: HTMLElement) -> Role {
        if let id = element.attribute("id"), let role = role(ofID: id.lowercased()) { return role }
        if let names = element.attribute("class"), names.utf8.count <= 1_000 {
            for name in names.utf8.split(whereSeparator: ASCII.isSpace).prefix(20) {
                if let role = role(ofClass: String(decoding: ASCII.lowercased(name), as: UTF8.self)) { return role }
            }
        }
        if element.name == "blockquote" { return .holds }
        return isOutlookRule(element) ? .opensTheRest : .none
    }

    private static func role(ofID id: String) -> Role? {
        switch id {
        // Outlook on the web and on phones.
        case "divrplyfwdmsg", "x_divrplyfwdmsg", "appendonsend", "x_appendonsend",
            "ms-outlook-mobile-reference-message",
            "mail-editor-reference-message-container", "replysplit":
            .opensTheRest
        // NetEase, Outlook for Mac, Yahoo, QQ.
        case "isreplycontent", "olk_src_body_section", "yahoo_quoted", "quoted_body", "divneteasemailcontent": .holds
        default: id.hasPrefix("yahoo_quoted") || id.hasPrefix("yahooquoted") ? .holds : nil
        }
    }

    private static func role(ofClass name: String) -> Role? {
        switch name {
        // Gmail, Yahoo, Zimbra, ProtonMail, Tutanota, Zoho, Foxmail, Alibaba, Yandex, Mail.ru, Front.
        case "gmail_quote", "yahoo_quoted", "zmail_extra", "protonmail_quote", "tutanota_quote", "tutanota_indented",
            "foxdiv20", "alimail-quote", "mail-quote", "front-blockquote", "quoted-message", "mailquote", "replied",
            "yandex-quote", "hmmessage_quote":
            .holds
        case "outlookmessageheader", "wordsection_quote": .opensTheRest
        case "moz-cite-prefix", "gmail_attr": .attribution
        default: nil
        }
    }

    /// Desktop Outlook separates by nothing but a grey or blue rule above the other message's fields.
    private static func isOutlookRule(_ element: HTMLElement) -> Bool {
        guard element.name == "div", let style = element.attribute("style"), style.utf8.count <= 400 else {
            return false
        }
        let bytes = ASCII.lowercased(style.utf8).filter { !ASCII.isSpace($0) }
        let rule = ["border-top:solid#e1e1e11.0pt", "border-top:solid#b5c4df1.0pt", "border-top:solid#ccc"]
        return ASCII.hasPrefix(bytes, "border:none;") && rule.contains { ASCII.contains(bytes, $0) }
    }
}
