import InternetMessage
import NIOCore
import Testing

@testable import MailGateway

/// What we write is read by receivers that disagree about line ends. None of them may find an end in the middle of a
/// message, or a second command, whatever the message holds.
@Suite("RFC 5321 §2.3.8 – nothing is smuggled out")
struct OutboundSmugglingTests {
    /// Where a receiver takes a line to end.
    enum Receiver: CaseIterable {
        /// CRLF and nothing else.
        case strict
        /// Any LF, with or without a CR before it.
        case bareLF
        /// Any CR, any LF.
        case bareCR

        /// The lines of what was sent up to the first that is a dot alone, and what is left over.
        func content(of wire: [UInt8]) -> (lines: [[UInt8]], rest: ArraySlice<UInt8>)? {
            var lines: [[UInt8]] = []
            var rest = wire[...]
            while let end = lineEnd(in: rest) {
                let line = Array(rest[..<end.lowerBound])
                rest = rest[end.upperBound...]
                if line == [0x2E] { return (lines, rest) }
                lines.append(line.first == 0x2E ? Array(line.dropFirst()) : line)
            }
            return nil
        }

        private func lineEnd(in bytes: ArraySlice<UInt8>) -> Range<Int>? {
            for index in bytes.indices {
                let isPair = bytes[index] == 0x0D && index + 1 < bytes.endIndex && bytes[index + 1] == 0x0A
                if isPair { return index..<(index + 2) }
                if self != .strict, bytes[index] == 0x0A { return index..<(index + 1) }
                if self == .bareCR, bytes[index] == 0x0D { return index..<(index + 1) }
            }
            return nil
        }
    }

    private static func wire(_ content: [UInt8]) -> [UInt8] {
        var encoder = DotEncoder(content)
        var wire: [UInt8] = []
        while let piece = encoder.next(ByteBufferAllocator()) { wire += piece.readableBytesView }
        return wire
    }

    private static let hostile: [String] = [
        "a\n.\nMAIL FROM:<x@y>\r\nRCPT TO:<z@y>\r\nDATA\r\n", "a\r.\rMAIL FROM:<x@y>\r", "a\r\n.\nMAIL", "a\n.\r\nMAIL",
        "a\r.\r\nMAIL", "a\r\n.\rMAIL", "a\r\r\n.\r\r\nMAIL", "a\n\r.\n\rMAIL", "\0\n.\n\0", ".\r\n", ".\n.", "..\n",
        "\r",
        "\n", "", ".",
    ]

    @Test(arguments: hostile, Receiver.allCases)
    func `every receiver finds one end, and it is the last line`(content: String, receiver: Receiver) throws {
        let wire = Self.wire(Array(content.utf8))
        let read = try #require(receiver.content(of: wire))
        #expect(read.rest.isEmpty)
        #expect(!wire.isEmpty && wire.suffix(3) == [0x2E, 0x0D, 0x0A])
    }

    /// All strings of seven bytes from those that matter: 5⁷ messages.
    @Test func `no string of line ends and dots smuggles anything past any receiver`() {
        let alphabet: [UInt8] = [0x0D, 0x0A, 0x2E, 0x61, 0x00]
        var faults = 0
        for number in 0..<78_125 {
            var rest = number
            var content: [UInt8] = []
            for _ in 0..<7 {
                content.append(alphabet[rest % 5])
                rest /= 5
            }
            let wire = Self.wire(content)
            let readings = Receiver.allCases.map { $0.content(of: wire) }
            let isWhole = readings.allSatisfy { $0?.rest.isEmpty == true }
            let isSame = readings.allSatisfy { $0?.lines == readings[0]?.lines }
            if !isWhole || !isSame { faults += 1 }
        }
        #expect(faults == 0)
    }

    /// Line ends of a piece's edge: a message that is cut in the middle of CRLF stays one line end.
    @Test(arguments: [-2, -1, 0, 1, 2])
    func `the edge of a piece is no line end`(shift: Int) throws {
        let head = [UInt8](repeating: 0x61, count: DotEncoder.pieceBytes + shift)
        let wire = Self.wire(head + Array("\r\n.b\r\n".utf8))
        let read = try #require(Receiver.bareCR.content(of: wire))
        #expect(read.lines == [head, Array(".b".utf8)])
        #expect(read.rest.isEmpty)
    }

    /// Addresses that carry line ends or brackets have no path, or are quoted so that nothing ends the command.
    @Test func `no address writes a second command`() {
        let parts = [
            "\r\nRCPT TO:<x@y>", "\n", "\r", "\0", "a\" b", "a\\", "<", ">", "a b", "é", "a..b", ".", "a\u{7F}", "a@b",
        ]
        let domains = [
            "x.example", "x\r\n.example", "x>.example", "[1.2.3.4]", "x y", "x\0", "", "例.example", "x;y", "]",
        ]
        for part in parts {
            for domain in domains {
                guard let path = SMTPPath(MailAddress(localPart: part, domain: domain)) else { continue }
                let units = Array(path.text.utf8)
                #expect(units.allSatisfy { $0 >= 0x20 && $0 != 0x7F }, "\(path.text)")
                #expect(Self.unquoted(units).filter { $0 == UInt8(ascii: ">") }.count == 1, "\(path.text)")
                #expect(units.last == UInt8(ascii: ">") && units.first == UInt8(ascii: "<"))
            }
        }
        let paths = [ForwardPath(MailAddress(localPart: "a\r\nDATA", domain: "x.example"))]
        let envelope = Envelope(
            reversePath: .mailbox(MailAddress(localPart: "b\r\nX", domain: "y")), forwardPaths: paths)
        let plan = SMTPPlan(envelope, RawMessage([]), SMTPExtensions())
        #expect(plan.commands.mail.isEmpty && plan.commands.rcpt == [""])
    }

    /// What stands outside of quotation marks.
    private static func unquoted(_ units: [UInt8]) -> [UInt8] {
        var outside: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        for unit in units {
            if isEscaped {
                isEscaped = false
            } else if isQuoted, unit == UInt8(ascii: "\\") {
                isEscaped = true
            } else if unit == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if !isQuoted {
                outside.append(unit)
            }
        }
        return outside
    }
}
