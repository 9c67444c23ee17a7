/// Which domain speaks for which.
///
/// - Standard: RFC 7489 §3.1.1, §3.2
struct DomainAlignment: Sendable {
    /// Nil without a list: then a domain speaks for itself and for what is below it, and for nothing else.
    let suffixes: PublicSuffixList?

    /// Whether a signature by `signer` speaks for an author at `author`, where the author's domain asks for nothing
    /// stricter. Both are A-labels in lower case.
    func isRelaxed(_ signer: String, author: String) -> Bool {
        if Self.isSame(signer, author) { return true }
        guard let suffixes else {
            return signer.utf8.contains(UInt8(ascii: ".")) && Self.isSame(author, orBelow: signer)
        }
        guard let one = suffixes.organizationalDomain(of: signer),
            let other = suffixes.organizationalDomain(of: author)
        else { return false }
        return Self.isSame(one, other)
    }

    static func isSame(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

    static func isSame(_ name: String, orBelow parent: String) -> Bool {
        let (long, short) = (Array(name.utf8), Array(parent.utf8))
        guard !short.isEmpty, long.count >= short.count, long.suffix(short.count).elementsEqual(short) else {
            return false
        }
        return long.count == short.count || long[long.count - short.count - 1] == UInt8(ascii: ".")
    }
}
