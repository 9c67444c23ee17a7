/// The paragraph that a company's server puts under every mail.
enum Disclaimer {
    static func opens(at index: Int, in lines: [TextLine]) -> Bool {
        let content = lines[index].content
        if certain.contains(where: { ASCII.hasPrefix(content, $0) }) { return true }
        guard likely.contains(where: { ASCII.hasPrefix(content, $0) }) else { return false }
        // Only together with what such paragraphs are about: a person too may begin with "this e-mail".
        let paragraph = lines[index...].prefix(8).prefix { !$0.isBlank }
        let isLong = paragraph.reduce(0) { $0 + $1.content.count } >= 100 || content.first.map { $0 >= 0xE0 } == true
        return isLong && paragraph.contains { line in legal.contains { ASCII.contains(line.content, $0) } }
    }

    /// The warning that a company's server puts over mail from outside: the first paragraph, when it is nothing else.
    static func banner(in lines: [TextLine]) -> Range<Int>? {
        guard let first = lines.prefix(20).firstIndex(where: { !$0.isBlank }) else { return nil }
        let end = lines[first...].prefix(6).firstIndex { $0.isBlank } ?? lines.count
        guard end - first <= 5, end < lines.count, lines[first..<end].allSatisfy({ !$0.isQuoted }) else { return nil }
        let words = lines[first..<end].reduce(into: [UInt8]()) { $0 += $1.content + [0x20] }
        // Microsoft's note on new senders, in any language.
        if words.count <= 600, senderNotes.contains(where: { ASCII.contains(words, $0) }) { return first..<end }
        let bare = Array(words.drop { !ASCII.isLetter($0) && $0 < 0x80 })
        let warns = warnings.contains { ASCII.hasPrefix(bare, $0) } && outside.contains { ASCII.contains(words, $0) }
        let advises =
            isLabel(bare) || words.first.map { !ASCII.isLetter($0) && $0 < 0x80 } == true
            || advice.contains { ASCII.contains(words, $0) }
        return warns && advises && words.count <= 600 ? first..<end : nil
    }

    private static let senderNotes = ["aka.ms/learnaboutsenderidentification", "learn why this is important"]

    /// `CAUTION:`, `external email:`
    private static func isLabel(_ words: [UInt8]) -> Bool {
        let head = words.prefix(40)
        return head.contains(UInt8(ascii: ":")) || head.contains(UInt8(ascii: "!")) || head.contains(UInt8(ascii: "]"))
    }

    /// What such a warning tells its reader to mind; a complaint about mail from outside does not.
    private static let advice = [
        "click", "link", "attach", "trust", "recogni", "verify", "careful", "caution", "originated", "outside of",
        "outside the", "outside your", "klick", "anhäng", "anlage", "vorsicht", "liens", "pièce", "clic", "enlace",
        "adjunt", "klik", "bijlage", "allega", "anexo", "ссыл", "вложен", "链接", "附件", "谨慎", "連結", "リンク", "添付",
        "링크", "첨부", "注意", "łącz", "załącz",
    ]

    private static let warnings = [
        "caution", "warning", "external", "attention", "be careful", "this email originated", "this message originated",
        "this message came from outside", "this email came from outside", "achtung", "vorsicht", "extern", "externe",
        "atención", "atenção", "attenzione", "let op", "注意", "警告", "提醒", "外部邮件", "外部郵件", "此邮件来自外部", "本邮件来自外部",
        "【外部", "[外部", "このメールは外部", "외부", "внимание", "uwaga",
    ]

    private static let outside = [
        "originated from outside", "originated outside", "came from outside", "from an external", "external email",
        "external sender", "external mail", "outside of your organi", "outside of the organi", "outside your organi",
        "outside the organi", "outside our organi", "external source", "von extern", "externer absender",
        "externen absender",
        "externe e-mail", "externe mail", "außerhalb", "expéditeur externe", "extérieur", "externo",
        "fuera de la organi",
        "fora da organi", "esterno", "externe afzender", "buiten de organisatie", "来自外部", "外部发件人", "外部邮件", "来自公司外部",
        "來自外部", "外部寄件", "外部から", "社外", "외부에서", "외부 메일", "извне", "внешн", "zewnętrzn", "spoza organizacji",
    ]

    private static let certain = [
        "confidentiality notice", "confidential notice", "confidentiality:", "disclaimer:",
        "legal disclaimer", "important notice: this e", "this e-mail and any", "this email and any",
        "this message and any", "this e-mail is confidential", "this email is confidential",
        "this message is confidential", "this communication, including",
        "please consider the environment", "think before you print", "pensez à l'environnement",
        "bitte prüfen sie, ob diese", "denken sie an die umwelt", "antes de imprimir", "piense en el medio",
        "haftungsausschluss:", "vertraulichkeitshinweis", "avis de confidentialité", "aviso de confidencialidad",
        "aviso legal:", "aviso de confidencialidade", "avviso di riservatezza", "klauzula poufności",
        "保密声明", "保密提示", "保密聲明", "免责声明", "免責聲明", "免責事項", "机密声明", "법적 고지",
    ]

    private static let likely = [
        "this e-mail", "this email", "this message", "this communication", "this transmission",
        "the information in this", "the information contained in this", "legal notice",
        "the contents of this e", "the content of this e", "any views or opinions", "if you are not the intended",
        "if you have received this", "please consider the environment",
        "diese e-mail", "diese mail", "diese nachricht", "diese information", "der inhalt dieser",
        "die in dieser e-mail",
        "die information in dieser", "ce message", "ce courriel", "cet e-mail", "cet email",
        "les informations contenues",
        "l'information contenue", "este mensaje", "este correo", "la información contenida", "esta mensagem",
        "este e-mail", "este email", "esta comunicação", "as informações contidas", "a informação contida",
        "questo messaggio", "questa e-mail", "questa email", "le informazioni contenute", "la presente comunicazione",
        "il presente messaggio", "dit bericht", "deze e-mail", "dit e-mailbericht", "de informatie in dit",
        "de informatie verzonden", "ta wiadomość", "niniejsza wiadomość", "wiadomość ta", "treść tej wiadomości",
        "detta meddelande", "detta e-post", "denna e-post", "denne e-post", "denne mail", "denne e-mail",
        "tämä viesti", "tämä sähköposti", "настоящее сообщение", "это сообщение", "данное сообщение",
        "данное электронное", "настоящее электронное", "информация, содержащаяся", "це повідомлення", "tato zpráva",
        "tento e-mail", "táto správa", "ez az e-mail", "ez az üzenet", "acest mesaj", "acest e-mail", "bu e-posta",
        "bu mesaj", "bu elektronik posta", "το παρόν", "αυτό το μήνυμα", "email này", "thư này", "pesan ini",
        "e-mail ini",
        "هذه الرسالة", "هذا البريد", "תוכן דוא", "הודעה זו", "本邮件", "此邮件", "本电子邮件", "此电子邮件", "本電子郵件", "此電子郵件",
        "本郵件", "此郵件", "本信件", "此信件", "这封邮件", "這封郵件", "本文件", "本メール", "このメール", "当メール", "この電子メール",
        "이 메일", "본 메일", "이 이메일", "본 이메일", "본 전자우편", "이 전자우편",
    ]

    private static let legal = [
        "confiden", "privileg", "intended recipient", "intended solely", "intended only", "unauthori",

        "vertraulich", "vertrouwelijk", "unbefugt", "rechtlich geschützt", "destinataires", "destinataire",
        "strictement",
        "sigilos", "riservat", "uitsluitend bestemd", "geadresseerde", "poufn",
        "wyłącznie dla",
        "konfiden", "fortrolig", "taushets", "luottamuk", "avsedd", "конфиденц", "конфіденц", "предназнач",
        "důvěrn", "dôvern", "bizalmas", "confidenț", "gizli", "εμπιστευτ", "bảo mật", "rahasia", "سري", "خصوصي", "חסוי",
        "חסויה",
        "保密", "机密", "機密", "秘密", "未经授权", "未經授權", "法律责任", "対象者", "意図された受信者", "기밀", "비밀",
        "법적",
    ]
}
