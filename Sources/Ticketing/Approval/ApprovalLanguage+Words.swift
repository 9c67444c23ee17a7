extension ApprovalLanguage {
    static let chinese = ApprovalLanguage(
        tag: "zh",
        approving: [
            "同意", "批准", "核准", "我同意", "我批准", "同意批准", "予以批准", "已同意", "已批准", "已核准", "审批通过", "审核通过", "批准通过", "通过",
        ],
        rejecting: [
            "拒绝", "不同意", "驳回", "不批准", "不予批准", "不予同意", "我不同意", "我不批准", "我拒绝", "予以驳回", "已拒绝", "已驳回", "否决",
            "不通过", "审批不通过", "审核不通过",
        ],
        before: ["您好", "你好", "大家好", "各位好", "收到", "谢谢", "多谢"],
        beforeApproving: ["好", "好的", "可以", "没问题", "是的"],
        beforeRejecting: ["抱歉", "很抱歉", "对不起", "不好意思"],
        after: ["谢谢", "谢谢您", "谢谢你", "谢谢大家", "多谢", "感谢", "非常感谢", "辛苦了", "您辛苦了"],
        partsByBlank: true)

    static let traditionalChinese = ApprovalLanguage(
        tag: "zh-Hant",
        approving: [
            "同意", "核准", "批准", "核可", "我同意", "我批准", "同意核准", "予以核准", "已同意", "已核准", "已批准", "審批通過", "審核通過",
            "核准通過", "通過",
        ],
        rejecting: [
            "拒絕", "不同意", "駁回", "不核准", "不予核准", "不批准", "不予批准", "不予同意", "我不同意", "我不批准", "我拒絕", "予以駁回", "已拒絕",
            "已駁回", "否決", "不通過", "審批不通過", "審核不通過",
        ],
        before: ["您好", "你好", "大家好", "各位好", "收到", "謝謝", "多謝"],
        beforeApproving: ["好", "好的", "可以", "沒問題", "是的"],
        beforeRejecting: ["抱歉", "很抱歉", "對不起", "不好意思"],
        after: ["謝謝", "謝謝您", "謝謝你", "謝謝大家", "多謝", "感謝", "非常感謝", "辛苦了", "您辛苦了"],
        partsByBlank: true)

    static let english = ApprovalLanguage(
        tag: "en",
        approving: ["APPROVE", "approved", "I approve", "approval granted", "authorized", "authorised"],
        rejecting: [
            "REJECT", "rejected", "I reject", "not approved", "I do not approve", "I don't approve", "disapprove",
            "disapproved", "decline", "declined", "I decline", "deny", "denied", "refused", "I refuse",
        ],
        before: [
            "hi", "hello", "hi all", "hello all", "dear all", "good morning", "good afternoon", "thanks", "thank you",
        ],
        beforeApproving: ["yes", "ok", "okay", "sure"],
        beforeRejecting: ["sorry", "I'm sorry", "I am sorry", "unfortunately"],
        after: [
            "thanks", "thank you", "many thanks", "thanks a lot", "thank you very much", "thx", "cheers", "regards",
            "best regards", "kind regards", "best",
        ],
        partsByBlank: true)

    static let japanese = ApprovalLanguage(
        tag: "ja",
        approving: [
            "承認", "承認します", "承認いたします", "承認致します", "承認しました", "承認いたしました", "承認する", "承認です", "承認済み", "承認済",
            "許可", "許可します", "許可いたします", "認可", "認可します", "同意します", "同意いたします",
        ],
        rejecting: [
            "却下", "却下します", "却下いたします", "却下致します", "却下しました", "却下です", "不承認", "不承認です", "否認", "否認します", "不許可",
            "拒否", "拒否します", "否決", "承認しません", "承認いたしません", "承認できません", "同意しません",
        ],
        before: [
            "こんにちは", "お疲れ様です", "お疲れさまです", "お世話になっております", "お世話になります", "ありがとうございます", "確認しました",
            "確認いたしました",
        ],
        beforeApproving: ["はい", "了解です", "了解しました", "問題ありません"],
        beforeRejecting: ["申し訳ありません", "申し訳ございません", "すみません", "残念ですが"],
        after: ["ありがとうございます", "ありがとうございました", "お疲れ様でした"],
        partsByBlank: false)

    static let korean = ApprovalLanguage(
        tag: "ko",
        approving: ["승인", "승인합니다", "승인함", "승인했습니다", "승인하겠습니다", "허가", "허가합니다", "동의합니다"],
        rejecting: [
            "반려", "반려합니다", "반려함", "반려했습니다", "반려하겠습니다", "거부", "거부합니다", "거절", "거절합니다", "기각", "기각합니다",
            "불승인", "불허", "불허합니다", "승인 불가", "승인하지 않습니다", "동의하지 않습니다",
        ],
        before: ["안녕하세요", "안녕하십니까", "수고하십니다", "수고 많으십니다", "감사합니다", "확인했습니다"],
        beforeApproving: ["네", "예", "좋습니다"],
        beforeRejecting: ["죄송합니다", "죄송하지만", "유감이지만"],
        after: ["감사합니다", "고맙습니다", "수고하세요", "수고하십시오"],
        partsByBlank: false)

    static let german = ApprovalLanguage(
        tag: "de",
        approving: [
            "GENEHMIGT", "ich genehmige", "genehmige ich", "Genehmigung erteilt", "bewilligt", "ich bewillige",
            "freigegeben", "Freigabe erteilt", "zugestimmt", "ich stimme zu",
        ],
        rejecting: [
            "ABGELEHNT", "ich lehne ab", "lehne ich ab", "nicht genehmigt", "ich genehmige nicht",
            "Genehmigung verweigert", "nicht bewilligt", "nicht freigegeben", "nicht zugestimmt", "ich stimme nicht zu",
            "zurückgewiesen",
        ],
        before: ["hallo", "hallo zusammen", "guten Tag", "guten Morgen", "moin", "danke", "vielen Dank"],
        beforeApproving: ["ja", "gerne", "passt", "einverstanden"],
        beforeRejecting: ["leider", "tut mir leid"],
        after: [
            "danke", "danke schön", "vielen Dank", "besten Dank", "Gruß", "Grüße", "viele Grüße", "beste Grüße",
            "mit freundlichen Grüßen", "mfg", "lg", "vg",
        ],
        partsByBlank: true)

    /// Capitals are often written without accents, and so are the forms that this makes of the participles.
    static let french = ApprovalLanguage(
        tag: "fr",
        approving: [
            "APPROUVÉ", "approuvée", "approuvés", "approuvées", "approuve", "approuvee", "j'approuve", "validé",
            "validée",
            "validés", "validées", "valide", "validee", "je valide", "accordé", "accordée", "autorisé", "autorisée",
            "j'autorise", "accord donné", "bon pour accord",
        ],
        rejecting: [
            "REFUSÉ", "refusée", "refusés", "refusées", "refuse", "refusee", "je refuse", "rejeté", "rejetée",
            "rejetés",
            "rejetées", "rejete", "rejetee", "je rejette", "non approuvé", "non approuvée", "je n'approuve pas",
            "non validé", "non validée", "je ne valide pas",
        ],
        before: ["bonjour", "bonjour à tous", "salut", "merci"],
        beforeApproving: ["oui", "d'accord"],
        beforeRejecting: ["désolé", "désolée", "malheureusement"],
        after: ["merci", "merci beaucoup", "cordialement", "bien cordialement", "bien à vous", "cdlt"],
        partsByBlank: true)

    static let spanish = ApprovalLanguage(
        tag: "es",
        approving: [
            "APROBADO", "aprobada", "aprobados", "aprobadas", "apruebo", "lo apruebo", "la apruebo", "autorizado",
            "autorizada", "autorizados", "autorizadas", "autorizo", "lo autorizo",
        ],
        rejecting: [
            "RECHAZADO", "rechazada", "rechazados", "rechazadas", "rechazo", "lo rechazo", "la rechazo", "denegado",
            "denegada", "denegados", "denegadas", "no aprobado", "no aprobada", "no apruebo", "no lo apruebo",
            "no autorizado", "no autorizada", "no autorizo",
        ],
        before: ["hola", "buenos días", "buenas tardes", "buenas", "gracias"],
        beforeApproving: ["sí", "si", "de acuerdo", "vale"],
        beforeRejecting: ["lo siento", "lamentablemente"],
        after: ["gracias", "muchas gracias", "mil gracias", "saludos", "un saludo", "saludos cordiales"],
        partsByBlank: true)

    static let portuguese = ApprovalLanguage(
        tag: "pt",
        approving: [
            "APROVADO", "aprovada", "aprovados", "aprovadas", "aprovo", "eu aprovo", "autorizado", "autorizada",
            "autorizo",
            "deferido", "deferida",
        ],
        rejecting: [
            "REJEITADO", "rejeitada", "rejeitados", "rejeitadas", "rejeito", "eu rejeito", "recusado", "recusada",
            "recuso", "eu recuso", "reprovado", "reprovada", "reprovo", "indeferido", "indeferida", "negado", "negada",
            "não aprovado", "não aprovada", "não aprovo", "nao aprovado", "nao aprovada", "nao aprovo",
            "não autorizado",
            "não autorizada", "não autorizo",
        ],
        before: ["olá", "oi", "bom dia", "boa tarde", "obrigado", "obrigada"],
        beforeApproving: ["sim", "de acordo"],
        beforeRejecting: ["desculpe", "infelizmente", "lamento"],
        after: [
            "obrigado", "obrigada", "muito obrigado", "muito obrigada", "grato", "grata", "atenciosamente", "abraços",
            "att",
        ],
        partsByBlank: true)

    static let russian = ApprovalLanguage(
        tag: "ru",
        approving: [
            "СОГЛАСОВАНО", "согласован", "согласована", "согласованы", "согласовываю", "одобрено", "одобрен",
            "одобрена",
            "одобрены", "одобряю", "утверждено", "утверждён", "утвержден", "утверждена", "утверждены", "утверждаю",
            "разрешено", "разрешаю",
        ],
        rejecting: [
            "ОТКЛОНЕНО", "отклонён", "отклонен", "отклонена", "отклонены", "отклоняю", "отказано", "отказываю", "отказ",
            "не согласовано", "не согласован", "не согласована", "не согласовываю", "не одобрено", "не одобрен",
            "не одобрена", "не одобряю", "не утверждено", "не утверждён", "не утвержден", "не утверждена",
            "не утверждаю",
            "не разрешаю", "запрещаю",
        ],
        before: ["здравствуйте", "добрый день", "доброе утро", "добрый вечер", "спасибо"],
        beforeApproving: ["да", "хорошо", "ок"],
        beforeRejecting: ["извините", "к сожалению", "увы"],
        after: ["спасибо", "большое спасибо", "благодарю", "с уважением"],
        partsByBlank: true)

    static let arabic = ApprovalLanguage(
        tag: "ar",
        approving: [
            "موافق", "موافقة", "موافقه", "موافقون", "أوافق", "اوافق", "أنا موافق", "انا موافق", "نوافق", "تمت الموافقة",
            "معتمد",
        ],
        rejecting: [
            "مرفوض", "مرفوضة", "مرفوضه", "أرفض", "ارفض", "نرفض", "رفض", "تم الرفض", "غير موافق", "غير موافقة",
            "لا أوافق",
            "لا اوافق", "لست موافقا",
        ],
        before: ["مرحبا", "السلام عليكم", "صباح الخير", "مساء الخير", "شكرا", "شكرًا", "شكراً"],
        beforeApproving: ["نعم", "حسنا", "حسنًا"],
        beforeRejecting: ["آسف", "عذرا", "للأسف"],
        after: ["شكرا", "شكرًا", "شكراً", "شكرا لك", "شكرا جزيلا", "مع الشكر", "تحياتي", "مع التحية"],
        partsByBlank: false)
}
