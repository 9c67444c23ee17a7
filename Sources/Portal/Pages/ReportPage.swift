import InternetMessage
import Ticketing

/// What a desk did in a week or a month, beside the period before.
struct ReportPage {
    let frame: PageFrame
    /// Each has a key of its own: who went back and presses the other button means it.
    let toMe: PostForm
    let toReaders: PostForm
    let place: ReportPlace
    let desks: [Desk]
    let report: ServiceReport
    let isOver: Bool
    /// Who gets it by themselves.
    let readers: [ReportReader]
    let maySend: Bool
    /// Who was sent it just now.
    let sent: [ReportReader]

    private var words: Words { frame.words }
    private var table: ReportTable { ReportTable(report, language: words.language.rawValue) }

    var html: HTML {
        frame.page(
            words.reportsTitle, at: .reports,
            announcement
                + div("stack", tag("h1", [:], text(words.reportsTitle)), deskPills, cyclePills) + period + channels
                + mails)
    }

    private var announcement: HTML {
        sent.isEmpty ? .empty : Banner.status(words.reportSentTo(sent.map(\.address.description)), style: "ok")
    }

    private var deskPills: HTML {
        guard desks.count > 1 else { return .empty }
        return pills(
            words.desk,
            desks.map { desk in
                (place.path(of: desk), desk.title(in: words.language.rawValue), desk.name == place.desk.name)
            })
    }

    private var cyclePills: HTML {
        pills(
            words.reportPeriod,
            ReportCycle.allCases.map { cycle in
                (place.path(as: cycle), words.cycle(cycle), cycle == place.period.cycle)
            })
    }

    private func pills(_ label: String, _ links: [(target: String, label: String, isCurrent: Bool)]) -> HTML {
        tag(
            "nav", ["class": "pills", "aria-label": label],
            links.map { item in
                tag("a", ["href": item.target, "aria-current": item.isCurrent ? "page" : nil], text(item.label))
            })
    }

    private var period: HTML {
        tag(
            "section", ["class": "stack", "aria-labelledby": "p"],
            tag("h2", ["id": "p"], text(words.period(report.period))), steps,
            isOver ? .empty : paragraph(words.reportSoFar, style: "muted"),
            tag("dl", ["class": "tiles"], table.lines.map(tile)), ReportChart(report: report, words: words).html)
    }

    private var steps: HTML {
        let before = place.path(to: place.period.previous).map { link($0, words.periodBefore, style: "btn sm") }
        let after =
            isOver ? place.path(to: place.period.next).map { link($0, words.periodAfter, style: "btn sm") } : nil
        return div("row", before ?? .empty, after ?? .empty)
    }

    private func tile(_ line: ReportTable.Line) -> HTML {
        div(
            "tile", tag("dt", [:], text(line.label)), tag("dd", ["class": "num"], text(line.value)),
            tag("dd", ["class": "muted"], text(words.labeled(words.reportBefore, line.before))))
    }

    private var channels: HTML {
        guard let heads = table.channels.first else { return .empty }
        return tag(
            "section", ["class": "stack", "aria-labelledby": "c"],
            tag("h2", ["id": "c"], text(words.reportChannels)),
            tag(
                "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-labelledby": "c"],
                tag(
                    "table", ["class": "figures"],
                    tag("thead", [:], tag("tr", [:], heads.map { tag("th", ["scope": "col"], text($0)) })),
                    tag("tbody", [:], table.channels.dropFirst().map(row)))))
    }

    private func row(_ cells: [String]) -> HTML {
        tag(
            "tr", [:],
            cells.enumerated().map { index, cell in
                index == 0 ? tag("th", ["scope": "row"], text(cell)) : tag("td", [:], text(cell))
            })
    }

    private var mails: HTML {
        tag(
            "section", ["class": "stack", "aria-labelledby": "m"],
            tag("h2", ["id": "m"], text(words.reportByMail)), schedule,
            div("row", link(place.path("/mail"), words.reportPreview, style: "btn"), buttons))
    }

    private var buttons: HTML {
        guard maySend else { return .empty }
        let mine = send(toMe, to: "me", words.reportSendToMe, style: "btn pri")
        guard !readers.isEmpty else { return mine }
        return mine + send(toReaders, to: "readers", words.reportSendToReaders(readers.count), style: "btn")
    }

    private var schedule: HTML {
        guard !readers.isEmpty else { return paragraph(words.reportNoReaders(place.period.cycle), style: "muted") }
        return tag(
            "p", [:], text(words.reportReaders(place.period.cycle) + " "),
            .joined(
                readers.enumerated().map { index, reader in
                    text(index == 0 ? "" : words.listSeparator) + foreign(reader.address.description)
                }))
    }

    private func send(_ form: PostForm, to readers: String, _ label: String, style: String) -> HTML {
        form.form(
            "/a/reports/send", style: "row", hidden("desk", place.desk.name),
            hidden("period", place.period.cycle.rawValue),
            place.period.day.map { hidden("on", $0.description) } ?? .empty, hidden("to", readers),
            button(label, style: style))
    }
}
