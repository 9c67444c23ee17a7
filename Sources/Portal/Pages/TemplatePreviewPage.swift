import TemplateEngine
import Ticketing

/// A template filled in from a ticket, as its reader would get it.
struct TemplatePreviewPage {
    enum Outcome: Sendable {
        case rendered(RenderedTemplate)
        case noTicket
        /// How the template is written keeps it from being filled in.
        case wrong(String)
    }

    let frame: PageFrame
    let place: TemplatePlace
    let ticket: String
    let outcome: Outcome
    let isDraft: Bool

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.previewAction, at: .templates,
            backLink(place.path(isDraft ? "/edit" : ""), words.templateTitle(place.slot.key))
                + div("stack", tag("h1", [:], text(words.previewAction)), chooser) + result)
    }

    private var chooser: HTML {
        tag(
            "form", ["class": "row", "method": "get", "action": "/a/templates/\(place.slot.key)/preview"],
            hidden("language", place.language.description), place.slot.desk.map { hidden("desk", $0) } ?? .empty,
            isDraft ? hidden("draft", "1") : .empty,
            Field(
                name: "ticket", label: words.previewTicket, hint: words.previewTicketHint, value: ticket, maxLength: 40
            ).input(), button(words.previewAction, style: "btn end"))
    }

    private var result: HTML {
        switch outcome {
        case .noTicket: return emptyState(words.noTicketToPreview)
        case .wrong(let problem): return Banner.note(problem, style: "bad")
        case .rendered(let message):
            return div(
                "stack-lg", .joined(message.problems.map { Banner.note(words.templateError($0), style: "warn") }),
                section(words.subjectPart, tag("p", ["class": "lead", "dir": "auto"], text(message.subject))),
                message.html == nil ? .empty : section(words.htmlPart, picture),
                section(words.textPart, tag("pre", ["class": "source", "dir": "auto"], text(message.text))))
        }
    }

    private var picture: HTML {
        let more = (isDraft ? "&draft=1" : "") + (ticket.isEmpty ? "" : "&ticket=" + ticket.queryEscaped)
        return tag(
            "iframe",
            [
                "class": "mail tall", "title": words.htmlPart, "src": place.path("/preview/html", more),
                "sandbox": "allow-popups allow-popups-to-escape-sandbox",
            ])
    }

    private func section(_ title: String, _ content: HTML) -> HTML {
        tag("section", ["class": "stack-s"], tag("h2", [:], text(title)), content)
    }
}
