/// Where the author's own words end and what their client puts under every mail begins.
enum SignatureMark {
    /// The first line of the signature within a run of the author's own lines, or nil.
    static func start(in lines: [TextLine], within run: Range<Int>) -> Int? {
        guard let first = run.first(where: { !lines[$0].isBlank }),
            let last = run.last(where: { !lines[$0].isBlank })
        else { return nil }
        var start: Int?
        for index in run where index > first && opens(lines[index], linesLeft: last - index) {
            start = index
            break
        }
        return withDeviceLines(start ?? run.upperBound, first: first, lines: lines, run: run)
    }

    /// - Standard: RFC 3676 §4.3 (the signature separator is `-- `)
    private static func opens(_ line: TextLine, linesLeft: Int) -> Bool {
        if line.raw.elementsEqual("-- ".utf8) { return linesLeft <= 60 }
        guard linesLeft <= 20, linesLeft >= 1 else { return false }
        if ASCII.equals(line.content, "--") || ASCII.equals(line.content, "—") || ASCII.equals(line.content, "–") { return true }
        return linesLeft <= 12 && line.content.count >= 20 && QuotationMark.isRule(line.content)
            || disclaimers.contains { ASCII.hasPrefix(line.content, $0) }
    }

    /// Takes in the lines above that only name the device.
    private static func withDeviceLines(_ start: Int, first: Int, lines: [TextLine], run: Range<Int>) -> Int? {
        var start = start
        var at = start - 1
        while at >= run.lowerBound {
            if isDeviceLine(lines[at].content) {
                start = at
            } else if !lines[at].isBlank {
                break
            }
            at -= 1
        }
        return start < run.upperBound ? start : nil
    }

    static func isDeviceLine(_ content: [UInt8]) -> Bool {
        guard content.count <= 160 else { return false }
        let bare = Array(content.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") || ASCII.isSpace($0) })
        return devices.contains { ASCII.hasPrefix(bare, $0) } || deviceEnds.contains { ASCII.hasSuffix(bare, $0) }
    }

    private static let devices = [
        "sent from my ", "sent from mail for", "sent from outlook", "sent from yahoo mail", "sent from samsung",
        "sent from proton", "sent from a ", "sent from the ", "sent from iphone", "sent from android", "sent via ", "sent using ",
        "sent with ", "get outlook for", "outlook for ios", "outlook for android", "download outlook", "envoyé de mon",
        "envoyé depuis", "envoyé à partir", "provenance : ", "obtenir outlook", "télécharger outlook", "von meinem ",
        "gesendet von ", "gesendet mit ", "diese nachricht wurde von meinem", "holen sie sich outlook", "outlook für ",
        "enviado desde ", "enviado de mi", "enviado do meu", "enviado a partir do", "enviado con", "obtener outlook",
        "obter o outlook", "inviato da ", "inviato dal", "verzonden vanaf", "verstuurd vanaf", "wysłane z ", "wysłano z ",
        "skickat från", "sendt fra", "lähetetty ", "отправлено с", "отправлено из", "Отправлено с", "Отправлено из",
        "发自我的", "發自我的", "来自我的", "來自我的", "从我的", "從我的", "发送自", "发自", "發自", "通过我的", "获取 outlook", "取得 outlook",
        "获取适用于", "取得適用於", "iphoneから", "ipadから", "androidから", "私のiphone", "나의 iphone", "내 iphone", "나의 갤럭시", "iphone에서",
        "iphone'umdan", "odesláno z", "odoslané z", "trimis de pe", "poslano z", "đã gửi từ", "dikirim dari", "أرسلت من",
        "sent on the go", "typed on my", "written on my",
    ]

    private static let deviceEnds = ["傳送", "传送自我的设备", "から送信", "에서 보냄", "'dan gönderildi", "gönderildi"]

    private static let disclaimers = [
        "confidentiality notice", "confidential notice", "disclaimer:", "legal notice", "important notice: this e",
        "this e-mail and any", "this email and any", "this message and any", "this e-mail is confidential",
        "this email is confidential", "this message is confidential", "this e-mail message", "this email message is",
        "this e-mail (including", "this email (including", "this message (including", "this communication is",
        "this communication, including", "the information contained in this", "the information in this e",
        "the contents of this e", "diese e-mail enthält", "diese e-mail ist vertraulich", "der inhalt dieser e-mail",
        "ce message et toutes", "ce message est confidentiel", "ce courriel", "este mensaje y", "este correo electrónico",
        "esta mensagem", "este e-mail", "questo messaggio e", "dit bericht", "deze e-mail",
        "本邮件及其附件", "本邮件及附件", "此邮件及其附件", "本电子邮件", "此电子邮件", "本郵件及其附件", "本電子郵件", "此郵件", "保密声明", "保密提示",
        "免责声明", "免責聲明", "このメールには", "本メールは", "本メールには", "이 메일은", "본 메일은", "настоящее сообщение", "это сообщение и",
    ]
}
