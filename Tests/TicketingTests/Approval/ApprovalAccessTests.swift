import Foundation
import TestSupport
import Testing
import Ticketing

@Suite("Who reads an approval")
struct ApprovalAccessTests {
    static let guest = Fixtures.person(21, "guest@customer.example", name: "Guest")

    static func item(askedAt seconds: Double, joined: Double?, by rule: String? = nil) throws -> ApprovalCase {
        var ticket = Fixtures.ticket()
        ticket.participants.append(guest)
        ticket.joined[guest.id] = joined.map { Fixtures.now + $0 }
        var approval = try ApprovalTests.request([ApprovalTests.step(.all, [ApprovalTests.ann])])
        approval.createdAt = Fixtures.now + seconds
        approval.deskRule = rule
        if rule != nil { approval.author = Fixtures.wang }
        return ApprovalCase(ticket: ticket, approval: approval, delegations: [], moment: Fixtures.now + 60)
    }

    @Test(arguments: [(10.0, 9.0, true), (10, 10, true), (10, 11, false), (10, nil, true)])
    func `whoever came to the ticket later does not read what was asked before`(
        asked: Double, joined: Double?, reads: Bool
    ) throws {
        let item = try Self.item(askedAt: asked, joined: joined)
        #expect(AccessPolicy.reads(item, Self.guest) == reads)
        #expect(AccessPolicy.reads(item, Fixtures.lina) && AccessPolicy.reads(item, ApprovalTests.ann))
        #expect(AccessPolicy.reads(item, Fixtures.wang), "the requester")
        #expect(!AccessPolicy.reads(item, ApprovalTests.bob) && !AccessPolicy.reads(item, Fixtures.omar))
    }

    @Test func `in whose name a rule asks opens no files that the desk has chosen`() throws {
        let item = try Self.item(askedAt: 0, joined: nil, by: "purchase")
        #expect(AccessPolicy.reads(item, Fixtures.wang) && !AccessPolicy.opensFiles(of: item, to: Fixtures.wang))
        #expect(AccessPolicy.opensFiles(of: item, to: ApprovalTests.ann))
        #expect(AccessPolicy.opensFiles(of: item, to: Fixtures.lina))
    }
}
