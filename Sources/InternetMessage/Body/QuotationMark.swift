/// Lines that mail clients put above the message they answer or forward.
enum QuotationMark {
    /// `-----Original Message-----` and its kin.
    static func isOriginalMessage(_ content: [UInt8]) -> Bool {
        guard let words = framed(content) else { return false }
        if originals.contains(where: { ASCII.contains(words, $0) }) { return true }
        // `---- On Monday, Ann wrote ----`
        return isFrame(content[content.count - 1]) && Attribution.says(words)
    }

    /// `----- Original -----`, as WeCom and QQ write it above fields; alone it heads what a person shows.
    static func isOriginal(_ content: [UInt8]) -> Bool {
        framed(content).map { ASCII.equals($0, "original") } ?? false
    }

    /// `---------- Forwarded message ---------`, `Begin forwarded message:` and their kin.
    static func isForward(_ content: [UInt8]) -> Bool {
        guard content.count <= 160 else { return false }
        if let words = framed(content) { return forwards.contains { ASCII.contains(words, $0) } }
        let last = content.last
        guard last == UInt8(ascii: ":") || ASCII.hasSuffix(content, "：") else { return false }
        return spokenForwards.contains { ASCII.hasPrefix(content, $0) }
    }

    /// A line which asks to answer above it.
    static func isReplyAbove(_ content: [UInt8]) -> Bool {
        content.count <= 200 && replyAbove.contains { ASCII.contains(content, $0) }
    }

    /// `Previous Replies`, where a rule right above it does what dashes around it would do.
    static func isHeading(_ content: [UInt8]) -> Bool {
        guard content.count <= 60 else { return false }
        let words =
            Attribution.isColon(content) ? content.dropLast(content.last == UInt8(ascii: ":") ? 1 : 3) : content[...]
        return originals.contains { ASCII.equals(words, $0) }
    }

    /// A line of nothing but dashes, underscores or the like.
    static func isRule(_ content: [UInt8]) -> Bool {
        content.count >= 3 && content.allSatisfy(isFrame)
    }

    private static func isFrame(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "=") || byte == UInt8(ascii: "#")
            || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "~")
    }

    /// The words between two runs of dashes; nil when the line isn't so framed.
    private static func framed(_ content: [UInt8]) -> [UInt8]? {
        guard content.count <= 200, content.prefix(2).count(where: isFrame) == 2 else { return nil }
        let inner = content.drop { isFrame($0) || ASCII.isSpace($0) }
        guard let end = inner.lastIndex(where: { !isFrame($0) && !ASCII.isSpace($0) })
        else { return nil }
        return Array(inner[inner.startIndex...end])
    }

    private static let originals = [
        "original message", "original email", "original mail", "original e-mail", "reply message",
        "original appointment", "replied message", "original text",
        "ursprüngliche nachricht", "urspr. nachricht", "original-nachricht", "original nachricht", "originalnachricht",
        "ursprüngliche mail",
        "message d'origine", "message d’origine", "message original", "mensaje original", "correo original",
        "mensagem original", "messaggio originale", "messaggio originario", "oorspronkelijk bericht",
        "wiadomość oryginalna", "oryginalna wiadomość", "ursprungligt meddelande", "originalmeddelande",
        "opprinnelig melding", "oprindelig meddelelse", "alkuperäinen viesti", "исходное сообщение",
        "исходное письмо", "оригинальное сообщение", "původní zpráva", "pôvodná správa", "özgün ileti",
        "orijinal mesaj", "eredeti üzenet", "mesaj original", "mesajul original", "оригинално съобщение",
        "原始邮件", "原邮件", "原始郵件", "原郵件", "原始信件", "原件", "原始信息", "原始訊息", "原始消息", "邮件原文", "邮件原件", "回复的邮件", "回覆的郵件", "答复的邮件",
        "元のメッセージ", "元のメール", "元メール", "返信元", "返信メッセージ", "オリジナルメッセージ", "원본 메시지", "원본 메일", "원본메일", "원본 이메일", "원래 메시지",
        "الرسالة الأصلية", "thư gốc", "ההודעה המקורית", "הודעה מקורית", "αρχικό μήνυμα", "pesan asli", "ข้อความต้นฉบับ",
        "изходно съобщение",
        "оригінальне повідомлення", "початкове повідомлення", "missatge original", "izvorna poruka",
        "izvirno sporočilo",
        "previous message", "previous replies", "quoted message",
    ]

    private static let forwards = [
        "forwarded message", "forwarded by", "forwarded email", "forwarded mail", "weitergeleitete nachricht",
        "weitergeleitet von", "message transféré", "message transmis", "mensaje reenviado", "mensagem encaminhada",
        "mensagem reencaminhada", "messaggio inoltrato", "messaggio forwardato", "doorgestuurd bericht",
        "przekazana wiadomość", "wiadomość przekazana", "vidarebefordrat", "videresendt", "välitetty viesti",
        "пересылаемое сообщение", "пересланное сообщение", "переадресованное", "přeposlaná zpráva",
        "iletilen ileti", "yönlendirilen", "转发的邮件", "转发邮件", "轉寄郵件", "轉寄的郵件", "轉寄訊息", "轉寄的訊息", "轉寄信件", "轉寄的信件", "转发信件",
        "转寄", "転送メッセージ",
        "転送されたメール", "転送元", "以下转发", "轉發的郵件", "전달된 메시지", "전달 메시지", "رسالة مُعاد توجيهها", "رسالة معاد توجيهها",
    ]

    private static let spokenForwards = [
        "begin forwarded message", "anfang der weitergeleiteten", "début du message réexpédié",
        "début du message transféré", "inicio del mensaje reenviado", "início da mensagem reencaminhada",
        "início da mensagem encaminhada", "inizio messaggio inoltrato", "begin doorgestuurd bericht",
        "початок листа", "начало переадресованного сообщения", "开始转发的邮件", "以下是转发的邮件", "被转发邮件",
        "開始轉寄郵件", "開始轉寄的郵件", "以下是轉寄的郵件", "以下為轉寄", "以下是轉寄", "轉寄的郵件：", "转发的邮件：",
        "転送されたメッセージ", "전달된 메시지:", "以下は転送メール", "전달된 메시지 시작", "początek przekazywanej wiadomości",
        "vidarebefordrat brev", "påbegynder videresendt", "videresendt melding",
    ]

    private static let replyAbove = [
        "reply above this line", "reply above the line", "your reply above", "replies above this line",
        "reply between the lines", "write above this line", "oberhalb dieser zeile", "über dieser zeile antworten",
        "au-dessus de cette ligne", "por encima de esta línea", "encima de esta línea", "acima desta linha",
        "sopra questa riga", "boven deze regel", "выше этой строки", "powyżej tej linii",
        "请在此行上方", "请在此行以上", "请在此线以上", "回复请写在此行", "請在此行上方", "請在此行以上", "この行より上", "이 줄 위에",
        "فوق هذا السطر",
    ]
}
