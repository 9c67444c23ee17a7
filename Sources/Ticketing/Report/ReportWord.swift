/// What reports call things, in the languages of the shipped templates.
public enum ReportWord: Sendable, Hashable, CaseIterable {
    case week, month, opened, resolved, reopened, backlog, response, resolution, median, ninetieth, spread
    case figure, channels, chart, mail, portal, system

    public init(_ cycle: ReportCycle) {
        self = cycle == .week ? .week : .month
    }

    /// In this language, or in English.
    public func text(in tag: String) -> String {
        let language = String(tag.prefix { $0 != "-" })
        let index = ["en", "zh", "de", "es", "fr", "ja", "ar"].firstIndex(of: language) ?? 0
        return texts.indices.contains(index) ? texts[index] : ""
    }

    /// A rank of how long something took: "First response, median (h:min)".
    public static func label(of rank: ReportWord, in what: ReportWord, _ language: String) -> String {
        Self.spread.text(in: language).replacing("{what}", with: what.text(in: language))
            .replacing("{rank}", with: rank.text(in: language))
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
                "Weekly service report", "服务台周报", "Wochenbericht des Service-Desks", "Informe semanal del servicio",
                "Rapport hebdomadaire du service", "サービスデスク週報", "التقرير الأسبوعي لمكتب الخدمة",
            ]
        case .month:
            [
                "Monthly service report", "服务台月报", "Monatsbericht des Service-Desks", "Informe mensual del servicio",
                "Rapport mensuel du service", "サービスデスク月報", "التقرير الشهري لمكتب الخدمة",
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
                "First response", "首次响应用时", "Erste Antwort", "Primera respuesta", "Première réponse", "初回応答時間",
                "الرد الأول",
            ]
        case .resolution: ["Resolution", "解决用时", "Lösung", "Resolución", "Résolution", "解決時間", "الحل"]
        case .median: ["median", "中位数", "Median", "mediana", "médiane", "中央値", "الوسيط"]
        case .ninetieth:
            [
                "90th percentile", "第 90 百分位数", "90. Perzentil", "percentil 90", "90e centile", "90パーセンタイル",
                "المئين 90",
            ]
        case .spread:
            [
                "{what}, {rank} (h:min)", "{what}{rank}（时：分）", "{what}, {rank} (Std:Min)", "{what}, {rank} (h:min)",
                "{what}, {rank} (h:min)", "{what}の{rank}（時：分）", "{what}، {rank} (س:د)",
            ]
        case .figure: ["Figure", "指标", "Kennzahl", "Indicador", "Indicateur", "指標", "المؤشر"]
        case .channels:
            ["By channel", "各渠道", "Nach Kanal", "Por canal", "Par canal", "チャネル別", "حسب القناة"]
        case .chart:
            [
                "Each day: opened (blue) and resolved (orange).", "每日新建（蓝色）与已解决（橙色）的工单。",
                "Je Tag: eröffnet (blau) und gelöst (orange).", "Por día: abiertos (azul) y resueltos (naranja).",
                "Par jour : ouverts (bleu) et résolus (orange).", "日ごとの新規（青）と解決（オレンジ）。",
                "لكل يوم: المفتوحة (أزرق) والمحلولة (برتقالي).",
            ]
        case .mail: ["Mail", "邮件", "E-Mail", "Correo", "E-mail", "メール", "البريد"]
        case .portal: ["Portal", "门户", "Portal", "Portal", "Portail", "ポータル", "البوابة"]
        case .system: ["System", "系统", "System", "Sistema", "Système", "システム", "النظام"]
        }
    }
}
