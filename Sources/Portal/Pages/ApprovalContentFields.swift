import InternetMessage
import Ticketing

/// What is asked, as a form: text, rows of label and value, and files of the ticket.
struct ApprovalContentFields {
    /// Rows of label and value; more come through the API.
    static let rows = 5
    /// Files that can be chosen, the newest first.
    static let mostOffered = 30

    let attachments: [StoredAttachment]
    /// As it is asked now, where it is asked anew.
    let content: ApprovalContent?
    let words: Words
    let state: FormState

    init(_ record: TicketRecord, asked content: ApprovalContent? = nil, words: Words, state: FormState) {
        let held = record.entries.flatMap(\.attachments)
        var seen: Set<String> = []
        let each = held.reversed().filter { seen.insert($0.sha256).inserted }
        // What is asked about now stays among them, however old it is.
        let asked = each.dropFirst(Self.mostOffered).filter { old in
            content?.files.contains { $0.sha256 == old.sha256 } ?? false
        }
        attachments = Array(each.prefix(Self.mostOffered)) + asked
        self.content = content
        self.words = words
        self.state = state
    }

    static func label(_ row: Int) -> String { "label\(row)" }
    static func value(_ row: Int) -> String { "value\(row)" }
    static let file = "file"

    /// Whether it was sent, and is shown again with what was typed.
    private var wasSent: Bool { state.fields["text"] != nil }

    private func shown(_ name: String, _ asked: String?) -> String {
        state.fields[name] ?? (wasSent ? "" : asked ?? "")
    }

    var area: HTML {
        Field(name: "text", label: words.askedText, hint: words.askedTextHint, value: shown("text", content?.text))
            .area(state, rows: 5)
    }

    var pairs: HTML {
        let isUsed = (1...Self.rows).contains { row in
            !shown(Self.label(row), asked(row)?.label).isEmpty || !shown(Self.value(row), asked(row)?.value).isEmpty
        }
        return tag(
            "details", ["class": "card", "id": "f-fields", "open": isUsed ? "" : nil],
            tag("summary", [:], text(words.askedFields)),
            div(
                "stack", paragraph(words.askedFieldsHint, style: "hint"),
                state.problem("fields").map { tag("span", ["class": "err", "id": "f-fields-err"], text($0)) }
                    ?? .empty,
                .joined((1...Self.rows).map(pair))))
    }

    private func asked(_ row: Int) -> ApprovalContent.Field? { content?.fields.dropFirst(row - 1).first }

    private func pair(_ row: Int) -> HTML {
        div(
            "pair",
            Field(
                name: Self.label(row), label: words.fieldLabel(row), value: shown(Self.label(row), asked(row)?.label)
            ).input(state),
            Field(
                name: Self.value(row), label: words.fieldValue(row), value: shown(Self.value(row), asked(row)?.value)
            ).input(state))
    }

    var files: HTML {
        guard !attachments.isEmpty else { return .empty }
        let problem = state.problem("files")
        return tag(
            "fieldset", ["class": problem == nil ? "field" : "field has-err", "id": "f-files"],
            tag("legend", [:], text(words.optionalLabel(words.askedFiles))),
            tag("span", ["class": "hint"], text(words.askedFilesHint)),
            problem.map { tag("span", ["class": "err", "id": "f-files-err"], text($0)) } ?? .empty,
            div(nil, .joined(attachments.map(checkbox))))
    }

    private func checkbox(_ attachment: StoredAttachment) -> HTML {
        let isChosen =
            wasSent
            ? state.fields.all(Self.file).contains(attachment.id.description)
            : content?.files.contains { $0.sha256 == attachment.sha256 } ?? false
        let remark = attachment.contentID == nil ? "" : " · " + words.shownInText
        return tag(
            "label", ["class": "opt"],
            .void(
                "input",
                [
                    "type": "checkbox", "name": Self.file, "value": attachment.id.description,
                    "checked": isChosen ? "" : nil,
                ]),
            tag(
                "span", [:], foreign(attachment.name),
                tag("span", ["class": "hint"], text(" " + words.size(attachment.size) + remark))))
    }
}

/// The same, as it was filled.
struct ApprovalContentForm {
    let text: String
    private(set) var fields: [ApprovalContent.Field] = []
    private(set) var files: [ApprovalContent.File] = []
    private(set) var problems: [(String, String)] = []

    init(_ form: FormFields, _ record: TicketRecord, _ words: Words) {
        text = (form.lines("text") ?? "").trimmingASCIISpace()
        if text.isEmpty { problems.append(("text", words.askProblem(.emptyText))) }
        for row in 1...ApprovalContentFields.rows {
            let label = form[ApprovalContentFields.label(row)] ?? ""
            let value = form[ApprovalContentFields.value(row)] ?? ""
            if label.isEmpty, value.isEmpty { continue }
            let half = label.isEmpty ? ApprovalContentFields.label(row) : ApprovalContentFields.value(row)
            if label.isEmpty || value.isEmpty {
                problems.append((half, words.askProblem(.incompleteField(label.isEmpty ? value : label))))
            }
            fields.append(ApprovalContent.Field(label: label, value: value))
        }
        do {
            files = try record.approvalFiles(
                form.all(ApprovalContentFields.file).map { AttachmentID(text: $0) ?? AttachmentID(rawValue: 0) })
        } catch {
            problems.append(("files", words.askProblem(error)))
        }
    }

    /// Whether it is something else than is asked now.
    func changes(_ content: ApprovalContent) -> Bool {
        text != content.text || fields != content.fields || files.map(\.sha256) != content.files.map(\.sha256)
    }

    /// The field that a refusal is about.
    func place(of refusal: ApprovalRefusal) -> String {
        switch refusal {
        case .incompleteField, .fieldTooLong, .tooMany("fields", _, _): "fields"
        case .unknownFile, .tooMany("files", _, _): "files"
        default: "text"
        }
    }
}
