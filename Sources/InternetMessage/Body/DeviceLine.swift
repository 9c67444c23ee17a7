/// `Sent from my iPhone` and its kin: a line that only names the device or program that sent the mail.
enum DeviceLine {
    static func matches(_ content: [UInt8]) -> Bool {
        guard content.count <= 200 else { return false }
        var bare = Array(
            content.filter { !brackets.contains($0) }.drop { $0 == UInt8(ascii: "-") || ASCII.isSpace($0) })
        if ASCII.hasSuffix(bare, "。"), bare.count <= 60 { bare.removeLast(3) }
        guard isBrief(bare), !isOutlookSentence(bare), !isChineseSentence(bare) else { return false }
        if starts.contains(where: { ASCII.hasPrefix(bare, $0) }) || offersOutlook(bare) { return true }
        // `<<sent by tablet>>`; without brackets a courier may have done it.
        if let first = content.first, brackets.contains(first), ASCII.hasPrefix(bare, "sent by ") { return true }
        if bare.count <= 120, ends.contains(where: { ASCII.hasSuffix(bare, $0) }) { return true }
        let words = bare.split(separator: 0x20).count
        return words <= 3 && (ASCII.hasSuffix(bare, "from mobile") || ASCII.hasSuffix(bare, "via mobile"))
    }

    private static let brackets = Array("[]()<>*_\"".utf8)

    /// A note about a device, not a sentence that happens to begin like one.
    private static func isBrief(_ line: [UInt8]) -> Bool {
        let words = line.split(separator: 0x20).count
        // In scripts without blanks words cannot be counted.
        if ["。", "？", "！", "?"].contains(where: { ASCII.hasSuffix(line, $0) }) { return false }
        let isSentence = [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?")].contains(line.last)
        return words <= (isSentence ? 6 : 8)
            || ["excuse", "typo", "brevity", "pardon", "forgive"].contains { ASCII.contains(line, $0) }
    }

    /// `Outlook for iOS` names a program; with more words it is about one.
    private static func isOutlookSentence(_ line: [UInt8]) -> Bool {
        ["outlook for ", "outlook für ", "outlook voor "].contains { ASCII.hasPrefix(line, $0) }
            && line.split(separator: 0x20).count > 4
    }

    /// `从我的电脑登录不了` is a sentence, `从我的手机发送` is not.
    private static func isChineseSentence(_ line: [UInt8]) -> Bool {
        ["从我的", "從我的", "通过我的", "透過我的", "由我的"].contains { ASCII.hasPrefix(line, $0) }
            && !["发送", "發送", "傳送", "传送", "发出", "发的", "寄出"].contains { ASCII.hasSuffix(line, $0) }
    }

    /// `Получить Outlook для iOS`: without the system's name people write such lines themselves.
    private static func offersOutlook(_ line: [UInt8]) -> Bool {
        guard ASCII.contains(line, "outlook"), ["ios", "android"].contains(where: { ASCII.contains(line, $0) }) else {
            return false
        }
        return offers.contains { ASCII.hasPrefix(line, $0) } || ASCII.hasSuffix(line, "を入手")
    }

    private static let offers = [
        "ios용 outlook", "android용 outlook", "الحصول على outlook", "получить outlook", "загрузить outlook",
        "скачать outlook", "отримати outlook", "завантажити outlook", "pobierz program outlook", "descargar outlook",
        "baixar o outlook", "baixe o outlook", "installa outlook", "skaffa outlook", "få outlook", "last ned outlook",
        "λήψη του outlook", "az outlook", "preuzmite outlook", "prenesite outlook", "รับ outlook", "lấy outlook",
        "dapatkan outlook", "obteniu l'outlook", "קבל את outlook", "השג את outlook",
    ]

    private static let starts = [
        "sent from ", "sent via ", "sent using ", "sent with ", "sent on the go", "from my iphone",
        "from my ipad", "from my android", "from my mobile", "from my phone", "get outlook for", "outlook for ios",
        "outlook for android", "download outlook", "typed on my", "written on my", "via mobile",
        "envoyé de mon", "envoyé depuis", "envoyé à partir", "envoyé avec", "provenance : ", "obtenir outlook",
        "obtenez outlook", "télécharger outlook",
        "von meinem ", "gesendet von ", "gesendet mit ", "gesendet über ", "gesendet aus ",
        "diese nachricht wurde von meinem", "holen sie sich outlook", "outlook für ", "laden sie outlook",
        "enviado desde ", "enviado de mi", "enviado do meu", "enviado a partir do", "enviado con", "enviado por meio",
        "enviado pelo ", "enviado via ", "obtener outlook", "obtén outlook", "obter o outlook", "obtenha o outlook",
        "inviato da ", "inviato dal", "inviato con ", "scarica outlook", "ottieni outlook",
        "verzonden vanaf", "verstuurd vanaf", "verzonden met ", "verzonden via ", "outlook voor ", "download outlook",
        "wysłane z ", "wysłano z ", "pobierz outlook", "skickat från", "hämta outlook", "sendt fra", "sendt med ",
        "hent outlook", "lähetetty ", "hanki outlook",
        "отправлено с", "отправлено из", "послано с", "скачайте outlook", "надіслано з", "відправлено з",
        "изпратено от",
        "发自我的", "發自我的", "来自我的", "來自我的", "从我的", "從我的", "发送自", "發送自", "发自", "發自", "通过我的", "由我的",
        "获取 outlook", "取得 outlook", "下载 outlook", "获取适用于", "取得適用於", "从 windows 版邮件", "从 windows 版邮件发送",
        "从 qq 邮箱", "来自qq邮箱", "发自网易", "来自网易", "来自钉钉", "来自企业微信",
        "iphoneから", "ipadから", "androidから", "私のiphone", "outlook for ", "windows 版のメールから",
        "나의 iphone", "내 iphone", "나의 갤럭시", "내 갤럭시", "iphone에서", "ipad에서", "outlook용",
        "iphone'umdan", "iphone’umdan", "android için outlook", "ios için outlook",
        "odesláno z", "odoslané z", "získat outlook", "trimis de pe", "obțineți outlook", "poslano z", "elküldve ",
        "iphone-ról", "στάλθηκε από", "αποστολή από", "đã gửi từ", "được gửi từ", "dikirim dari", "tải outlook",
        "取得 ios", "取得 android", "透過我的", "傳送自 ", "傳送自我的", "寄自我的", "寄件自我的", "發自 ", "來自 yahoo奇摩", "發自yahoo",
        "发自139", "发自新浪", "发自189", "来自139", "来自飞书", "发自飞书", "来自微信", "来自qq",
        "أرسلت من", "أُرسلت من", "تم الإرسال من", "مرسل من", "נשלח מ", "ส่งจาก", "enviat des de", "saadetud ",
        "išsiųsta iš",
    ]

    private static let ends = [
        "传送自我的设备", "から送信", "より送信", "에서 보냄", "에서 보냈습니다", "에서 전송", "'dan gönderildi",
        "’dan gönderildi", "'den gönderildi", "ımdan gönderildi", "umdan gönderildi", "iphone gesendet",
        "android gesendet", "mobilgerät gesendet", "-ról küldve", " készülékemről küldve",
    ]
}
