/// A form as it was filled, with what is wrong with it.
struct FormState: Sendable {
    var fields = FormFields()
    /// Field name and words, in the page's order.
    var problems: [(field: String, message: String)] = []

    var isWrong: Bool { !problems.isEmpty }

    func problem(_ field: String) -> String? { problems.first { $0.field == field }?.message }

    /// On top of the page, focused by the script, each line leading to its field.
    func summary(_ words: Words) -> HTML {
        guard isWrong else { return .empty }
        return tag(
            "div",
            ["class": "summary-err stack", "role": "alert", "tabindex": "-1", "aria-labelledby": "problems"],
            tag("h2", ["id": "problems"], text(words.problemTitle)),
            tag(
                "ul", ["class": "plain"],
                problems.map { tag("li", [:], link("#f-" + $0.field, $0.message)) }))
    }
}

/// What a field is made from.
struct Field: Sendable {
    var name: String
    var label: String
    var hint: String?
    var type = "text"
    var autocomplete: String?
    /// Which keyboard a phone shows.
    var inputMode: String?
    var value: String?
    var maxLength: Int?
    var isRequired = false

    private var id: String { "f-" + name }

    func input(_ state: FormState = FormState()) -> HTML {
        wrapped(
            state,
            .void(
                "input",
                [
                    "class": "in", "id": id, "name": name, "type": type, "autocomplete": autocomplete,
                    "inputmode": inputMode,
                    "value": type == "password" ? nil : value ?? state.fields[name],
                    "maxlength": maxLength.map { String($0) }, "required": isRequired ? "" : nil,
                    "aria-invalid": state.problem(name) == nil ? nil : "true", "aria-describedby": described(state),
                ]))
    }

    func area(_ state: FormState = FormState(), rows: Int = 6) -> HTML {
        wrapped(
            state,
            tag(
                "textarea",
                [
                    "class": "in", "id": id, "name": name, "rows": String(rows), "required": isRequired ? "" : nil,
                    "dir": "auto", "aria-invalid": state.problem(name) == nil ? nil : "true",
                    "aria-describedby": described(state),
                ], .markup("\n"), text(value ?? state.fields[name] ?? "")))
    }

    /// A choice of one; `options` are value and label.
    func select(_ options: [(String, String)], chosen: String?, _ state: FormState = FormState()) -> HTML {
        wrapped(
            state,
            tag(
                "select", ["class": "in", "id": id, "name": name, "aria-describedby": described(state)],
                options.map { value, label in
                    tag("option", ["value": value, "selected": value == chosen ? "" : nil], text(label))
                }))
    }

    private func described(_ state: FormState) -> String? {
        let ids = [hint == nil ? nil : id + "-hint", state.problem(name) == nil ? nil : id + "-err"].compactMap { $0 }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    private func wrapped(_ state: FormState, _ control: HTML) -> HTML {
        let problem = state.problem(name)
        return tag(
            "div", ["class": problem == nil ? "field" : "field has-err"],
            tag("label", ["for": id], text(label)),
            hint.map { tag("span", ["class": "hint", "id": id + "-hint"], text($0)) } ?? .empty,
            problem.map { tag("span", ["class": "err", "id": id + "-err"], text($0)) } ?? .empty, control)
    }
}

/// Radio buttons with a legend.
func radios(_ name: String, _ legend: String, _ options: [(String, String)], chosen: String) -> HTML {
    tag(
        "fieldset", [:], tag("legend", [:], text(legend)),
        div(
            "opts",
            .joined(
                options.map { value, label in
                    tag(
                        "label", ["class": "opt"],
                        .void(
                            "input",
                            [
                                "type": "radio", "name": name, "value": value,
                                "checked": value == chosen ? "" : nil,
                            ]), tag("span", [:], text(label)))
                })))
}

/// A form that changes something: ours by its token, once by its key.
struct PostForm: Sendable {
    let session: Session?
    let key: String

    func form(_ action: String, style: String = "stack", draft: String? = nil, _ content: HTML...) -> HTML {
        let token = session.map { hidden("token", $0.formToken) } ?? .empty
        return .element(
            "form", ["method": "post", "action": action, "class": style, "novalidate": "", "data-draft": draft],
            [token, hidden("key", key)] + content)
    }
}

func button(_ label: String, style: String = "btn pri", name: String? = nil, value: String? = nil) -> HTML {
    tag("button", ["class": style, "name": name, "value": value], text(label))
}
