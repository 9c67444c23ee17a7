import TemplateEngine
import Ticketing

/// Every kind of message, with what counts and what lags behind.
struct TemplateListPage {
    let frame: PageFrame
    let desk: String?
    let desks: [Desk]
    let seesAll: Bool
    let catalog: TemplateCatalog
    let drafts: [TemplateDraft]

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.templatesTitle, at: .templates,
            div(
                "stack", tag("h1", [:], text(words.templatesTitle)), paragraph(words.templatesIntro, style: "muted"),
                deskPills(words, desks, seesAll: seesAll, current: desk) { desk in
                    "/a/templates" + (desk.map { "?desk=" + $0.queryEscaped } ?? "")
                })
                + tag("ul", ["role": "list", "class": "list"], keys.map(row)))
    }

    private var keys: [TemplateKey] {
        let known = TemplateKey.all.filter { catalog.published($0) != nil }
        return (known + catalog.keys.filter { !known.contains($0) }).filter { desk == nil || !$0.isPersonal }
    }

    private func row(_ key: TemplateKey) -> HTML {
        let slot = TemplateSlot(key, desk: desk)
        let version = catalog.published(key, desk: desk) ?? .first
        let languages = catalog.languages(of: key, version: version)
        let hasDraft = drafts.contains { $0.slot == slot }
        let target = "/a/templates/\(key)" + (desk.map { "?desk=" + $0.queryEscaped } ?? "")
        return tag(
            "li", [:],
            tag(
                "a", ["class": "item", "data-item": "", "href": target],
                tag("b", [:], text(words.templateTitle(key))),
                tag(
                    "span", ["class": "row tight"],
                    hasDraft ? tag("span", ["class": "tag warn"], text(words.draftWord)) : .empty,
                    tag("span", ["class": "tag"], text(words.version(version)))),
                tag(
                    "span", ["class": "meta"], foreign(key.rawValue, style: "mono"),
                    tag("span", [:], text(languages.map(\.description).joined(separator: " "))),
                    catalog.published[slot] == nil || version == .first
                        ? .empty : desk.map { _ in tag("span", [:], text(words.ownOfDesk)) } ?? .empty)))
    }
}

/// A choice of the desk, where there is one.
func deskPills(
    _ words: Words, _ desks: [Desk], seesAll: Bool, current: String?, _ target: (String?) -> String
) -> HTML {
    guard desks.count + (seesAll ? 1 : 0) > 1 else { return .empty }
    let all = tag(
        "a", ["href": target(nil), "aria-current": current == nil ? "page" : nil], text(words.allDesks))
    return tag(
        "nav", ["class": "pills", "aria-label": words.desk], seesAll ? all : .empty,
        .joined(
            desks.map { desk in
                tag(
                    "a", ["href": target(desk.name), "aria-current": desk.name == current ? "page" : nil],
                    text(desk.title(in: words.language.rawValue)))
            }))
}
