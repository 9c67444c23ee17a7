import CChildProcess
import CVerifiedStream
import Cryptography

extension POP3Session {
    struct Entry {
        var number: UInt32
        /// Zero where the server said no number.
        var size: UInt32
        /// Empty where the server gave none.
        var uniqueID = ""
    }

    struct Listing {
        var entries: [Entry] = []
        /// How many messages there are, listed or not.
        var total = 0
        /// How many unique-ids are hashes of what the server said.
        var hashed = 0
        var knowsUniqueIDs = true
    }

    /// Of a maildrop with more, the newest ones are listed.
    static let listLimit = 100_000
    private static let listAllowance = 32 << 20
    private static let uniqueIDLimit = 70

    /// What the maildrop holds, by number.
    ///
    /// - Standard: RFC 1939 §7 (UIDL, which is optional)
    func list() throws(MailboxFailure) -> Listing {
        stream.allow(Self.listAllowance)
        var listing = Listing()
        try lines(of: "LIST") { number, words in
            let size = words.split(separator: 0x20, maxSplits: 1).first.flatMap(Self.number)
            listing.entries.append(Entry(number: number, size: size ?? 0))
            listing.total += 1
            if listing.entries.count == 2 * Self.listLimit { Self.cut(&listing.entries) }
        }
        Self.cut(&listing.entries)
        do throws(MailboxFailure) {
            try identify(&listing)
        } catch {
            guard error.code == MARTLET_MAILBOX_COMMAND else { throw error }
            listing.knowsUniqueIDs = false
        }
        return listing
    }

    private func identify(_ listing: inout Listing) throws(MailboxFailure) {
        var places: [UInt32: Int] = [:]
        for (place, entry) in listing.entries.enumerated() { places[entry.number] = place }
        stream.allow(Self.listAllowance)
        try lines(of: "UIDL") { number, words in
            guard let place = places[number], !words.isEmpty else { return }
            listing.entries[place].uniqueID = Self.uniqueID(words)
            if !Self.isUniqueID(words) { listing.hashed += 1 }
        }
    }

    /// As the server said it, or a hash of that where it is no unique-id: it tells messages apart all the same.
    private static func uniqueID(_ words: ArraySlice<UInt8>) -> String {
        guard !isUniqueID(words) else { return String(decoding: words, as: UTF8.self) }
        return "hash:" + Hex.encode(SHA256.digest(of: Array(words)))
    }

    private static func isUniqueID(_ words: ArraySlice<UInt8>) -> Bool {
        (1...uniqueIDLimit).contains(words.count) && words.allSatisfy { (0x21...0x7E).contains($0) }
    }

    private static func cut(_ entries: inout [Entry]) {
        entries.sort { $0.number < $1.number }
        entries.removeFirst(max(0, entries.count - listLimit))
    }

    /// Lines of a number and what follows it, up to the dot.
    private func lines(of name: String, _ body: (UInt32, ArraySlice<UInt8>) -> Void) throws(MailboxFailure) {
        try command(name, MARTLET_MAILBOX_COMMAND)
        while true {
            let line = try lines.line()
            if line == [UInt8(ascii: ".")] { return }
            let words = line.split(separator: 0x20, maxSplits: 1)
            guard let digits = words.first, let number = Self.number(digits), number > 0 else {
                throw MailboxFailure(code: MARTLET_MAILBOX_PROTOCOL, reason: "answer to \(name) not understood")
            }
            let rest = words.dropFirst().first ?? []
            let end = rest.lastIndex { $0 != 0x20 }.map { $0 + 1 } ?? rest.startIndex
            body(number, rest[..<end].drop { $0 == 0x20 })
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> UInt32? {
        guard digits.count <= 10, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self))
    }
}
