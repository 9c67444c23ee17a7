/// The fields of the answered message as Outlook, Foxmail, NetEase and others print them above it.
enum QuotedHeaderBlock {
    enum Kind: UInt8 { case author, date, destination, copy, subject, other }

    /// Whether a block of at least three different fields begins here, the author's among them.
    static func begins(at index: Int, in lines: [TextLine]) -> Bool {
        guard let first = kind(of: lines[index].content), first != .other, first != .copy else { return false }
        var seen: UInt8 = 1 << first.rawValue
        var tells = isTelling(lines[index].content, first)
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
            tells = tells || isTelling(line.content, kind)
            if at == index + 2, [first, kind].contains(.date), kind != first, isTelling(line.content, kind),
                isTelling(lines[index].content, first)
            {
                return true
            }
            // A journey has a start, an end and a day, too, but no subject and no address.
            if isEnough(seen), tells || seen & 1 << Kind.subject.rawValue != 0 { return true }
        }
        return false
    }

    static func isField(_ content: [UInt8]) -> Bool { kind(of: content) != nil }

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
        // Some clients lay the fields out as a table: `| From | Ann |`.
        let isCell = content.first == UInt8(ascii: "|")
        let head = Array(content.drop { isCell && ($0 == UInt8(ascii: "|") || ASCII.isSpace($0)) }.prefix(48))
        let wide = ASCII.firstIndex(of: "：", in: head)
        let mark = UInt8(ascii: isCell ? "|" : ":")
        guard let end = [head.firstIndex(of: mark), wide].compactMap({ $0 }).min(), end > 0 else { return nil }
        return head[..<end].filter { !ASCII.isSpace($0) && $0 != UInt8(ascii: "*") && $0 != UInt8(ascii: "_") }
    }

    /// Two fields are enough where both hold what only a mail's fields hold: `From: a@b.example`, then a date and time.
    private static func isTelling(_ content: [UInt8], _ kind: Kind) -> Bool {
        switch kind {
        case .author, .destination: content.contains(UInt8(ascii: "@"))
        case .date: Attribution.hasClock(content) && content.count >= 20
        case .copy, .subject, .other: false
        }
    }

    /// Fixed keys: a mail's words are only looked up in it.
    private static let table = Dictionary(
        names.flatMap { kind, names in
            names.split(separator: " ").map { (Array(String($0).utf8), kind) }
        }, uniquingKeysWith: { first, _ in first })

    /// Folded, without blanks; a space between any two.
    private static let names: [(Kind, String)] = [
        (
            .author,
            """
            from von de da van od fra från от від откого 发件人 寄件者 寄件人 寄信人 寄信者 發件人 发信人 發信人 差出人 送信者 送信元 보낸사람 보낸이 \
            발신 발신자 보낸사람 发自 由 من מאת kimden gönderen lähettäjä expéditeur mittente remitente feladó nadawca \
            afzender odesílatel absender sender από từ dari dela sendeur šalje pošiljatelj saatja lähettäjä nuo จาก frá
            """
        ),
        (
            .date,
            """
            sent date gesendet datum envoyé envoyéle dated'envoi dated’envoi enviado enviada enviadoel enviadoem enviadaem \
            inviato data fecha verzonden wysłano wysłane datawysłania sendt skickat отправлено дата датаотправки \
            надіслано изпратено 发送时间 发送日期 发件时间 日期 时间 時間 寄件日期 傳送日期 已傳送 已发送 寄信時間 寄信日期 送件日期 發信時間 發送時間 發送日期 傳送時間 寄件時間 送信日時 日時 日付 \
            送信日 보낸날짜 날짜 보낸시간 일시 تاريخ التاريخ أرسلت تمالإرسال تمارسالها תאריך נשלח gönderildi gönderilmetarihi \
            tarih lähetetty päiväys päivämäärä odesláno odoslané elküldve dátum dato sentat trimis dată ngày đãgửi gửi \
            tanggal terkirim dikirim στάλθηκε ημερομηνία poslano ส่ง วันที่ enviat
            """
        ),
        (
            .destination,
            """
            to an à a para aan do til till кому 收件人 收件者 收信者 收信人 宛先 送信先 받는사람 받는이 수신 수신자 إلى אל kime alıcı \
            vastaanottaja destinataire destinatario destinatário destinatari komu címzett către recipient προς kepada ke \
            đến prima za ถึง pera до
            """
        ),
        (
            .copy,
            """
            cc bcc kopie copie 抄送 副本 抄送人 密送 копия копія копие 참조 kopia kopio ccn cci cópia copia kopi másolatotkap \
            dw bilgi נשלחגםאל العددمن נשלחעותק κοιν sao tembusan
            """
        ),
        (
            .subject,
            """
            subject betreff objet asunto assunto oggetto onderwerp temat emne ämne тема относно 主题 主旨 主題 标题 標題 件名 \
            제목 الموضوع موضوع נושא konu aihe předmět predmet tárgy re subiect θέμα chủđề tiêuđề subjek perihal เรื่อง \
            assumpte zadeva
            """
        ),
        (
            .other,
            """
            importance priority attachments reply-to replyto organization antwortan wichtigkeit risposta 回复 附件 重要性 \
            respondera répondreà newsgroups mailed-by signed-by
            """
        ),
    ]
}
