import Foundation
import InternetMessage
import TemplateEngine
import TestSupport
import Testing

@testable import Ticketing

@Suite("Fields and files of an approval")
struct ApprovalContentTests {
    private static func file(_ number: Int64, size: Int64 = 3) -> StoredAttachment {
        StoredAttachment(
            id: AttachmentID(rawValue: number), name: "offer-\(number).pdf", type: "application/pdf", size: size,
            sha256: String(repeating: "\(number % 10)", count: 64), contentID: nil)
    }

    private static func record(_ count: Int64) -> TicketRecord {
        TicketRecord(
            ticket: Fixtures.ticket(),
            entries: (1...count).map { number in
                Entry(
                    id: EntryID(rawValue: number), kind: .note, direction: nil, channel: .portal,
                    author: Fixtures.lina.mailbox, text: "", html: nil, fresh: nil, change: nil, flags: [],
                    createdAt: Fixtures.now, mail: nil, messageID: nil, attachments: [file(number)])
            })
    }

    private static func request(
        fields: [ApprovalContent.Field] = [], files: [ApprovalContent.File] = []
    ) throws(ApprovalRefusal) -> ApprovalContent {
        try ApprovalRequest(
            text: "x", fields: fields, files: files,
            steps: [.init(rule: .all, approvers: [ApprovalTests.ann])]
        ).approval(on: Fixtures.ticket(), by: Fixtures.lina, at: Fixtures.now).content
    }

    @Test func `Fields are lines, and as many and as long as allowed`() throws {
        typealias Field = ApprovalContent.Field
        let kept = try Self.request(fields: [Field(label: " Amount\r\nnet ", value: "900\u{2028}€")]).fields
        #expect(kept == [Field(label: "Amount  net", value: "900 €")])
        for (label, value) in [("", "x"), ("x", " "), ("\n", "x")] {
            #expect(throws: ApprovalRefusal.incompleteField("x")) {
                try Self.request(fields: [Field(label: label, value: value)])
            }
        }
        let (longest, most) = (ApprovalContent.longestValue, ApprovalContent.mostFields)
        let long = Field(
            label: String(repeating: "l", count: ApprovalContent.longestLabel),
            value: String(repeating: "v", count: longest))
        #expect(try Self.request(fields: Array(repeating: long, count: most)).fields.count == most)
        #expect(throws: ApprovalRefusal.tooMany(what: "fields", limit: most, actual: most + 1)) {
            try Self.request(fields: Array(repeating: long, count: most + 1))
        }
        #expect(throws: ApprovalRefusal.fieldTooLong(label: "l", limit: longest, actual: longest + 1)) {
            try Self.request(fields: [Field(label: "l", value: long.value + "v")])
        }
        let label = long.label + "l"
        #expect(throws: ApprovalRefusal.fieldTooLong(label: label, limit: label.count - 1, actual: label.count)) {
            try Self.request(fields: [Field(label: label, value: "v")])
        }
    }

    @Test func `Files are the ticket's own, each once, and as many as allowed`() throws {
        let record = Self.record(30)
        let ids = [7, 2, 7].map { AttachmentID(rawValue: $0) }
        let files = try record.approvalFiles(ids)
        #expect(files.map(\.name) == ["offer-7.pdf", "offer-2.pdf"] && files[0].type == "application/pdf")
        #expect(throws: ApprovalRefusal.unknownFile("31")) {
            try record.approvalFiles([AttachmentID(rawValue: 31)])
        }
        let most = ApprovalContent.mostFiles
        let all = try record.approvalFiles((1...most + 1).map { AttachmentID(rawValue: Int64($0)) })
        #expect(try Self.request(files: Array(all.prefix(most))).files.count == most)
        #expect(throws: ApprovalRefusal.tooMany(what: "files", limit: most, actual: most + 1)) {
            try Self.request(files: all)
        }
    }

    @Test func `A file's media type is no part of the digest`() {
        var content = ApprovalContent(subject: "s", text: "t", files: [.init(name: "a", size: 1, sha256: "00")])
        let digest = content.digest
        content.files[0].type = "application/pdf"
        #expect(content.digest == digest)
        content.files[0].size = 2
        #expect(content.digest != digest)
    }

    @Test(arguments: [
        (0, "1 kB"), (999, "1 kB"), (1_999, "1 kB"), (999_999, "999 kB"), (1_000_000, "1.0 MB"),
        (12_345_678, "12.3 MB"), (Int64.max, "9223372036854.7 MB"),
    ])
    func `A size is read in any language`(size: Int64, text: String) {
        #expect(ApprovalContent.File(name: "a", size: size, sha256: "").sizeText == text)
    }

    @Test(
        arguments: [
            (ApprovalTests.ann, true), (ApprovalTests.cy, true), (ApprovalCommentTests.dee, true),
            (Fixtures.lina, true), (Fixtures.root, true),
            (Fixtures.person(7, "audit@desk.example", roles: [Membership(role: .auditor)]), true),
            (Fixtures.wang, false), (Fixtures.omar, false), (Fixtures.person(99, "eve@boss.example"), false),
        ])
    func `Who is asked opens the files without any other right on the ticket, and its readers do not`(
        person: Person, may: Bool
    ) throws {
        let item = try ApprovalCommentTests.item()
        #expect(AccessPolicy.opensFiles(of: item, to: person) == may)
        var gone = person
        gone.isActive = false
        #expect(!AccessPolicy.opensFiles(of: item, to: gone))
    }

    private static func notification(_ sizes: [Int64], template: String = "approval-request") -> Ticketing.Notification
    {
        var notification = Ticketing.Notification(
            template: template, version: 1, language: "en", recipient: ApprovalTests.ann.mailbox, nature: .notice,
            messageID: MessageID("a@b"), desk: "it",
            values: ["approval.id": "5", "approval.key": "k", "recipient.is_approver": "true"])
        let files = sizes.enumerated().map {
            ApprovalContent.File(name: "\($0.offset)", size: $0.element, sha256: "0\($0.offset)")
        }
        let content = ApprovalContent(subject: "", text: "", files: files)
        notification.values.merge(ApprovalFiles.values(of: content)) { $1 }
        return notification
    }

    @Test func `As many files as fit go along, and the others are links`() {
        let most = OutgoingFiles.mostBytes
        for (sizes, names) in [([most, 1], ["0"]), ([most + 1, 1], ["1"]), ([1, most, 2], ["0", "2"])] {
            let files = ApprovalFiles(of: Self.notification(sizes))
            #expect(files.attached?.1.map(\.name) == names && files.attached?.0 == ApprovalID(rawValue: 5))
            guard case .list(let items)? = files.list(publicURL: "https://desk.example") else {
                Issue.record("no list")
                continue
            }
            for (index, item) in items.enumerated() {
                guard case .object(let members) = item else { continue }
                guard case .string(let url)? = members["url"] else {
                    #expect(names.contains("\(index)"))
                    continue
                }
                #expect(url == "https://desk.example/approvals/5/files/\(index + 1)" && !names.contains("\(index)"))
            }
        }
        #expect(ApprovalFiles(of: Self.notification([])).list(publicURL: "") == nil)
    }

    @Test(arguments: ["approval.key", "recipient.is_approver"])
    func `Files go along to whoever is asked alone`(missing: String) {
        var notification = Self.notification([1])
        notification.values[missing] = nil
        #expect(ApprovalFiles(of: notification).attached == nil)
        #expect(ApprovalFiles(of: notification).list(publicURL: "") != nil)
    }
}
