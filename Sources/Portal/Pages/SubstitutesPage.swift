import Ticketing

import struct Foundation.Date
import struct Foundation.TimeZone

/// Who stands in for a person, for whom they stand in, and the form that names somebody.
struct SubstitutesPage {
    let frame: PageFrame
    let form: PostForm
    let person: Person
    let delegations: [Delegation]
    let zone: TimeZone
    let now: Date
    let seesAll: Bool
    let state: FormState

    private var words: Words { frame.words }

    var html: HTML {
        let mine = delegations.filter { $0.approver.id == person.id }
        let others = delegations.filter { $0.substitute.id == person.id }
        return frame.page(
            words.substitutes, at: .approvals, isWrong: state.isWrong,
            div(
                "narrow stack-lg", backLink("/approvals", words.approvals), state.summary(words),
                div(
                    "stack", tag("h1", [:], text(words.substitutes)), paragraph(words.substitutesIntro, style: "muted"),
                    seesAll ? tag("p", [:], link("/a/substitutes", words.allSubstitutes)) : .empty),
                section("m", words.standInForMe, mine, whenEmpty: words.nobodyStandsIn, canRevoke: true), naming,
                section("o", words.iStandInFor, others, whenEmpty: words.standsInForNobody, canRevoke: false)))
    }

    private func section(
        _ id: String, _ title: String, _ items: [Delegation], whenEmpty: String, canRevoke: Bool
    ) -> HTML {
        tag(
            "section", ["class": "stack", "aria-labelledby": id], tag("h2", ["id": id], text(title)),
            items.isEmpty
                ? paragraph(whenEmpty, style: "muted")
                : tag(
                    "ul", ["role": "list", "class": "list"],
                    items.map { item in
                        tag(
                            "li", ["class": "row between p3"],
                            tag(
                                "div", ["class": "stack-s"],
                                tag("div", [:], personName(canRevoke ? item.substitute : item.approver)),
                                DelegationTime(item, zone, now, words).html), canRevoke ? revoke(item) : .empty)
                    }))
    }

    private func revoke(_ item: Delegation) -> HTML {
        form.form(
            "/approvals/substitutes/\(item.id)/revoke", style: "row",
            tag(
                "button", ["class": "btn sm"], text(words.endDelegation),
                tag("span", ["class": "vh"], text(words.labeled("", item.substitute.label)))))
    }

    private var naming: HTML {
        let today = CalendarDay(now, in: zone).text
        return tag(
            "section", ["class": "card stack", "aria-labelledby": "n"],
            tag("h2", ["id": "n"], text(words.nameSubstitute)),
            form.form(
                "/approvals/substitutes",
                Field(
                    name: "address", label: words.substituteAddress, hint: words.substituteHint, type: "email",
                    autocomplete: "off", maxLength: 254, isRequired: true
                ).input(state),
                div(
                    "grid",
                    Field(
                        name: "from", label: words.firstDay, type: "date", value: state.fields["from"] ?? today,
                        isRequired: true
                    ).input(state),
                    Field(
                        name: "until", label: words.lastDay, type: "date", value: state.fields["until"],
                        isRequired: true
                    ).input(state)), paragraph(words.daysIn(zone.identifier), style: "hint"),
                div("row", button(words.nameSubstitute))))
    }
}

/// All delegations that are in force or to come.
struct SubstituteListPage {
    let frame: PageFrame
    let delegations: [Delegation]
    let zone: TimeZone
    let now: Date

    private var words: Words { frame.words }

    var html: HTML {
        frame.page(
            words.allSubstitutes, at: .approvals,
            backLink("/approvals/substitutes", words.substitutes)
                + div(
                    "stack", tag("h1", [:], text(words.allSubstitutes)),
                    paragraph(words.substitutesIntro, style: "muted"))
                + (delegations.isEmpty
                    ? emptyState(words.nobodyStandsInAtAll)
                    : tag("ul", ["role": "list", "class": "list"], delegations.map(row))))
    }

    private func row(_ item: Delegation) -> HTML {
        tag(
            "li", ["class": "stack-s p3"],
            tag(
                "div", [:], personName(item.substitute), text(" " + words.standsInForThem + " "),
                personName(item.approver)), DelegationTime(item, zone, now, words).html)
    }
}

/// From which day to which, and whether that is now.
struct DelegationTime {
    private let item: Delegation
    private let words: Words
    private let now: Date

    init(_ item: Delegation, _ zone: TimeZone, _ now: Date, _ words: Words) {
        self.item = item
        self.now = now
        self.words = Words(words.language, zone: zone)
    }

    var html: HTML {
        // The end is where the next day begins.
        let (first, last) = (words.day(item.from), words.day(item.until.addingTimeInterval(-1)))
        return tag(
            "div", ["class": "row tight hint"],
            tag(
                "span", ["class": item.isActive(at: now) ? "tag ok" : "tag"],
                text(item.isActive(at: now) ? words.inForce : words.toCome)),
            tag("span", [:], text(words.days(first, last))))
    }
}
