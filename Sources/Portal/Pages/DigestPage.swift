import Ticketing

/// What a person's digest would say now, and a button that sends it.
struct DigestPage {
    enum Content: Sendable {
        case message(SentMessage)
        case nothing
        case unwritable
    }

    let frame: PageFrame
    let form: PostForm
    let content: Content

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.digestTitle, at: .account,
            backLink("/me#notices", words.account) + div("stack", tag("h1", [:], text(words.digestTitle))) + shown)
    }

    private var shown: HTML {
        switch content {
        case .nothing: emptyState(words.digestNothing)
        case .unwritable: Banner.note(words.digestUnwritable, style: "bad")
        case .message(let message):
            div(
                "stack-lg", paragraph(words.digestPreviewHint, style: "hint"),
                form.form("/me/digest", style: "row", button(words.digestSend)),
                section(words.subjectPart, tag("p", ["class": "lead", "dir": "auto"], text(message.subject))),
                message.html == nil ? .empty : section(words.htmlPart, picture),
                section(words.textPart, tag("pre", ["class": "source", "dir": "auto"], text(message.text))))
        }
    }

    private var picture: HTML {
        tag(
            "iframe",
            [
                "class": "mail tall", "title": words.htmlPart, "src": "/me/digest/html",
                "sandbox": "allow-popups allow-popups-to-escape-sandbox",
            ])
    }

    private func section(_ title: String, _ content: HTML) -> HTML {
        tag("section", ["class": "stack-s"], tag("h2", [:], text(title)), content)
    }
}
