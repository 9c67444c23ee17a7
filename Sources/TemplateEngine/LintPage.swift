/// A part as it was walked through, with the positions it came from.
struct LintPage {
    private(set) var text = ""
    private var marks: [(offset: Int, position: TemplatePosition)] = []
    private var isPaused = false

    mutating func append(_ piece: String) {
        if !isPaused { text += piece }
    }

    /// What follows comes after this tag.
    mutating func mark(_ position: TemplatePosition) {
        marks.append((text.utf8.count, position))
    }

    /// What follows is left out, up to `resume`.
    mutating func pause() { isPaused = true }
    mutating func resume() { isPaused = false }

    /// The last tag before this byte; nil before the first.
    func position(of offset: Int) -> TemplatePosition? {
        marks.last { $0.offset <= offset }?.position ?? marks.first?.position
    }

    /// What stands for a value.
    static func specimen(of kind: TemplateVariable.Kind) -> String {
        switch kind {
        case .text, .choice, .number, .date, .flag, .list: "x"
        case .url: "https://example.com/"
        case .image: "cid:x"
        case .color: "#123456"
        case .html: "<p>x</p>"
        }
    }
}
