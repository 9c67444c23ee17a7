/// What reports call things, in the languages of the shipped templates.
public enum ReportWord: Sendable, Hashable, CaseIterable {
    case week, month, opened, resolved, reopened, backlog, response, resolution, median, ninetieth, channel, chart
    case mail, portal, system

    public init(_ cycle: ReportCycle) {
        self = cycle == .week ? .week : .month
    }

    /// In this language, or in English.
    public func text(in tag: String) -> String {
        let language = String(tag.prefix { $0 != "-" })
        let index = ["en", "zh", "de", "es", "fr", "ja", "ar"].firstIndex(of: language) ?? 0
        return texts.indices.contains(index) ? texts[index] : ""
    }

    /// A channel's name; products are called the same everywhere.
    public static func name(of channel: Channel, in language: String) -> String {
        switch channel {
        case .mail: Self.mail.text(in: language)
        case .portal: Self.portal.text(in: language)
        case .system: Self.system.text(in: language)
        case .api: "API"
        case .dingtalk: language.hasPrefix("zh") ? "钉钉" : "DingTalk"
        case .wecom: language.hasPrefix("zh") ? "企业微信" : "WeCom"
        }
    }

    var texts: [String] {
        switch self {
        case .week:
            [
                "Week at the desk", "服务台周报", "Woche des Service-Desks", "Semana del servicio",
                "Semaine du service", "サービスデスク週報", "أسبوع مكتب الخدمة",
            ]
        case .month:
            [
                "Month at the desk", "服务台月报", "Monat des Service-Desks", "Mes del servicio", "Mois du service",
                "サービスデスク月報", "شهر مكتب الخدمة",
            ]
        case .opened: ["Opened", "新建", "Eröffnet", "Abiertos", "Ouverts", "新規", "المفتوحة"]
        case .resolved: ["Resolved", "已解决", "Gelöst", "Resueltos", "Résolus", "解決", "المحلولة"]
        case .reopened: ["Reopened", "重新打开", "Wieder geöffnet", "Reabiertos", "Rouverts", "再開", "المعاد فتحها"]
        case .backlog:
            [
                "Open at the end", "期末未结", "Offen am Ende", "Abiertos al final", "Ouverts à la fin", "期末未完了",
                "المفتوحة في النهاية",
            ]
        case .response:
            [
                "First response (h:min)", "首次响应(时:分)", "Erste Antwort (h:min)", "Primera respuesta (h:min)",
                "Première réponse (h:min)", "初回応答（時:分）", "أول رد (س:د)",
            ]
        case .resolution:
            [
                "Resolution (h:min)", "解决用时(时:分)", "Lösung (h:min)", "Resolución (h:min)", "Résolution (h:min)",
                "解決時間（時:分）", "الحل (س:د)",
            ]
        case .median: ["median", "中位数", "Median", "mediana", "médiane", "中央値", "الوسيط"]
        case .ninetieth:
            ["90th percentile", "90 百分位", "90. Perzentil", "percentil 90", "90e centile", "90パーセンタイル", "المئين 90"]
        case .channel: ["Channel", "渠道", "Kanal", "Canal", "Canal", "チャネル", "القناة"]
        case .chart:
            [
                "Each day: opened (blue) and resolved (orange).", "每天:新建(蓝色)与已解决(橙色)。",
                "Je Tag: eröffnet (blau) und gelöst (orange).", "Cada día: abiertos (azul) y resueltos (naranja).",
                "Chaque jour : ouverts (bleu) et résolus (orange).", "日ごと：新規（青）と解決（オレンジ）。",
                "كل يوم: المفتوحة (أزرق) والمحلولة (برتقالي).",
            ]
        case .mail: ["Mail", "邮件", "E-Mail", "Correo", "E-mail", "メール", "البريد"]
        case .portal: ["Portal", "门户", "Portal", "Portal", "Portail", "ポータル", "البوابة"]
        case .system: ["System", "系统", "System", "Sistema", "Système", "システム", "النظام"]
        }
    }
}
