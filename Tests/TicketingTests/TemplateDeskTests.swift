import Foundation
import TemplateEngine
import TestSupport
import Testing
import Ticketing

@Suite("Publishing templates")
struct TemplateDeskTests {
    private static let slot = TemplateSlot(.acknowledgement)
    private let desk: TemplateDesk

    init() {
        let shelf = InMemoryShelf(InMemoryTemplates(.shipped))
        desk = TemplateDesk(
            library: shelf.library, published: shelf, desks: Fixtures.desks, now: { Fixtures.now })
    }

    private func writing(_ subject: String) -> TemplateWriting {
        TemplateWriting(subject: subject, text: "Hello\n", html: nil)
    }

    private func refusal(_ body: () async throws(TemplateRefusal) -> Void) async -> TemplateRefusal? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }

    @Test func `what is published counts at once and can be returned from`() async throws {
        let version = try await desk.publish(
            [.english: writing("Got {{ticket.number}}")], in: Self.slot, by: "a@example.com")
        #expect(version.rawValue == 2)
        #expect(desk.catalog.published(.acknowledgement) == version)
        #expect(desk.catalog.languages(of: .acknowledgement, version: version).contains(.chinese))
        try await desk.rollBack(Self.slot, to: .first, by: "b@example.com")
        #expect(desk.catalog.published(.acknowledgement) == .first)
        #expect(try await desk.releases(of: .acknowledgement).map(\.author) == ["b@example.com", "a@example.com"])
    }

    @Test(arguments: ["{{ticket.numbr}}", "{{ticket.number", "", "{{>nothing}}"])
    func `what would go wrong is not published`(subject: String) async throws {
        let refusal = await refusal { () throws(TemplateRefusal) in
            _ = try await desk.publish([.english: writing(subject)], in: Self.slot, by: "a")
        }
        switch refusal {
        case .syntax, .faults: break
        default: Issue.record("\(String(describing: refusal))")
        }
        #expect(try await desk.releases(of: .acknowledgement).isEmpty)
    }

    @Test func `refusals name what is wrong`() async throws {
        let nine = try #require(TemplateVersion(rawValue: 9))
        let unknown = try #require(TemplateKey(rawValue: "nothing"))
        let shipped = desk.catalog.edition(.acknowledgement, version: .first).writings
        let cases: [(TemplateRefusal, () async throws(TemplateRefusal) -> Void)] = [
            (
                .unknownVersion(nine, known: [.first]),
                { () throws(TemplateRefusal) in
                    try await desk.rollBack(Self.slot, to: nine, by: "a")
                }
            ),
            (
                .unchanged(.first),
                { () throws(TemplateRefusal) in
                    try await desk.rollBack(Self.slot, to: .first, by: "a")
                }
            ),
            (
                .unchanged(.first),
                { () throws(TemplateRefusal) in
                    _ = try await desk.publish(shipped, in: Self.slot, by: "a")
                }
            ),
            (
                .unknownDesk("nowhere"),
                { () throws(TemplateRefusal) in
                    _ = try await desk.publish(shipped, in: TemplateSlot(.acknowledgement, desk: "nowhere"), by: "a")
                }
            ),
            (
                .unknownKey(unknown),
                { () throws(TemplateRefusal) in
                    _ = try await desk.publish(shipped, in: TemplateSlot(unknown), by: "a")
                }
            ),
        ]
        for (expected, body) in cases { #expect(await refusal(body) == expected) }
    }

    @Test func `parts that are not given stay, and a new language needs subject and text`() throws {
        let shipped = desk.catalog.edition(.acknowledgement, version: .first).writings
        let writing = try #require(desk.writing(Self.slot, .english, subject: "S", text: nil, html: nil))
        #expect(writing.subject == "S")
        #expect(writing.html == shipped[.english]?.html)
        let korean = try #require(LanguageTag("ko"))
        #expect(desk.writing(Self.slot, korean, subject: "S", text: nil, html: nil) == nil)
        #expect(desk.writing(Self.slot, korean, subject: "S", text: "T", html: nil)?.html == nil)
    }
}
