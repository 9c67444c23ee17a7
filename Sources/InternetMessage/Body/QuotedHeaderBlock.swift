/// The fields of the answered message as Outlook, Foxmail, NetEase and others print them above it.
enum QuotedHeaderBlock {
    enum Kind: UInt8 { case author, date, destination, copy, subject, other }

    /// Whether a block of at least three different fields begins here, the author's among them.
    static func begins(at index: Int, in lines: [TextLine]) -> Bool {
        guard let first = kind(of: lines[index].content), first != .other, first != .copy else { return false }
        var seen: UInt8 = 1 << first.rawValue
        var strangers = 0
        var blanks = 0
        var at = index + 1
        while at < lines.count, at - index <= 16, strangers <= 3 {
            let line = lines[at]
            at += 1
            if line.isQuoted { break }
            if line.isBlank {
                blanks += 1
                if blanks > 1 { break }
                continue
            }
            guard let kind = kind(of: line.content) else {
                // Right after a blank line it is the message itself; otherwise a long field went on.
                if blanks > 0, strangers > 0 { break }
                strangers += 1
                continue
            }
            blanks = 0
            seen |= 1 << kind.rawValue
            if isEnough(seen) { return true }
        }
        return false
    }

    /// The first of the field lines that stand directly above a marked quotation, the author's among them.
    static func start(endingBefore end: Int, in lines: [TextLine], isOpen: (Int) -> Bool) -> Int? {
        var at = end - 1
        while at >= 0, isOpen(at), lines[at].isBlank { at -= 1 }
        var hasAuthor = false
        var start = at + 1
        while at >= 0, end - at <= 12, isOpen(at), let kind = kind(of: lines[at].content) {
            // A sentence with a colon is no field: fields hold an address or come in numbers.
            if kind == .author, lines[at].content.contains(UInt8(ascii: "@")) || at + 1 < start { hasAuthor = true }
            start = at
            at -= 1
        }
        return hasAuthor ? start : nil
    }

    private static func isEnough(_ seen: UInt8) -> Bool {
        let hasAuthor = seen & 1 << Kind.author.rawValue != 0
        let counted = seen & ~(1 << Kind.other.rawValue)
        return hasAuthor && counted.nonzeroBitCount >= 3
    }

    private static func kind(of content: [UInt8]) -> Kind? {
        guard let key = key(of: content) else { return nil }
        return table[key]
    }

    /// What stands before the colon, without blanks.
    private static func key(of content: [UInt8]) -> [UInt8]? {
        let head = Array(content.prefix(48))
        let wide = ASCII.firstIndex(of: "：", in: head)
        guard let end = [head.firstIndex(of: UInt8(ascii: ":")), wide].compactMap({ $0 }).min(), end > 0 else {
            return nil
        }
        let key = head[..<end].filter { !ASCII.isSpace($0) && $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "_") }
        return key.filter { $0 != 0xC2 && $0 != 0xA0 || !ASCII.contains(key, "\u{A0}") }
    }

    /// Fixed keys: a mail's words are only looked up in it.
    private static let table = Dictionary(
        names.flatMap { kind, names in names.map { (Array($0.utf8), kind) } }, uniquingKeysWith: { first, _ in first })

    private static let names: [(Kind, [String])] = [
        (
            .author,
            [
                "from", "von", "de", "da", "van", "od", "fra", "från", "от", "От", "від", "Від", "откого", "发件人", "寄件者",
                "寄件人",
                "發件人", "差出人", "送信者", "보낸사람", "보낸이", "发自", "من", "kimden", "lähettäjä", "expéditeur", "mittente",
                "remitente", "feladó", "nadawca", "afzender", "odesílatel", "absender", "sender", "από", "Από", "từ",
                "dari",
            ]
        ),
        (
            .date,
            [
                "sent", "date", "gesendet", "datum", "envoyé", "dated'envoi", "enviado", "enviada", "enviadoel",
                "enviadoem", "enviadaem", "inviato", "data", "fecha", "verzonden", "wysłano", "wysłane", "sendt",
                "skickat",
                "отправлено", "Отправлено", "дата", "Дата", "发送时间", "发送日期", "日期", "时间", "時間", "寄件日期", "發送時間", "發送日期",
                "傳送時間",
                "送信日時", "日時", "日付", "보낸날짜", "날짜", "보낸시간", "تاريخ", "التاريخ", "gönderildi", "tarih", "lähetetty",
                "päiväys",
                "päivämäärä", "odesláno", "elküldve", "dato", "sentat", "ngày", "tanggal", "أرسلت",
            ]
        ),
        (
            .destination,
            [
                "to", "an", "à", "À", "a", "para", "aan", "do", "til", "till", "кому", "Кому", "收件人", "收件者", "宛先",
                "받는사람", "받는이",
                "إلى", "kime", "vastaanottaja", "destinataire", "komu", "címzett", "recipient", "επίσ", "kepada", "đến",
            ]
        ),
        (
            .copy,
            ["cc", "bcc", "kopie", "copie", "抄送", "副本", "копия", "Копия", "참조", "kopia", "ccn", "cci", "cópia", "נשלח"]
        ),
        (
            .subject,
            [
                "subject", "betreff", "objet", "asunto", "assunto", "oggetto", "onderwerp", "temat", "emne", "ämne",
                "тема", "Тема",
                "主题", "主旨", "主題", "标题", "件名", "제목", "الموضوع", "موضوع", "konu", "aihe", "předmět", "tárgy", "re",
                "subiect",
            ]
        ),
        (
            .other,
            [
                "importance", "priority", "attachments", "reply-to", "replyto", "organization", "antwortan",
                "wichtigkeit",
                "risposta", "回复", "附件", "重要性", "respondera", "répondreà", "newsgroups", "mailed-by", "signed-by",
            ]
        ),
    ]
}
