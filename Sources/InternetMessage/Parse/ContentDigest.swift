import Cryptography

/// The key against taking the same message twice: its content, whatever way it came.
///
/// Fields that hops put on top are left out, line ends are CRLF, and line ends at the very end do not count, so that
/// copies by LMTP, IMAP and POP3 agree. A message that bears no Message-ID has nothing that makes it different from
/// the next one with the same words, as alarms have: then its hops and its reverse-path count as well.
///
/// - Standard: RFC 5321 §4.4 (trace fields), RFC 8601 §2, RFC 8617 §4, RFC 5322 §3.6.4
public enum ContentDigest {
    /// SHA-256 over `input(of:reversePath:)`.
    public static func sha256(of raw: RawMessage, reversePath: ReversePath? = nil) -> [UInt8] {
        SHA256.digest(of: input(of: raw, reversePath: reversePath))
    }

    /// The bytes that are digested.
    public static func input(of raw: RawMessage, reversePath: ReversePath? = nil) -> [UInt8] {
        let bytes = raw.bytes
        let terminator = LineScanner.terminator(of: bytes)
        var end = bytes.count
        while end > 0, bytes[end - 1].isLineEnd { end -= 1 }
        let head = Head(bytes, terminator)
        let content = min(end, head.contentStart)..<end
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 32)
        // No content begins with a trace field, so that these inputs are never another message's.
        if !bearsMessageID(bytes, content, terminator) {
            if case .mailbox(let address) = reversePath {
                output.append(line: Array("return-path: \(address.key)".utf8)[...])
            }
            for line in head.received { output.append(line: bytes[line]) }
        }
        var lines = LineScanner(bytes, in: content, terminator: terminator)
        while let line = lines.next() { output.append(line: bytes[line.content]) }
        return output
    }

    /// The trace fields at the top.
    private struct Head {
        /// Where the first field that is no trace field begins.
        var contentStart: Int
        /// Lines of the `Received` fields.
        var received: [Range<Int>] = []

        init(_ bytes: [UInt8], _ terminator: UInt8) {
            contentStart = bytes.count
            var lines = LineScanner(bytes, in: 0..<bytes.count, terminator: terminator)
            var isFirst = true
            var name: ArraySlice<UInt8>?
            while let line = lines.next() {
                let content = bytes[line.content]
                let isFolded = content.first?.isBlank == true && name != nil
                let isMailboxLine =
                    isFirst && (content.starts(with: "From ".utf8) || content.starts(with: ">From ".utf8))
                isFirst = false
                if isMailboxLine { continue }
                if !isFolded {
                    name = HeaderScan.colon(in: content).map { content[..<$0].trimmingSpace() }
                    guard let name, isTrace(name) else {
                        contentStart = line.content.lowerBound
                        return
                    }
                }
                if name?.equalsIgnoringCase("received") == true { received.append(line.content) }
            }
        }
    }

    /// An empty one is none.
    private static func bearsMessageID(_ bytes: [UInt8], _ range: Range<Int>, _ terminator: UInt8) -> Bool {
        var lines = LineScanner(bytes, in: range, terminator: terminator)
        var isInside = false
        while let line = lines.next(), !line.isEmpty {
            let content = bytes[line.content]
            var body = content
            if content.first?.isBlank != true {
                guard let colon = HeaderScan.colon(in: content) else { continue }
                isInside = content[..<colon].trimmingSpace().equalsIgnoringCase("message-id")
                body = content[(colon + 1)...]
            }
            if isInside, body.contains(where: { !$0.isBlank && $0 != 0x3C && $0 != 0x3E }) { return true }
        }
        return false
    }

    private static func isTrace(_ name: ArraySlice<UInt8>) -> Bool {
        let prefixes: [StaticString] = ["x-envelope-", "arc-"]
        let names: [StaticString] = [
            "return-path", "received", "delivered-to", "x-original-to", "envelope-to", "x-received", "delivery-date",
            "authentication-results", "received-spf",
        ]
        return prefixes.contains(where: name.startsIgnoringCase) || names.contains(where: name.equalsIgnoringCase)
    }
}

extension [UInt8] {
    fileprivate mutating func append(line: ArraySlice<UInt8>) {
        append(contentsOf: line)
        append(0x0D)
        append(0x0A)
    }
}
