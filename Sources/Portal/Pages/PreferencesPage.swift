import InternetMessage
import Ticketing

/// What a person settles about their mail, for whoever holds the link in one of their notices.
struct PreferencesPage {
    let frame: PageFrame
    let person: Person
    let path: String
    let state: FormState
    /// What is said of its being settled just now.
    let note: String?

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.noticesTitle, isWrong: state.isWrong,
            div(
                "narrow stack-lg", note.map { Banner.status($0, style: "ok") } ?? .empty, state.summary(words),
                div(
                    "stack-s", tag("h1", [:], text(words.noticesTitle)),
                    tag("p", ["class": "m0 muted"], text(words.noticesFor), foreign(person.address.description))),
                paragraph(words.noticesHint, style: "hint"),
                tag(
                    "form", ["method": "post", "action": path, "class": "card stack", "novalidate": ""],
                    MailSettingsForm(words: words, person: person, state: state).html),
                paragraph(words.preferencesTold, style: "muted")))
    }
}

/// In place of it where the link is none, or none any more: it says nothing of whose it was.
struct DeadPreferencesPage {
    let frame: PageFrame

    var html: HTML {
        frame.page(
            frame.words.preferencesDead,
            div(
                "narrow stack", tag("h1", [:], text(frame.words.preferencesDead)),
                paragraph(frame.words.preferencesDeadHint),
                div("row", link("/login?next=" + "/me#notices".queryEscaped, frame.words.signIn, style: "btn pri"))))
    }
}
