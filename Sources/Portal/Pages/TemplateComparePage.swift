import TemplateEngine
import Ticketing

/// What two versions say differently.
struct TemplateComparePage {
    let frame: PageFrame
    let place: TemplatePlace
    let from: TemplateVersion
    let to: TemplateVersion
    let catalog: TemplateCatalog

    private var words: Words { frame.words }

    var html: HTML {
        let changes = TemplateComparison(place.slot.key, from: from, to: to, in: catalog).changes
        return frame.page(
            words.compared(from, to), at: .templates,
            backLink(place.path(), words.templateTitle(place.slot.key))
                + tag("h1", [:], text(words.compared(from, to)))
                + (changes.isEmpty ? emptyState(words.sameText) : .joined(changes.map(section))))
    }

    private func section(_ change: TemplateComparison.Change) -> HTML {
        tag(
            "section", ["class": "stack-s"],
            tag("h2", [:], text(LanguageName.of(change.language) + " · " + words.part(change.part))),
            tag(
                "div", ["class": "source", "lang": change.language.description],
                change.difference.lines.map(line)))
    }

    /// The sign and a word for those who do not see the color.
    private func line(_ line: TextDifference.Line) -> HTML {
        switch line {
        case .same(let line): tag("div", ["dir": "auto"], text("  " + line))
        case .removed(let line):
            tag("del", ["dir": "auto"], tag("span", ["class": "vh"], text(words.removedLine + " ")), text("− " + line))
        case .added(let line):
            tag("ins", ["dir": "auto"], tag("span", ["class": "vh"], text(words.addedLine + " ")), text("+ " + line))
        case .skipped(let count): tag("div", ["class": "muted"], text(words.skippedLines(count)))
        }
    }
}
