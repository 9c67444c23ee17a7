/// What reports call promises, in the languages of the shipped templates.
enum PromiseWord: Sendable, Hashable, CaseIterable {
    case response, resolution

    /// In this language, or in English.
    func text(in tag: String) -> String {
        let language = String(tag.prefix { $0 != "-" })
        let index = ["en", "zh", "de", "es", "fr", "ja", "ar"].firstIndex(of: language) ?? 0
        return texts.indices.contains(index) ? texts[index] : ""
    }

    var texts: [String] {
        switch self {
        case .response:
            [
                "First response in time", "首次响应按时率", "Erste Antwort rechtzeitig", "Primera respuesta a tiempo",
                "Première réponse à temps", "初回応答（期限内）", "الرد الأول في موعده",
            ]
        case .resolution:
            [
                "Resolution in time", "按时解决率", "Lösung rechtzeitig", "Resolución a tiempo", "Résolution à temps",
                "解決（期限内）", "الحل في موعده",
            ]
        }
    }
}
