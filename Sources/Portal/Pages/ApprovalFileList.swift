import Ticketing

/// The files that are to be decided about: links for whoever may open them, names for other readers.
struct ApprovalFileList {
    let approval: Approval
    let words: Words
    let mayOpen: Bool

    var html: HTML {
        guard !approval.content.files.isEmpty else { return .empty }
        return tag(
            "ul", ["role": "list", "class": "files"],
            approval.content.files.enumerated().map { index, file in
                let label =
                    icon("clip") + foreign(file.name) + tag("span", ["class": "hint"], text(words.size(file.size)))
                guard mayOpen else { return tag("li", ["class": "row tight"], label) }
                let target = "/approvals/\(approval.id)/files/\(index + 1)"
                return tag("li", [:], tag("a", ["class": "file", "href": target], label))
            })
    }
}
