import Ticketing

/// A period's days as bars, and the same numbers as a table.
struct ReportChart {
    let report: ServiceReport
    let words: Words

    /// Units of the drawing for one day, and from the ground to the top.
    private static let slot = 10
    private static let height = 100
    /// Days of a month that are named below it; each would be too many on a phone.
    private static let namedDays = [1, 8, 15, 22, 29]

    private var days: [(day: CivilDay, opened: Int, resolved: Int)] {
        zip(report.period.civilDays, zip(report.opened, report.resolved)).map { ($0, $1.0, $1.1) }
    }

    private var highest: Int { max(report.opened.max() ?? 0, report.resolved.max() ?? 0) }

    private var opened: String { ReportWord.opened.text(in: words.language.rawValue) }
    private var resolved: String { ReportWord.resolved.text(in: words.language.rawValue) }

    var html: HTML {
        guard highest > 0 else { return emptyState(words.reportNothing, words.reportNothingHint) }
        return tag(
            "figure", ["class": "days stack-s"],
            tag(
                "figcaption", ["class": "row between"], div("row", key("one", opened), key("two", resolved)),
                tag("span", ["class": "muted"], text(words.reportHighest(highest)))),
            bars, labels, numbers)
    }

    private func key(_ style: String, _ label: String) -> HTML {
        tag("span", ["class": "key " + style], text(label))
    }

    private var bars: HTML {
        let width = Self.slot * days.count
        return tag(
            "svg",
            [
                "class": "bars", "role": "img", "aria-label": words.reportChartLabel,
                "viewBox": "0 0 \(width) \(Self.height)", "preserveAspectRatio": "none",
            ],
            days.enumerated().flatMap { index, day in
                [
                    bar(at: Self.slot * index + 1, day.opened, "one"),
                    bar(at: Self.slot * index + Self.slot / 2, day.resolved, "two"),
                ]
            })
    }

    private func bar(at left: Int, _ value: Int, _ style: String) -> HTML {
        guard value > 0 else { return .empty }
        // A value that is there at all can be seen.
        let size = max(1, Int((Double(Self.height) * Double(value) / Double(highest)).rounded()))
        return tag(
            "rect",
            [
                "class": style, "x": String(left), "y": String(Self.height - size), "width": "4",
                "height": String(size),
            ])
    }

    /// The table below says the same to those who do not see.
    private var labels: HTML {
        tag(
            "div", ["class": "day-names muted", "aria-hidden": "true"],
            days.enumerated().map { index, day in
                let isNamed = report.period.cycle == .week || Self.namedDays.contains(day.day.day)
                let name = report.period.cycle == .week ? words.weekday(index) : String(day.day.day)
                return tag("span", [:], text(isNamed ? name : ""))
            })
    }

    private var numbers: HTML {
        tag(
            "details", [:], tag("summary", [:], text(words.reportNumbers)),
            tag(
                "table", ["class": "figures"],
                tag(
                    "thead", [:],
                    tag("tr", [:], [words.reportDay, opened, resolved].map { tag("th", ["scope": "col"], text($0)) })),
                tag(
                    "tbody", [:],
                    days.map { day in
                        tag(
                            "tr", [:], tag("th", ["scope": "row"], text(words.day(day.day))),
                            tag("td", [:], text(String(day.opened))), tag("td", [:], text(String(day.resolved))))
                    })))
    }
}
