import Foundation
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("The key to what a person settles about mail") struct PreferencesTokenTests {
    private let token = PreferencesToken(person: Fixtures.wang.id, issued: Fixtures.now)

    @Test(arguments: [1, 42, (1 << 40) - 1] as [Int64])
    func `it says whose, in letters and digits that say nothing else`(person: Int64) {
        let token = PreferencesToken(person: PersonID(rawValue: person), issued: Fixtures.now)
        let text = token.encoded(key: Fixtures.key)
        #expect(PreferencesToken(text, key: Fixtures.key, at: Fixtures.now) == token)
        #expect(text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) })
        let other = SigningKey(secret: Array("another secret of at least 32 bytes …".utf8))
        #expect(PreferencesToken(text, key: other, at: Fixtures.now) == nil)
    }

    @Test(arguments: [(0.0, true), (2_591_999, true), (2_592_000, false), (4_000_000_000, false)])
    func `it is one for thirty days`(seconds: Double, isOne: Bool) {
        let moment = Fixtures.now.addingTimeInterval(seconds)
        let read = PreferencesToken(token.encoded(key: Fixtures.key), key: Fixtures.key, at: moment)
        #expect((read != nil) == isOne)
    }

    @Test func `no letter of it can be changed`() {
        let text = token.encoded(key: Fixtures.key)
        for at in text.indices {
            let letter = text[at] == "b" ? "c" : "b"
            let changed = text[..<at] + letter + text[text.index(after: at)...]
            #expect(PreferencesToken(String(changed), key: Fixtures.key, at: Fixtures.now) == nil)
        }
        for wrong in ["", "p", text + "a", String(text.dropLast()), "r" + text.dropFirst(), text.uppercased()] {
            #expect(PreferencesToken(wrong, key: Fixtures.key, at: Fixtures.now) == nil)
        }
    }

    @Test func `keys to other things are none, and it is none of them`() {
        let ours = token.encoded(key: Fixtures.key)
        let reply = ReplyToken(ticket: TicketID(rawValue: 1), person: Fixtures.wang.id).encoded(key: Fixtures.key)
        #expect(PreferencesToken("p" + reply.dropFirst(), key: Fixtures.key, at: Fixtures.now) == nil)
        #expect(ReplyToken(detail: "r" + ours.dropFirst(), key: Fixtures.key) == nil)
        #expect(UnsubscribeToken("u" + ours.dropFirst(), key: Fixtures.key) == nil)
    }
}

@Suite("What a person settles about mail") struct MailSettingsTests {
    @Test func `it holds the kinds that concern the person, as they get them`() {
        #expect(Set(MailSettings(of: Fixtures.wang).manners.keys) == [.statusChange, .reopened, .survey])
        #expect(
            Set(MailSettings(of: Fixtures.lina).manners.keys) == Set(NotificationKind.allCases).subtracting([.digest]))
        var person = Fixtures.wang
        person.preferences = [NotificationPreference(.reopened, .never), NotificationPreference(.survey, .digest)]
        // A question has links of its own, and no digest asks it.
        #expect(
            MailSettings(of: person).manners == [.statusChange: .atOnce, .reopened: .never, .survey: .atOnce])
    }

    @Test func `changes are told in the order of the page, and nothing else is`() {
        let old = MailSettings(of: Fixtures.wang)
        #expect(old.changes(from: old) == [])
        var new = old
        new.language = "fr"
        new.timeZone = "Asia/Tokyo"
        new.quietHours = QuietHours(from: 0, to: 60)
        new.manners = [.statusChange: .never, .reopened: .atOnce]
        #expect(new.changes(from: old) == [.notices(.statusChange, .never), .quietHours, .timeZone, .language])
        #expect(old.changes(from: new).first == .notices(.statusChange, .atOnce))
    }

    /// Whoever adds a kind gives the mail about settings a word for it.
    @Test func `the mail about it has a word for each change`() throws {
        let variables = TemplateKey.preferencesChanged.variables
        func words(_ name: String) throws -> [String] {
            guard case .choice(let words) = try #require(variables.first { $0.name == name }).kind else { return [] }
            return words
        }
        let kinds = NotificationKind.allCases.flatMap { kind in
            NotificationPreference.Manner.allCases.map { MailSettings.Change.notices(kind, $0) }
        }
        let changes = kinds + [.quietHours, .timeZone, .language]
        #expect(Set(changes.map(\.word)) == Set(try words("changes.what")))
        #expect(Set(changes.map(\.now)) == Set(try words("changes.now")))
    }
}
