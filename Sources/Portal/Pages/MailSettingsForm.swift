import Foundation
import TemplateEngine
import Ticketing

/// What a person settles about their mail, as the fields of a form: the same on their own page and behind the link in a
/// notice.
struct MailSettingsForm {
    let words: Words
    let person: Person
    let state: FormState

    static let quietFrom = "quiet_from"
    static let quietTo = "quiet_to"
    static let zone = "zone"
    static let language = "language"
    /// Field of a kind that is wanted; one that was offered and is not named is not.
    static let wanted = "wanted"
    /// Field of a kind that the digest tells.
    static let digested = "digested"
    static let digestDays = "digest_days"
    static let digestTime = "digest_time"

    var html: HTML {
        .joined(
            NotificationKind.offered(to: person).map(notice) + [
                digest, tag("h3", [:], text(words.quietTitle)), paragraph(words.quietHint, style: "hint"),
                div(
                    "row", time(Self.quietFrom, words.quietFrom, person.quietHours?.from),
                    time(Self.quietTo, words.quietTo, person.quietHours?.to)),
                Field(
                    name: Self.zone, label: words.timeZone, hint: words.timeZoneHint,
                    value: state.fields[Self.zone] ?? person.timeZone, maxLength: ZoneName.longest
                ).input(state),
                Field(name: Self.language, label: words.languageMenu, hint: words.mailLanguageHint).select(
                    [("", words.mailLanguageAutomatic)] + MailLanguage.offered(to: person),
                    chosen: state.fields[Self.language] ?? MailLanguage.chosen(by: person), state),
                div("row", button(words.save, style: "btn")),
            ])
    }

    private func notice(_ kind: NotificationKind) -> HTML {
        let manner = person.manner(of: kind)
        return div(
            "row between", choice(Self.wanted, kind, words.notices(kind), isChosen: manner != .never),
            kind.mayBeInDigest
                ? choice(Self.digested, kind, words.inDigest, isChosen: manner == .digest, about: words.notices(kind))
                : .empty)
    }

    private func choice(
        _ name: String, _ kind: NotificationKind, _ label: String, isChosen: Bool, about subject: String? = nil
    ) -> HTML {
        let isChecked = state.isWrong ? state.fields.all(name).contains(kind.rawValue) : isChosen
        return tag(
            "label", ["class": "opt"],
            .void(
                "input",
                [
                    "type": "checkbox", "name": name, "value": kind.rawValue, "checked": isChecked ? "" : nil,
                    "aria-label": subject.map { words.labeled($0, label) },
                ]), tag("span", [:], text(label)))
    }

    private var digest: HTML {
        .joined([
            tag("h3", [:], text(words.digestTitle)), paragraph(words.digestHint, style: "hint"),
            div(
                "row",
                Field(name: Self.digestDays, label: words.digestDays).select(
                    [("", words.digestDays(nil))]
                        + DigestSchedule.Days.allCases.map { ($0.rawValue, words.digestDays($0)) },
                    chosen: state.fields[Self.digestDays] ?? person.digest?.days.rawValue ?? "", state),
                time(Self.digestTime, words.digestTime, person.digest?.minute)),
        ])
    }

    private func time(_ name: String, _ label: String, _ minute: Int?) -> HTML {
        Field(name: name, label: label, type: "time", value: state.fields[name] ?? minute.map(ClockTime.text)).input(
            state)
    }
}

/// The languages that mail can be had in.
enum MailLanguage {
    /// The tag of the shipped language that serves the person, or their own where none does; empty for none chosen.
    static func chosen(by person: Person) -> String {
        guard let own = person.language else { return "" }
        return LanguageTag(own).flatMap { LanguageLookup.best(of: [$0], among: LanguageTag.shipped) }?.description
            ?? own
    }

    /// Tags and the languages' names in themselves; with a language of the person's own, which a desk's templates may
    /// speak.
    static func offered(to person: Person) -> [(String, String)] {
        var tags = LanguageTag.shipped.map(\.description)
        let own = chosen(by: person)
        if !own.isEmpty, !tags.contains(own) { tags.append(own) }
        return tags.map { ($0, name(of: $0)) }
    }

    private static func name(of tag: String) -> String {
        PortalLanguage(tag: tag)?.label ?? Locale(identifier: tag).localizedString(forIdentifier: tag) ?? tag
    }
}

/// A minute of the day as forms and the API write it.
enum ClockTime {
    static func text(_ minute: Int) -> String { WallClock.padded(minute / 60) + ":" + WallClock.padded(minute % 60) }

    /// Minute of the day of `22:30`; browsers may add seconds.
    static func minute(_ text: String) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        return hour * 60 + minute
    }
}
