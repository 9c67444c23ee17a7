import Cryptography
import Foundation
import TestSupport
import Testing
import Ticketing

@Suite("Evidence")
struct EvidenceTests {
    static let salt: [UInt8] = [1, 2, 3]

    static func sha(_ bytes: [UInt8]) -> String { Hex.encode(SHA256.digest(of: bytes)) }

    /// With one fact about a person.
    static func record(_ sequence: Int64, previous: String = "none", _ more: [String] = []) -> EvidenceRecord {
        let lines =
            [
                "martlet-evidence/1", "previous: \(previous)", "sequence: \(sequence)", "approval: 5", "ticket: IT-1",
                "at: 1", "by: sha256:\(sha(salt + Array("ann@boss.example".utf8)))",
            ] + more
        let text = lines.map { $0 + "\n" }.joined()
        var record = EvidenceRecord(
            sequence: sequence, record: text, digest: sha(Array(text.utf8)),
            facts: [.init(name: "by", value: "ann@boss.example", salt: Hex.encode(salt))])
        record.approval = ApprovalID(rawValue: 5)
        return record
    }

    @Test(
        arguments: [
            ("nothing", nil), ("text", .digest), ("digest", .digest), ("sequence", .place), ("approval", .approval),
            ("value", .fact("by")), ("salt", .fact("by")), ("no salt", .fact("by")), ("no value", .fact("by")),
            ("another fact", .fact("at")), ("erased", nil), ("row gone", nil),
        ] as [(String, EvidenceFault?)])
    func `a record that was changed does not hold, and an erased fact does`(
        what: String, fault: EvidenceFault?
    ) {
        var record = Self.record(1)
        switch what {
        case "text": record.record = record.record.replacing("IT-1", with: "IT-2")
        case "digest": record.digest = Self.sha([])
        case "sequence": record.sequence = 2
        case "approval": record.approval = ApprovalID(rawValue: 6)
        case "value": record.facts[0].value = "eve@boss.example"
        case "salt": record.facts[0].salt = "00"
        case "no salt": record.facts[0].salt = nil
        case "no value": record.facts[0].value = nil
        case "another fact": record.facts.append(.init(name: "at", value: "1", salt: ""))
        case "erased": (record.facts[0].value, record.facts[0].salt) = (nil, nil)
        case "row gone": record.facts = []
        default: break
        }
        #expect(record.fault == fault)
        #expect(record.erased == (what == "erased" ? 1 : 0))
    }

    @Test func `the chain is followed from its first record, without a gap`() {
        let first = Self.record(1)
        let second = Self.record(2, previous: first.digest)
        var walk = EvidenceWalk()
        #expect(walk.pass(second) == .place)
        #expect(walk.pass(first) == nil)
        #expect(walk.pass(Self.record(2, previous: Self.sha([]))) == .link)
        #expect(walk.pass(Self.record(3, previous: first.digest)) == .place)
        #expect(walk.pass(second) == nil)
        #expect(walk.last == EvidenceHead(sequence: 2, digest: second.digest))
    }

    private static func trail() -> ApprovalTrail {
        let content = ApprovalContent(subject: "Printer", text: "Two printers")
        let ann = Fixtures.person(8, "ann@boss.example")
        let decision = ApprovalDecision(
            approver: ann, author: ann, verdict: .approved, reason: "", channel: .portal, at: Fixtures.now)
        let step = ApprovalStep(
            position: 1, rule: .all, state: .approved, approvers: [ann], decisions: [decision])
        let approval = Approval(
            id: ApprovalID(rawValue: 5), ticket: TicketID(rawValue: 42), author: Fixtures.lina, content: content,
            state: .approved, steps: [step], createdAt: Fixtures.now)
        let records = [
            record(1, ["kind: requested", "content: \(content.digest)"]),
            record(2, ["kind: decided", "content: \(content.digest)", "verdict: approved", "via: portal"]),
            record(3, ["kind: settled", "state: approved"]),
        ]
        return ApprovalTrail(
            item: ApprovalCase(
                ticket: Fixtures.ticket(), approval: approval, delegations: [], moment: Fixtures.now),
            contents: [content], records: records)
    }

    @Test(
        arguments: [
            ("nothing", nil), ("text", .content(1)), ("version gone", .content(1)), ("version added", .content(2)),
            ("state", .state), ("never settled", .state), ("verdict", .decisions), ("door", .decisions),
            ("decision gone", .decisions), ("decision added", .decisions),
        ] as [(String, EvidenceFault?)])
    func `an approval holds against its records`(what: String, fault: EvidenceFault?) {
        var trail = Self.trail()
        let decision = trail.item.approval.steps[0].decisions[0]
        switch what {
        case "text": trail.contents[0].text = "Three printers"
        case "version gone": trail.contents = []
        case "version added": trail.contents.append(ApprovalContent(version: 2, subject: "Printer", text: "Ten"))
        case "state": trail.item.approval.state = .rejected
        case "never settled": trail.records.removeLast()
        case "verdict": trail.item.approval.steps[0].decisions[0].verdict = .rejected
        case "door": trail.item.approval.steps[0].decisions[0].channel = .mail
        case "decision gone": trail.item.approval.steps[0].decisions = []
        case "decision added": trail.item.approval.steps[0].decisions.append(decision)
        default: break
        }
        #expect(trail.fault == fault)
    }

    @Test func `what goes over the limit is left out with its digest`() {
        let mails = [4, 6, 1].enumerated().map { index, size in
            EvidenceDossier.Mail(
                kind: .deciding(MailID(rawValue: Int64(index) + 1)), digest: "d",
                bytes: [UInt8](repeating: 1, count: size))
        }
        #expect(EvidenceDossier.held(mails, to: 11) == mails)
        let held = EvidenceDossier.held(mails, to: 9)
        #expect(held.map { $0.bytes?.count } == [4, nil, 1])
        #expect(held[1].absence == .tooLarge && held[1].digest == "d")
        #expect(EvidenceDossier.mostMail == 16 << 20)
    }
}
