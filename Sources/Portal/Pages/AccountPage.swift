import InternetMessage
import Ticketing

/// A person's own page: mail and language, password, sessions.
struct AccountPage {
    let frame: PageFrame
    let form: PostForm
    let person: Person
    let hasPassword: Bool
    let state: FormState
    let desks: DeskDirectory

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.account, at: .account, isWrong: state.isWrong,
            div(
                "narrow stack-lg", state.summary(words),
                div(
                    "row between",
                    div(
                        "stack-s", tag("h1", [:], foreign(person.label)),
                        tag("p", ["class": "m0 muted"], foreign(person.address.description))),
                    form.form("/logout", style: "row", button(words.signOut, style: "btn"))),
                roles, approvals, administration, mail, password,
                tag(
                    "section", ["class": "card stack", "aria-labelledby": "s"],
                    tag("h2", ["id": "s"], text(words.sessions)),
                    form.form("/logout", hidden("everywhere", "1"), button(words.signOutEverywhere, style: "btn")))))
    }

    private var roles: HTML {
        guard !person.memberships.isEmpty else { return .empty }
        return tag(
            "p", ["class": "row", "aria-label": words.roles],
            person.memberships.map { membership in
                let desk = membership.desk.map { desks[$0]?.title(in: words.language.rawValue) ?? $0 } ?? words.allDesks
                return tag("span", ["class": "tag pri"], text(words.labeled(desk, words.role(membership.role))))
            })
    }

    /// The menu names them only while something waits.
    private var approvals: HTML {
        tag(
            "nav", ["class": "row", "aria-label": words.approvals],
            link("/approvals", words.approvals, style: "btn"),
            link("/approvals/substitutes", words.substitutes, style: "btn"))
    }

    /// On a narrow screen the menu has no room for these.
    private var administration: HTML {
        guard person.memberships.contains(where: { $0.role == .administrator }) else { return .empty }
        return tag(
            "nav", ["class": "row", "aria-label": words.administration],
            link("/a/templates", words.templatesTitle, style: "btn"))
    }

    private var mail: HTML {
        tag(
            "section", ["class": "card stack", "id": "notices", "aria-labelledby": "n"],
            tag("h2", ["id": "n"], text(words.noticesTitle)), paragraph(words.noticesHint, style: "hint"),
            form.form("/me/notices", MailSettingsForm(words: words, person: person, state: state).html),
            div("row", link("/me/digest", words.digestPreview, style: "btn")))
    }

    private var password: HTML {
        let current =
            hasPassword
            ? Field(
                name: "current", label: words.currentPassword, type: "password", autocomplete: "current-password"
            ).input(state) : .empty
        return tag(
            "section", ["class": "card stack", "aria-labelledby": "p"],
            tag("h2", ["id": "p"], text(words.setPassword)), paragraph(words.passwordEndsSessions, style: "hint"),
            form.form(
                "/me/password",
                // Password managers want to know whose it is.
                .void(
                    "input",
                    [
                        "type": "hidden", "name": "username", "autocomplete": "username",
                        "value": person.address.description,
                    ]), current,
                Field(
                    name: "new", label: words.newPassword, hint: words.passwordHint, type: "password",
                    autocomplete: "new-password"
                ).input(state),
                Field(
                    name: "again", label: words.newPasswordAgain, type: "password", autocomplete: "new-password"
                ).input(state), div("row", button(words.setPassword, style: "btn"))))
    }
}
