extension MessageSigns {
    /// What mail systems call themselves in `From`, lower-case.
    static let mailSystems = [
        "mailer-daemon", "mailerdaemon", "mailer_daemon", "postmaster", "mail delivery", "mail deliver system",
        "mail-daemon", "maildaemon", "mail daemon", "mail administrator", "mail system", "mail server", "mailadmin",
        "delivery subsystem", "system administrator", "undelivered mail", "interscan", "mail notification service",
        "microsoft outlook", "bounce@", "bounces@", "non-delivery", "returned mail", "mail router", "microsoftexchange",
        "post_master@", "post-master@", "mail gateway", "mdaemon", "symantec_antivirus", "message delivery",
        "email delivery", "bounced mail",
    ]

    /// Subjects of delivery reports, lower-case; found anywhere in the subject.
    static let deliverySubjects = [
        "undeliver", "non-deliver", "nondeliver", "non deliver", "not deliver", "delivery status",
        "delivery notification",
        "delivery fail", "delivery report", "delivery error", "delivery problem", "delivery incomplete",
        "delivery has failed", "delivery delay", "delivery unsuccessful", "delivery attempt", "delivery warning",
        "failure notice", "failure notification", "failure delivery", "delivery has been delayed", "failed to deliver",
        "failed delivery", "failed mail", "mail failure", "mail error", "mail failed", "returning to sender",
        "cannot send message", "mail delivery", "mail could not be", "mail not delivered",
        "message could not", "could not be delivered", "could not send", "couldn't be delivered", "cannot be delivered",
        "unable to deliver", "unable to be delivered", "returned mail", "returned to sender", "returning message",
        "return to sender", "returned message", "returned email", "mail returned", "message returned", "bounced",
        "bounce message", "mail system error",
        "message status", "message delayed", "warning: message", "warning: could not", "warning--could not",
        "user unknown",
        "unknown user", "dsn:", "ndn:", "ndr:", "rejected mail", "mail rejected", "message rejected", "message blocked",
        "blocked by",
        "transient", "retry timeout", "unbekannter empf", "unzustellbar", "nicht zugestellt", "zustellung fehl",
        "konnte nicht zugestellt", "échec de la remise", "non remis", "non distribu", "non remise",
        "no se puede entregar",
        "no entregado", "error de entrega", "não entregue", "falha na entrega", "mancato recapito",
        "impossibile recapitare",
        "onbestelbaar", "niet afgeleverd", "niedostarcz", "недоставлен", "не доставлен", "не удалось доставить",
        "退信", "退回", "投递失败", "无法投递", "无法送达", "未送达", "未送達", "無法傳遞", "無法投遞", "發送失敗", "发送失败", "送信エラー", "配信不能", "配信エラー",
        "送信できません", "配信できません", "전송 실패", "반송", "배달되지", "تعذر التسليم",
        "無法遞送", "遞送失敗", "傳遞失敗", "傳送失敗", "寄送失敗", "無法寄達", "郵件傳遞", "郵件遞送", "郵件無法", "邮件无法", "传递失败", "发送延迟", "未传递",
    ]

    /// Local-parts and names that only a mail system has, lower-case.
    static let daemons = [
        "mailer-daemon", "mailerdaemon", "mailer_daemon", "mail-daemon", "maildaemon", "postmaster@", "post_master@",
        "post-master@", "mail delivery s", "mail deliver system", "bounce@", "bounces@",
    ]

    /// What reports say in their first lines, lower-case; believed only of a program.
    static let undeliveredWords = [
        "could not be delivered", "couldn't be delivered", "can not be delivered", "cannot be delivered",
        "not be delivered to", "was not delivered", "has not been delivered", "was undeliverable", "is undeliverable",
        "delivery failed", "delivery has failed", "delivery failure", "delivery error", "delivery to the following",
        "failed to deliver", "unable to deliver", "unable to send", "user unknown", "unknown user", "no such user",
        "unknown address", "invalid user address", "invalid recipient", "invalid address", "unknown recipient",
        "recipient rejected", "address rejected", "recipient address", "mailbox is full", "mailbox full",
        "mailbox unavailable", "over quota", "permanent error", "permanent fatal error", "unzustellbar",
        "nicht zugestellt", "n'a pas pu être remis", "no se ha podido entregar", "non è stato possibile recapitare",
        "送信できません", "配信できません", "配送できません", "送信に失敗", "無法傳遞", "無法送達", "无法送达", "无法投递", "投递失败", "发送失败",
        "退信", "被退回", "전송하지 못", "배달되지", "無法遞送", "無法寄達", "遞送失敗", "傳遞失敗", "寄送失敗", "未能送达", "未能送達", "传递失败",
        "配信に失敗", "配送に失敗", "전달하지 못",
    ]

    /// What list software says of posts that it did not pass on.
    static let refusals = [
        "not a member", "are not member", "not member of", "not subscribed", "not allowed to post", "post rejected",
        "posting is restricted", "closed list", "members only",
    ]

    /// How absence notes and automatic answers begin; a colon or nothing must follow.
    static let absenceSubjects = [
        "automatic reply", "auto reply", "auto-reply", "autoreply", "automatic response", "auto response",
        "auto-response", "autoresponse", "autoresponder", "out of office autoreply", "out of office auto-reply",
        "out of office reply", "out of the office autoreply", "[auto-reply", "[auto reply", "vacation reply",
        "vacation response", "out of office", "out of the office", "ooo", "automatische antwort",
        "automatisch antwoord",
        "automatische antwort auf", "abwesenheitsnotiz", "abwesenheitsnachricht", "abwesenheitsbenachrichtigung",
        "automatischer absender",
        "réponse automatique", "absence du bureau", "message d'absence", "notification d'absence",
        "respuesta automática",
        "respuesta automatica", "fuera de la oficina", "fuera de oficina", "resposta automática", "resposta automatica",
        "ausência temporária", "risposta automatica", "fuori ufficio", "afwezigheidsbericht", "niet aanwezig",
        "odpowiedź automatyczna", "autoodpowiedź", "автоматический ответ", "Автоматический ответ", "автоответ",
        "Автоответ",
        "автоматична відповідь", "Автоматична відповідь", "autosvar", "automatiskt svar", "automatisk svar", "frånvaro",
        "fravær",
        "automaattinen vastaus", "poissaoloviesti", "automatická odpověď", "automatikus válasz", "otomatik yanıt",
        "răspuns automat", "trả lời tự động", "balasan otomatis", "الرد التلقائي", "رد تلقائي", "自动回复", "自动答复", "[自动回复",
        "【自动回复", "自動回覆", "自動答覆", "[自動回覆", "自動返信", "【自動返信", "[自動返信", "自動応答", "【自動応答", "不在通知", "不在のお知らせ", "休假自动回复",
        "外出自动回复", "自動回應", "自动回應", "自动响应", "【自動回覆", "【自動回應", "不在辦公室", "不在办公室", "外出自動回覆", "休假自動回覆",
        "автоматичен отговор", "Автоматичен отговор", "аутоматски одговор", "Аутоматски одговор", "αυτόματη απάντηση",
        "Αυτόματη απάντηση", "automatická odpoveď", "automatski odgovor", "samodejni odgovor", "resposta automàtica",
        "automatinis atsakymas", "automātiska atbilde", "automaatvastus", "sjálfvirkt svar", "erantzun automatikoa",
        "תשובה אוטומטית", "מענה אוטומטי", "ตอบกลับอัตโนมัติ", "การตอบกลับอัตโนมัติ", "स्वचालित उत्तर", "स्वतः उत्तर",
        "پاسخ خودکار", "jawapan automatik", "otomatik cevap", "ofis dışında", "자동 회신", "자동회신", "자동 응답", "부재 중", "부재중",
    ]

    /// Weaker beginnings, believed only of an answer.
    static let bareAbsenceSubjects = [
        "out of office", "out of the office", "i am away", "i'm away", "away from", "on vacation", "on leave",
        "abwesend",
        "abwesenheit", "absence", "absent", "ausente", "assente", "afwezig", "nieobecn", "休假", "外出", "不在", "출장", "휴가",
    ]
}
