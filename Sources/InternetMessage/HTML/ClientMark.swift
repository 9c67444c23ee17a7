/// The ids, classes and names by which mail clients mark what they quote and sign with.
enum ClientMark {
    /// A name as the client wrote it: without what Outlook on the web (`x_`) and Gmail (`m_-123`, `gmail-`) put before
    /// the names of mails that they quote.
    static func bare(_ name: [UInt8]) -> String {
        var rest = name[...]
        while true {
            if ASCII.hasPrefix(rest, "x_") {
                rest = rest.dropFirst(2)
            } else if ASCII.hasPrefix(rest, "gmail-") {
                rest = rest.dropFirst(6)
            } else if ASCII.hasPrefix(rest, "m_"), let digit = rest.dropFirst(2).first,
                ASCII.isDigit(digit) || digit == 0x2D
            {
                rest = rest.dropFirst(2).drop { ASCII.isDigit($0) || $0 == 0x2D }
            } else {
                return String(decoding: rest, as: UTF8.self)
            }
        }
    }

    static let ids: [String: QuotingElement.Role] = [
        // Outlook on the web, on phones and the new one on desktops; Hotmail; Zimbra.
        "divrplyfwdmsg": .opensTheRest, "appendonsend": .opensTheRest, "replysplit": .opensTheRest,
        "ms-outlook-mobile-reference-message": .opensTheRest,
        "mail-editor-reference-message-container": .opensTheRest, "stopspelling": .opensTheRest,
        "zwchr": .opensTheRest,
        // Outlook for Mac, NetEase, Yahoo, QQ, BlackBerry.
        "olk_src_body_section": .holds, "isreplycontent": .holds, "divneteasemailcontent": .holds,
        "yahoo_quoted": .holds, "quoted_body": .holds, "original-content": .holds, "_originalcontent": .holds,
        // Roundcube.
        "reply-intro": .line, "v1reply-intro": .line, "_rc_sig": .signature, "v1_rc_sig": .signature,
        "signature": .signature, "ms-outlook-mobile-signature": .signature, "applemailsignature": .signature,
        "composer_signature": .signature, "ntes-pcmac-signature": .signature, "_signature": .signature,
    ]

    static let idPrefixes: [(prefix: String, role: QuotingElement.Role)] = [
        ("yahoo_quoted", .holds), ("yahooquoted", .holds), ("foxdiv", .holds), ("lark-mail-quote", .holds),
        ("lark-mail-signature", .signature),
    ]

    static let classes: [String: QuotingElement.Role] = [
        // Gmail, Proton, Zoho, Mailspring.
        "gmail_quote": .wraps, "gmail_quote_container": .wraps, "protonmail_quote": .wraps, "zmail_extra": .wraps,
        "nylas-quote": .wraps,
        // Yahoo, Tuta, Foxmail, DingTalk and Alibaba, NetEase, Lark, QQ, Yandex, Front, Missive, Superhuman, Freshdesk,
        // Apple.
        "yahoo_quoted": .holds, "tutanota_quote": .holds, "tutanota_indented": .holds, "foxdiv20": .holds,
        "alimail-quote": .holds, "__aliyun_previous_quote": .holds, "ntes-mailmaster-quote": .holds,
        "history-quote-wrapper": .holds, "lark-mail-quote": .holds, "xm_compose_origin_mail_container": .holds,
        "yandex-quote": .holds, "front-blockquote": .holds, "missive_quote": .holds, "sh-quoted-content": .holds,
        "freshdesk_quote": .holds, "mimestream_quote": .holds, "appleoriginalcontents": .holds, "mail-quote": .holds,
        "quoted-message": .holds, "mailquote": .holds, "replied": .holds, "hmmessage_quote": .holds,
        "outlookmessageheader": .opensTheRest, "wordsection_quote": .opensTheRest,
        "ms-outlook-mobile-reference-message": .opensTheRest, "ms-outlook-ios-reference-message": .opensTheRest,
        "gmail_attr": .attribution, "airmail_on": .attribution, "airmail_ext_on": .attribution,
        "moz-cite-prefix": .line,
        "gmail_signature": .signature, "gmail_signature_prefix": .signature, "moz-signature": .signature,
        "protonmail_signature_block": .signature, "sh-signature": .signature, "lark-mail-signature": .signature,
        "mimestream_signature": .signature, "ms-outlook-mobile-signature": .signature,
        "__aliyun_signature_wrap": .signature, "k9mail-signature": .signature, "io-ox-signature": .signature,
        "yahoo-signature": .signature, "-x-evo-signature": .signature, "foxmail_signature": .signature,
    ]

    /// Values of `name`, `data-marker` and `data-smartmail`: GMX, Spark, Zimbra, Gmail.
    static let others: [String: QuotingElement.Role] = [
        "quote": .holds, "messagereplysection": .holds, "__quoted_text__": .holds, "__divider__": .opensTheRest,
        "messagesignaturesection": .signature, "__sig_pre__": .signature, "__sig_post__": .signature,
        "gmail_signature": .signature,
    ]
}
