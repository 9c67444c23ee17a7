/// Where the author's own words end and what their client puts under every mail begins.
enum SignatureMark {
    /// The first line of the signature within a run of the author's own lines, or nil.
    ///
    /// - Parameter mayOpenRun: whether there were own words before this run, so that all of it may be signature.
    static func start(in lines: [TextLine], within run: Range<Int>, mayOpenRun: Bool) -> Int? {
        guard let first = run.first(where: { !lines[$0].isBlank }),
            let last = run.last(where: { !lines[$0].isBlank })
        else { return nil }
        var start: Int?
        for index in run where (index > first || mayOpenRun) && opens(lines[index], linesLeft: last - index) {
            start = index
            break
        }
        if start == nil, last > first + 1, lines[last - 1].isBlank, isName(lines[last].raw) { start = last }
        return withDeviceLines(start ?? run.upperBound, lines: lines, run: run)
    }

    /// - Standard: RFC 3676 §4.3 (the signature separator is `-- `)
    private static func opens(_ line: TextLine, linesLeft: Int) -> Bool {
        if line.raw.elementsEqual("-- ".utf8) { return linesLeft <= 60 }
        guard linesLeft <= 20 else { return false }
        if disclaimers.contains(where: { ASCII.hasPrefix(line.content, $0) }) { return true }
        guard linesLeft >= 1 else { return false }
        if ASCII.equals(line.content, "--") || ASCII.equals(line.content, "—") || ASCII.equals(line.content, "–") {
            return true
        }
        return linesLeft <= 12 && line.content.count >= 20 && QuotationMark.isRule(line.content)
    }

    /// `-Ann` or `– Ann Beispiel`, alone in the last paragraph.
    private static func isName(_ raw: ArraySlice<UInt8>) -> Bool {
        let line = ASCII.trimmed(raw)
        guard line.count <= 40, line.split(separator: 0x20).count <= 4 else { return false }
        for dash in ["-", "— ", "– ", "—", "–"] where line.starts(with: dash.utf8) {
            let name = line.dropFirst(dash.utf8.count)
            guard let initial = name.first, ASCII.isUpper(initial) || initial >= 0xC3 else { continue }
            return name.allSatisfy {
                ASCII.isLetter($0) || $0 >= 0x80 || $0 == 0x20 || $0 == 0x2E || $0 == 0x27 || $0 == 0x2D
            }
        }
        return false
    }

    /// Takes in the lines above that only name the device.
    private static func withDeviceLines(_ start: Int, lines: [TextLine], run: Range<Int>) -> Int? {
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
        let bare = Array(
            content.drop {
                $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") || ASCII.isSpace($0)
            })
        if ASCII.hasPrefix(bare, "sent ") || ASCII.hasPrefix(bare, "from my "), !isBrief(bare) { return false }
        return devices.contains { ASCII.hasPrefix(bare, $0) } || deviceEnds.contains { ASCII.hasSuffix(bare, $0) }
    }

    /// A note about a device, not a sentence that happens to begin like one.
    private static func isBrief(_ line: [UInt8]) -> Bool {
        line.split(separator: 0x20).count <= 7
            || ["excuse", "typo", "brevity", "pardon", "forgive"].contains { ASCII.contains(line, $0) }
    }

    private static let devices = [
        "sent from ", "sent via ", "sent using ", "from my iphone", "from my ipad", "from my android", "from my mobile",
        "sent with ", "get outlook for", "outlook for ios", "outlook for android", "download outlook", "envoyé de mon",
        "envoyé depuis", "envoyé à partir", "provenance : ", "obtenir outlook", "télécharger outlook", "von meinem ",
        "gesendet von ", "gesendet mit ", "diese nachricht wurde von meinem", "holen sie sich outlook", "outlook für ",
        "enviado desde ", "enviado de mi", "enviado do meu", "enviado a partir do", "enviado con", "obtener outlook",
        "obter o outlook", "inviato da ", "inviato dal", "verzonden vanaf", "verstuurd vanaf", "wysłane z ",
        "wysłano z ",
        "skickat från", "sendt fra", "lähetetty ", "отправлено с", "отправлено из", "Отправлено с", "Отправлено из",
        "发自我的", "發自我的", "来自我的", "來自我的", "从我的", "從我的", "发送自", "发自", "發自", "通过我的", "获取 outlook", "取得 outlook",
        "获取适用于", "取得適用於", "iphoneから", "ipadから", "androidから", "私のiphone", "나의 iphone", "내 iphone", "나의 갤럭시", "iphone에서",
        "iphone'umdan", "odesláno z", "odoslané z", "trimis de pe", "poslano z", "đã gửi từ", "dikirim dari",
        "أرسلت من",
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
        "ce message et toutes", "ce message est confidentiel", "ce courriel", "este mensaje y",
        "este correo electrónico",
        "esta mensagem", "este e-mail", "questo messaggio e", "dit bericht", "deze e-mail",
        "本邮件及其附件", "本邮件及附件", "此邮件及其附件", "本电子邮件", "此电子邮件", "本郵件及其附件", "本電子郵件", "此郵件", "保密声明", "保密提示",
        "免责声明", "免責聲明", "このメールには", "本メールは", "本メールには", "이 메일은", "본 메일은", "настоящее сообщение", "это сообщение и",
    ]
}
