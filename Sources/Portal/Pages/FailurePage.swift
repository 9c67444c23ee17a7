import HTTPTypes

/// The page for an answer that is an error: what happened, what to do, and a number to tell us.
struct FailurePage {
    let frame: PageFrame
    let failure: PortalFailure
    let requestID: String

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.failureTitle(failure),
            div(
                "narrow stack fail",
                tag("p", ["class": "code", "aria-hidden": "true"], text("\(failure.status.code)")),
                tag("h1", [:], text(words.failureTitle(failure))), paragraph(words.failureText(failure)),
                tag(
                    "p", ["class": "hint"], text(words.labeled(words.requestNumber, "")),
                    foreign(requestID, style: "mono")),
                div("row", action(words))))
    }

    private func action(_ words: Words) -> HTML {
        failure == .unauthenticated
            ? link("/login", words.signIn, style: "btn pri") : link("/", words.toHome, style: "btn")
    }
}
