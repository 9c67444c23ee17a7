import InternetMessage
import Ticketing

/// The mail of a report as one of its readers would get it.
struct ReportMailPage {
    let frame: PageFrame
    let place: ReportPlace
    /// Oneself first.
    let readers: [ReportReader]
    let chosen: ReportReader
    let message: SentMessage

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.reportPreview, at: .reports,
            backLink(place.path(), words.reportsTitle)
                + div("stack", tag("h1", [:], text(words.reportPreview)), chooser)
                + div(
                    "stack-lg",
                    section(words.subjectPart, tag("p", ["class": "lead", "dir": "auto"], text(message.subject))),
                    message.html == nil ? .empty : section(words.formattedMail, picture),
                    section(words.textPart, tag("pre", ["class": "source", "dir": "auto"], text(message.text)))))
    }

    private var chooser: HTML {
        guard readers.count > 1 else { return paragraph(words.labeled(words.to, chosen.address.description)) }
        return tag(
            "form", ["class": "row", "method": "get", "action": "/a/reports/mail"],
            hidden("desk", place.desk.name), hidden("period", place.period.cycle.rawValue),
            place.period.day.map { hidden("on", $0.description) } ?? .empty,
            Field(name: "reader", label: words.to).select(
                readers.map { ($0.address.key, $0.address.description) }, chosen: chosen.address.key),
            button(words.previewAction, style: "btn end"))
    }

    private var picture: HTML {
        tag(
            "iframe",
            [
                "class": "mail tall", "title": words.formattedMail,
                "src": place.path("/mail/html", "&reader=" + chosen.address.key.queryEscaped),
                "sandbox": "allow-popups allow-popups-to-escape-sandbox",
            ])
    }

    private func section(_ title: String, _ content: HTML) -> HTML {
        tag("section", ["class": "stack-s"], tag("h2", [:], text(title)), content)
    }
}
