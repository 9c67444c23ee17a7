import TemplateEngine
import Ticketing

/// The parts of one language, to be written.
struct TemplateEditPage {
    let frame: PageFrame
    let form: PostForm
    let place: TemplatePlace
    let draft: TemplateDraft?
    let writing: TemplateWriting
    let state: FormState
    /// Why it was not published.
    let problems: [String]
    let catalog: TemplateCatalog

    private var words: Words { frame.words }

    var html: HTML {
        let title = words.templateTitle(place.slot.key) + " · " + LanguageName.of(place.language)
        return frame.page(
            title, at: .templates, isWrong: !problems.isEmpty,
            backLink(place.path(), words.templateTitle(place.slot.key))
                + div("stack", tag("h1", [:], text(title)), note)
                + div("split", div("stack", refused, editor, discard), div("stack", check, variables)))
    }

    private var note: HTML {
        draft.map { paragraph(words.draftBy($0.author, words.moment($0.savedAt)), style: "muted") } ?? .empty
    }

    private var refused: HTML {
        guard !problems.isEmpty else { return .empty }
        return tag(
            "div", ["class": "summary-err stack", "role": "alert", "tabindex": "-1", "aria-labelledby": "problems"],
            tag("h2", ["id": "problems"], text(words.faultsTitle)),
            tag("ul", ["class": "plain"], problems.map { tag("li", [:], text($0)) }))
    }

    private var placeFields: HTML {
        hidden("language", place.language.description) + (place.slot.desk.map { hidden("desk", $0) } ?? .empty)
            + (draft.map { hidden("saved", DraftMark.text($0.savedAt)) } ?? .empty)
    }

    private var editor: HTML {
        form.form(
            "/a/templates/\(place.slot.key)/draft", placeFields,
            Field(name: "subject", label: words.subjectPart, value: writing.subject, isRequired: true).input(state),
            Field(name: "text", label: words.textPart, value: writing.text, isRequired: true).area(state, rows: 14),
            Field(
                name: "html", label: words.optionalLabel(words.htmlPart), hint: words.htmlHint,
                value: writing.html ?? ""
            ).area(state, rows: 14),
            div(
                "row", button(words.publishAction, name: "action", value: "publish"),
                button(words.saveDraft, style: "btn", name: "action", value: "save"),
                draft == nil
                    ? .empty : link(place.path("/preview", "&draft=1"), words.previewAction, style: "btn")))
    }

    private var discard: HTML {
        guard draft != nil else { return .empty }
        return form.form(
            "/a/templates/\(place.slot.key)/discard", style: "row", placeFields,
            button(words.discardDraft, style: "btn q"))
    }

    /// What lint says of the draft as it was saved.
    private var check: HTML {
        guard draft != nil, problems.isEmpty else { return .empty }
        let edition = catalog.nextEdition(of: place.slot, with: [place.language: writing])
        do {
            let faults = try TemplateDesk.faults(of: edition, languages: [place.language], in: catalog)
            if faults.isEmpty { return Banner.status(words.noFaults, style: "ok") }
            return list(words.faultsTitle, faults.filter(\.isError).map(words.fault))
                + list(words.adviceTitle, faults.filter { !$0.isError }.map(words.fault))
        } catch {
            return list(words.faultsTitle, words.refusal(error))
        }
    }

    private func list(_ title: String, _ lines: [String]) -> HTML {
        guard !lines.isEmpty else { return .empty }
        return tag(
            "section", ["class": "card stack-s"], tag("h2", [:], text(title)),
            tag("ul", ["class": "plain small"], lines.map { tag("li", [:], text($0)) }))
    }

    private var variables: HTML {
        tag(
            "details", ["class": "card", "open": ""], tag("summary", [:], text(words.variablesTitle)),
            tag(
                "ul", ["class": "plain small"],
                place.slot.key.variables.map { variable in
                    tag("li", [:], tag("code", [:], text("{{\(variable.name)}}")))
                }))
    }
}
