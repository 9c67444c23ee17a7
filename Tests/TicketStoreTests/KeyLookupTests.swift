import Foundation
import InternetMessage
import TestSupport
import Testing

@testable import TicketStore
@testable import Ticketing

@Suite("What is asked about a key that is none")
struct KeyLookupTests {
    /// What stands where a key would, and none of them is one.
    static let details: [(name: String, text: String)] = [
        ("unknown", "a" + String(repeating: "b7", count: 20)),
        ("unknown, in upper case", "A" + String(repeating: "B7", count: 20)),
        ("too short", "a" + String(repeating: "b", count: 39)), ("too long", "a" + String(repeating: "b", count: 41)),
        ("of other letters", "a" + String(repeating: "0", count: 40)),
        ("of another kind", "q" + String(repeating: "b", count: 40)), ("one letter", "a"),
        ("not of ASCII", "aé" + String(repeating: "b", count: 38)),
        ("a letter that looks alike", "a\u{212A}" + String(repeating: "b", count: 39)),
    ]

    private static func correlation(_ detail: String, policy: IntakePolicy) -> Correlation {
        let address = MailAddress(localPart: "support+\(detail)", domain: "desk.example")
        return Correlation(
            message: InternetMessage(),
            envelope: Envelope(
                reversePath: .mailbox(Fixtures.address("eve@evil.example")), forwardPaths: [ForwardPath(address)]),
            digest: [1], policy: policy)
    }

    @Test(arguments: StoreKind.available)
    func `an unknown key and what cannot be one are looked up by the same statements`(_ kind: StoreKind) async throws {
        let test = try await kind.open()
        let policy = IntakePolicy(desks: Fixtures.desks, verifiesSenders: false, key: Fixtures.key)
        var asked: [[String]] = []
        for (name, detail) in Self.details {
            let correlation = Self.correlation(detail, policy: policy)
            #expect(correlation.approvalKeys.count == 1, "\(name)")
            let (statements, isInvited) = try await test.store.core.database.read { connection throws(StoreError) in
                let recording = RecordingConnection(connection)
                let context = try IntakeReader(connection: recording).context(for: correlation, at: Samples.now)
                return (recording.asked.map(\.sql), context.invited != nil)
            }
            #expect(!isInvited, "\(name)")
            #expect(statements.contains { $0.contains("FROM approval_invitation") }, "\(name)")
            asked.append(statements)
        }
        #expect(Set(asked).count == 1)
    }

    @Test func `they come to the same keys whatever their case, and to no other by likeness`() {
        let key = Self.details[0].text
        #expect(ApprovalKey(presented: key.uppercased()).digest == ApprovalKey(detail: key)?.digest)
        #expect(ApprovalKey(presented: "a\u{212A}").digest != ApprovalKey(presented: "ak").digest)
    }
}
