import InternetMessage
import Ticketing

/// Addresses that get no mail, why, and the way back.
struct SuppressionPage {
    let frame: PageFrame
    let form: PostForm
    let page: Page<Suppression>
    let mayLift: Bool

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.suppressedTitle, at: .suppressed,
            div(
                "stack", ledgerTabs(frame, at: .suppressed),
                tag("h1", [:], text(words.suppressedTitle)), paragraph(words.suppressedIntro, style: "muted")) + list)
    }

    private var list: HTML {
        if page.items.isEmpty { return emptyState(words.noSuppressed) }
        return tag("ul", ["role": "list", "class": "stack"], page.items.map(row))
            + nextPage(page.nextCursor.map { "/a/suppressed?cursor=" + $0.queryEscaped }, words)
    }

    private func row(_ item: Suppression) -> HTML {
        tag(
            "li", ["class": "card stack"],
            div("row between", tag("b", [:], foreign(item.address.description)), lift(item)),
            facts([
                (words.reason, foreign(item.reason)), (words.source, text(words.suppressionSource(item.source))),
                (words.since, moment(item.since, words)),
                (words.message, item.message.map { link("/a/queue/\($0)", "\($0)") }),
            ]))
    }

    private func lift(_ item: Suppression) -> HTML {
        guard mayLift else { return .empty }
        return form.form(
            "/a/suppressed/lift", style: "row", hidden("address", item.address.description),
            button(words.liftSuppression, style: "btn sm"))
    }
}
