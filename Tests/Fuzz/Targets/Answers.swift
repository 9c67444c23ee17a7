import CChildProcess
import Glibc
import InternetMessage

@testable import MailGateway

/// What the daemon is told in answer to its questions, by whoever sits at the other end.
enum Answers {
    /// A name server's answer to the question whose identifier and name it repeats.
    static func dns(_ bytes: [UInt8]) {
        var position = 12
        let asked = DNSName(in: bytes, at: &position) ?? DNSName("k._domainkey.b.example") ?? .root
        precondition(asked.wire.count <= 255 && asked.wire.last == 0, "a name is bounded")
        precondition(asked.lastLabels(2).wire.count <= asked.wire.count, "a name has its end")
        let id = UInt16(bytes.first ?? 0) << 8 | UInt16(bytes.dropFirst().first ?? 0)
        guard let answer = DNSAnswer(bytes, to: DNSQuestion(id: id, name: asked)) else { return }
        switch answer {
        case .records(.found(let records), let seconds):
            // A record is at least eleven bytes long, and none is read twice.
            precondition(records.reduce(0) { $0 + $1.count + 11 } <= bytes.count, "nothing is invented")
            precondition(seconds >= 0, "an answer holds for a time")
        case .records(_, let seconds): precondition(seconds >= 0, "an answer holds for a time")
        case .alias(let name): precondition(name.wire.count <= 255 && name != asked, "an alias leads on")
        case .truncated: break
        }
    }

    /// A child's frame on its line, taken for an answer to each kind of question.
    static func childFrame(_ bytes: [UInt8]) {
        guard let connection = Connection(saying: bytes) else { return }
        defer {
            connection.end()
            close(connection.near)
        }
        let limit = 10_000
        do throws(ChildFailure) {
            let frame = try ChildFrame.receive(
                from: connection.near, limit: limit, deadline: martlet_monotonic_milliseconds() + 1_000)
            precondition(frame.body.count <= limit, "a frame is bounded")
            read(frame.body)
        } catch {
            precondition(error == .died || error == .malformedAnswer, "a child that is gone is not waited for")
        }
    }

    private static func read(_ body: [UInt8]) {
        structure(body)
        if let tree = try? HTMLNode(decoding: body) {
            _ = SafeHTML.sanitize(tree)
            _ = HTMLText.plainText(tree)
        }
        var reader = ByteReader(body)
        _ = try? IMAPSelection(from: &reader)
        reader = ByteReader(body)
        if let list = try? IMAPList(from: &reader) {
            let cursor = IMAPCursor(uidValidity: 1, lastUID: 3)
            precondition(cursor.plan(list.entries).count <= list.entries.count, "each once")
        }
        reader = ByteReader(body)
        if let list = try? POP3List(from: &reader) {
            precondition(POP3Plan(list, seen: ["1:2"]).new.count <= list.entries.count, "each once")
        }
    }

    /// The structure of a message that the child was given.
    private static func structure(_ body: [UInt8]) {
        let message = RawMessage(Array(repeatElement(Array("a: b\r\n\r\n=41=\r\n--x\r\n".utf8), count: 20).joined()))
        let limits = MessageLimits()
        guard
            let structure = try? MessageStructure(
                decoding: body, messageBytes: message.bytes.count, limits: limits)
        else { return }
        let read = InternetMessage(raw: message, structure: structure, limits: limits)
        precondition(read.attachments.count <= limits.parts, "parts are counted")
    }
}
