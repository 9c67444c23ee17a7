import InternetMessage
import TestSupport
import Testing

@testable import Ticketing

@Suite("One message for several events")
struct NoticeJoiningTests {
    static func notice(
        _ template: String, _ values: [String: String] = [:], nature: Ticketing.Notification.Nature = .notice
    ) -> Ticketing.Notification {
        Notification(
            template: template, version: 1, language: "en", recipient: Fixtures.lina.mailbox, nature: nature,
            messageID: MessageID("\(template)@desk.example"), desk: "it", values: values)
    }

    @Test(arguments: [
        ("new-message", Ticketing.Notification.Nature.notice, true), ("status-change", .notice, true),
        ("resolved", .notice, true), ("public-reply", .personal, false), ("acknowledgement", .acknowledgement, false),
        ("sign-in-link", .notice, false), ("delivery-failure", .notice, false), ("approval-request", .notice, false),
    ])
    func `only notices that nobody asked for may wait`(
        template: String, nature: Ticketing.Notification.Nature, may: Bool
    ) {
        #expect(Self.notice(template, nature: nature).mayJoin == may)
    }

    @Test func `the later message tells of the earlier ones, in their order`() throws {
        let assigned = Self.notice("assignment", ["assignment.author": "Bo"])
        let reopened = try #require(Self.notice("reopened", ["change.author": "Ann"]).telling(of: assigned, entry: nil))
        let last = try #require(Self.notice("status-change").telling(of: reopened, entry: nil))
        #expect(
            last.values == [
                "also.0.what": "assignment", "also.0.author": "Bo", "also.1.what": "reopened", "also.1.author": "Ann",
            ])
    }

    @Test func `a status that changes twice is one change`() throws {
        let first = Self.notice("status-change", ["ticket.previous_status": "new", "ticket.status": "pending"])
        let second = Self.notice("status-change", ["ticket.previous_status": "pending", "ticket.status": "closed"])
        let joined = try #require(second.telling(of: first, entry: nil))
        #expect(joined.values == ["ticket.previous_status": "new", "ticket.status": "closed"])
    }

    @Test func `twenty earlier events are told and no more`() throws {
        var message = Self.notice("reopened")
        for count in 1...21 {
            let next = Self.notice(count.isMultiple(of: 2) ? "reopened" : "assignment")
            let joined = next.telling(of: message, entry: nil)
            #expect((joined != nil) == (count <= 20))
            message = joined ?? next
        }
    }
}
