import InternetMessage
import Ticketing

/// A person's own page: language, notices, password, sessions.
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
                roles, approvals, administration, language, notices, password,
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

    private var language: HTML {
        tag(
            "section", ["class": "card stack", "aria-labelledby": "l"],
            tag("h2", ["id": "l"], text(words.languageMenu)),
            form.form(
                "/me/language",
                Field(name: "language", label: words.languageMenu).select(
                    [("", words.automatic)] + PortalLanguage.allCases.map { ($0.rawValue, $0.label) },
                    chosen: person.language.flatMap { PortalLanguage(tag: $0) }?.rawValue ?? ""),
                div("row", button(words.save, style: "btn"))))
    }

    private var notices: HTML {
        tag(
            "section", ["class": "card stack", "id": "notices", "aria-labelledby": "n"],
            tag("h2", ["id": "n"], text(words.noticesTitle)), paragraph(words.noticesHint, style: "hint"),
            form.form(
                "/me/notices", .joined(NotificationKind.offered(to: person).map(notice)),
                tag("h3", [:], text(words.quietTitle)), paragraph(words.quietHint, style: "hint"),
                div(
                    "row", time(Self.quietFrom, words.quietFrom, person.quietHours?.from),
                    time(Self.quietTo, words.quietTo, person.quietHours?.to)),
                Field(
                    name: Self.zone, label: words.timeZone, hint: words.timeZoneHint,
                    value: state.fields[Self.zone] ?? person.timeZone, maxLength: ZoneName.longest
                ).input(state),
                div("row", button(words.save, style: "btn"))))
    }

    private func notice(_ kind: NotificationKind) -> HTML {
        tag(
            "label", ["class": "opt"],
            .void(
                "input",
                [
                    "type": "checkbox", "name": Self.wanted, "value": kind.rawValue,
                    "checked": person.wants(kind) ? "" : nil,
                ]), tag("span", [:], text(words.notices(kind))))
    }

    private func time(_ name: String, _ label: String, _ minute: Int?) -> HTML {
        Field(
            name: name, label: label, type: "time",
            value: state.fields[name] ?? minute.map { WallClock.padded($0 / 60) + ":" + WallClock.padded($0 % 60) }
        ).input(state)
    }

    static let quietFrom = "quiet_from"
    static let quietTo = "quiet_to"
    static let zone = "zone"
    /// Field of a kind that is wanted; one that was offered and is not named is not.
    static let wanted = "wanted"

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

extension NotificationKind {
    /// Those that the person gets.
    static func offered(to person: Person) -> [NotificationKind] {
        allCases.filter { !$0.isForAgents || AccessPolicy.isAgent(person) }
    }
}
