/// Signing in: by a link in a mail first, by a password for those who have one.
struct SignInPage {
    let frame: PageFrame
    let next: String?
    let state: FormState

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.signIn, at: .account, isWrong: state.isWrong,
            div(
                "narrow stack-lg", state.summary(words),
                div("stack", tag("h1", [:], text(words.signIn)), paragraph(words.signInIntro, style: "muted")),
                tag(
                    "section", ["class": "card stack", "aria-labelledby": "l"],
                    tag("h2", ["id": "l"], text(words.byLink)),
                    form(
                        "/login/link",
                        Field(
                            name: "address", label: words.mailAddress, hint: words.byLinkHint, type: "email",
                            autocomplete: "email", maxLength: 254, isRequired: true
                        ).input(state), button(words.sendLink))),
                tag(
                    "section", ["class": "card stack", "aria-labelledby": "p"],
                    tag("h2", ["id": "p"], text(words.byPassword)),
                    form(
                        "/login",
                        Field(
                            name: "username", label: words.mailAddress, type: "email", autocomplete: "username",
                            maxLength: 254, isRequired: true
                        ).input(state),
                        Field(
                            name: "password", label: words.password, type: "password",
                            autocomplete: "current-password", isRequired: true
                        ).input(state), button(words.signIn, style: "btn")))))
    }

    private func form(_ action: String, _ content: HTML...) -> HTML {
        .element(
            "form", ["method": "post", "action": action, "class": "stack", "novalidate": ""],
            [next.map { hidden("next", $0) } ?? .empty] + content)
    }
}

/// After asking for a link: the same words whoever asked.
struct LinkSentPage {
    let frame: PageFrame

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.linkSentTitle, at: .account,
            div(
                "narrow stack", tag("h1", [:], text(words.linkSentTitle)), paragraph(words.linkSent),
                link("/login", words.back, style: "btn")))
    }
}

/// What a sign-in link opens: a button, because programs that look at mails open links.
struct RedeemPage {
    let frame: PageFrame
    let path: String

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.linkTitle, at: .account,
            div(
                "narrow stack", tag("h1", [:], text(words.linkTitle)), paragraph(words.linkIntro),
                tag("form", ["method": "post", "action": path, "class": "row"], button(words.proceed))))
    }
}
