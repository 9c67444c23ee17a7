import Cryptography

/// The key against taking the same message twice: its content, whatever way it came.
///
/// Fields that hops put on top are left out, line ends are CRLF, and line ends at the very end do not count, so that
/// copies by LMTP, IMAP and POP3 agree.
///
/// - Standard: RFC 5321 §4.4 (trace fields), RFC 8601 §2, RFC 8617 §4
public enum ContentDigest {
    /// SHA-256 over `input(of:)`.
    public static func sha256(of raw: RawMessage) -> [UInt8] {
        SHA256.digest(of: input(of: raw))
    }

    /// The bytes that are digested.
    public static func input(of raw: RawMessage) -> [UInt8] {
        let bytes = raw.bytes
        let terminator = LineScanner.terminator(of: bytes)
        var end = bytes.count
        while end > 0, bytes[end - 1].isLineEnd { end -= 1 }
        var lines = LineScanner(
            bytes, in: min(end, contentStart(bytes, terminator))..<end, terminator: terminator)
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + bytes.count / 32)
        while let line = lines.next() {
            output.append(contentsOf: bytes[line.content])
            output.append(0x0D)
            output.append(0x0A)
        }
        return output
    }

    /// Where the first field that is no trace field begins.
    private static func contentStart(_ bytes: [UInt8], _ terminator: UInt8) -> Int {
        var lines = LineScanner(bytes, in: 0..<bytes.count, terminator: terminator)
        var isFirst = true
        var inTrace = false
        while let line = lines.next() {
            let content = bytes[line.content]
            let isFolded = content.first?.isBlank == true && inTrace
            let isMailboxLine = isFirst && (content.starts(with: "From ".utf8) || content.starts(with: ">From ".utf8))
            isFirst = false
            if isFolded || isMailboxLine { continue }
            guard let colon = HeaderScan.colon(in: content), isTrace(content[..<colon].trimmingSpace()) else {
                return line.content.lowerBound
            }
            inTrace = true
        }
        return bytes.count
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
