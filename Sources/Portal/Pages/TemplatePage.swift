import TemplateEngine
import Ticketing

/// One kind of message: its published words in each language, and who changed what.
struct TemplatePage {
    let frame: PageFrame
    let form: PostForm
    let place: TemplatePlace
    let desks: [Desk]
    let seesAll: Bool
    let catalog: TemplateCatalog
    /// Of the key in all slots, newest first.
    let releases: [TemplateRelease]
    /// Of the slot.
    let drafts: [TemplateDraft]

    private var words: Words { frame.words }
    private var key: TemplateKey { place.slot.key }
    private var version: TemplateVersion { catalog.published(key, desk: place.slot.desk) ?? .first }
    private var writings: [LanguageTag: TemplateWriting] { catalog.edition(key, version: version).writings }

    var html: HTML {
        frame.page(
            words.templateTitle(key), at: .templates,
            backLink(back, words.templatesTitle)
                + div(
                    "stack",
                    div(
                        "row", tag("span", ["class": "tag ok"], text(words.version(version))),
                        tag("span", ["class": "muted"], text(origin))),
                    tag("h1", [:], text(words.templateTitle(key))),
                    deskPills(words, key.isPersonal ? [] : desks, seesAll: seesAll, current: place.slot.desk) { desk in
                        TemplatePlace(slot: TemplateSlot(key, desk: desk), language: place.language).path()
                    })
                + div(
                    "split", div("stack", languages, notes, actions, parts),
                    div("stack-lg", variables, history, another)))
    }

    private var back: String { "/a/templates" + (place.slot.desk.map { "?desk=" + $0.queryEscaped } ?? "") }

    private var origin: String {
        if releases.first(where: { $0.version == version }) == nil { return words.shipped }
        return catalog.published[place.slot] != nil && place.slot.desk != nil ? words.ownOfDesk : words.allDesks
    }

    private var languages: HTML {
        let written = lastWritten
        let newest = written.values.max()
        return tag(
            "nav", ["class": "pills", "aria-label": words.languagesWord],
            writings.keys.sorted().map { language in
                tag(
                    "a",
                    [
                        "href": place.path(in: language), "lang": language.description,
                        "aria-current": language == place.language ? "page" : nil,
                    ], text(LanguageName.of(language)),
                    written[language] == newest ? .empty : tag("span", ["class": "tag warn"], text("!")),
                    drafts.contains { $0.language == language }
                        ? tag("span", ["class": "tag info"], text(words.draftWord)) : .empty)
            })
    }

    private var lastWritten: [LanguageTag: TemplateVersion] {
        let ours = releases.filter { $0.slot == place.slot || $0.slot.desk == nil }.compactMap(\.version).reversed()
        return catalog.lastWritten(key, history: [.first] + ours.filter { $0 <= version } + [version])
    }

    private var notes: HTML {
        var notes = HTML.empty
        let written = lastWritten
        if let own = written[place.language], let newest = written.values.max(), own < newest {
            notes = notes + Banner.note(words.lagging(own) + words.sentenceGap + words.laggingHint, style: "warn")
        }
        if let draft = drafts.first(where: { $0.language == place.language }) {
            notes = notes + Banner.note(words.draftBy(draft.author, words.moment(draft.savedAt)))
        }
        return notes
    }

    private var actions: HTML {
        div(
            "row", link(place.path("/edit"), words.editAction, style: "btn pri"),
            writings[place.language] == nil ? .empty : link(place.path("/preview"), words.previewAction, style: "btn"),
            catalog.published[place.slot] != nil && place.slot.desk != nil
                ? form.form(
                    "/a/templates/\(key)/rollback", style: "row", fields, button(words.dropOwnAction, style: "btn q"))
                : .empty)
    }

    private var fields: HTML {
        hidden("language", place.language.description) + (place.slot.desk.map { hidden("desk", $0) } ?? .empty)
    }

    private var parts: HTML {
        guard let writing = writings[place.language] else {
            return emptyState(words.missingLanguages(place.language.description))
        }
        return .joined(
            TemplatePart.allCases.compactMap { part in
                writing[part].map { source in
                    tag(
                        "section", ["class": "stack-s"], tag("h2", [:], text(words.part(part))),
                        tag(
                            "pre", ["class": "source", "lang": place.language.description, "dir": "auto"], text(source))
                    )
                }
            })
    }

    /// The way to a language that has no template yet.
    private var another: HTML {
        tag(
            "form", ["class": "row", "method": "get", "action": "/a/templates/\(key)/edit"],
            place.slot.desk.map { hidden("desk", $0) } ?? .empty,
            Field(
                name: "language", label: words.otherLanguage, hint: words.languageTagHint, value: "", maxLength: 35,
                isRequired: true
            ).input(), button(words.editAction, style: "btn end"))
    }

    private var variables: HTML {
        tag(
            "details", ["class": "card"], tag("summary", [:], text(words.variablesTitle)),
            tag(
                "ul", ["class": "plain small"],
                key.variables.map { tag("li", [:], tag("code", [:], text("{{\($0.name)}}"))) }))
    }

    private var history: HTML {
        let mine = releases.filter { $0.slot == place.slot }
        return tag(
            "section", ["class": "stack", "aria-labelledby": "history"],
            tag("h2", ["id": "history"], text(words.templateHistory)),
            mine.isEmpty ? paragraph(words.neverPublished, style: "muted") : .empty,
            tag("ul", ["role": "list", "class": "stack"], mine.map(row)),
            place.slot.desk == nil && !mine.isEmpty ? shippedRow : .empty)
    }

    private func row(_ release: TemplateRelease) -> HTML {
        tag(
            "li", ["class": "card stack-s"],
            div(
                "row", tag("b", [:], text(release.version.map { words.version($0) } ?? words.allDesks)),
                tag("span", [:], text(words.release(release.kind))),
                .joined(release.changed.map { tag("span", ["class": "tag"], text($0.description)) })),
            div("row small", foreign(release.author), tag("span", [:], moment(release.at, words))),
            release.version.map { steps($0) } ?? .empty)
    }

    private var shippedRow: HTML {
        div("card stack-s", div("row", tag("b", [:], text(words.version(.first))), text(words.shipped)), steps(.first))
    }

    /// What can be done with a version that is not the published one.
    private func steps(_ other: TemplateVersion) -> HTML {
        guard other != version else { return .empty }
        let (old, new) = other < version ? (other, version) : (version, other)
        return div(
            "row", link(place.path("/compare", "&from=\(old)&to=\(new)"), words.compareAction, style: "btn sm"),
            form.form(
                "/a/templates/\(key)/rollback", style: "row", fields + hidden("version", other.description),
                button(words.rollBackAction, style: "btn sm")))
    }
}

/// What a language calls itself.
enum LanguageName {
    private static let names = [
        "ar": "العربية", "de": "Deutsch", "en": "English", "es": "Español", "fr": "Français", "ja": "日本語",
        "ko": "한국어", "pt": "Português", "ru": "Русский", "zh": "中文", "zh-Hant": "繁體中文",
    ]

    static func of(_ tag: LanguageTag) -> String { names[tag.description] ?? tag.description }
}
