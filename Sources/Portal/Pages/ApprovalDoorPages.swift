import Ticketing

/// What the link in a mail shows to whoever is not signed in: nothing of what is asked, and two ways in.
struct ApprovalDoorPage {
    let frame: PageFrame
    let id: ApprovalID
    let state: FormState

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.approvalDoor, isWrong: state.isWrong,
            div(
                "narrow stack-lg", state.summary(words),
                div(
                    "stack", tag("h1", [:], text(words.approvalDoor)),
                    paragraph(words.approvalDoorIntro, style: "muted")),
                tag(
                    "section", ["class": "card stack", "aria-labelledby": "c"],
                    tag("h2", ["id": "c"], text(words.byCode)),
                    tag(
                        "form",
                        ["method": "post", "action": "/approvals/\(id)/code", "class": "stack", "novalidate": ""],
                        Field(
                            name: "address", label: words.mailAddress, hint: words.byCodeHint, type: "email",
                            autocomplete: "email", maxLength: 254, isRequired: true
                        ).input(state), button(words.sendCode))),
                tag(
                    "section", ["class": "card stack", "aria-labelledby": "s"],
                    tag("h2", ["id": "s"], text(words.signIn)), paragraph(words.signInIntro),
                    tag(
                        "p", [:],
                        link("/login?next=" + "/approvals/\(id)".queryEscaped, words.signIn, style: "btn")))))
    }
}

/// After asking for a code: the same words whoever asked.
struct ApprovalCodePage {
    let frame: PageFrame
    let id: ApprovalID
    /// What makes this browser the one that asked.
    let browser: String
    let state: FormState

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.linkSentTitle, isWrong: state.isWrong,
            div(
                "narrow stack-lg", state.summary(words),
                div("stack", tag("h1", [:], text(words.linkSentTitle)), paragraph(words.codeSent)),
                tag(
                    "form", ["method": "post", "action": "/approvals/\(id)/visit", "class": "stack", "novalidate": ""],
                    hidden("browser", browser),
                    Field(
                        name: "code", label: words.code, hint: words.codeHint, autocomplete: "one-time-code",
                        inputMode: "numeric", maxLength: 20, isRequired: true
                    ).input(state), div("row", button(words.proceed))),
                tag("p", [:], link("/approvals/\(id)", words.anotherCode))))
    }
}
