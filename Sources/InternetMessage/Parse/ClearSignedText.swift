/// Takes the armor off text that is signed in the clear.
///
/// The signature is not checked: nobody's key is known here. It stays in the original.
///
/// - Standard: RFC 9580 §7 (cleartext signature framework), §7.2 (dash-escaped text)
enum ClearSignedText {
    /// The words between the armor's lines with what stands before and after; nil when there is no armor.
    static func readable(_ text: String) -> String? {
        guard ASCII.contains(Array(text.utf8.prefix(64 << 10)), "-----BEGIN PGP SIGNED MESSAGE-----") else {
            return nil
        }
        let lines = Array(text.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
        guard let begin = lines.firstIndex(where: { isMark($0, "-----BEGIN PGP SIGNED MESSAGE-----") }),
            let signature = lines[begin...].firstIndex(where: { isMark($0, "-----BEGIN PGP SIGNATURE-----") }),
            let end = lines[signature...].firstIndex(where: { isMark($0, "-----END PGP SIGNATURE-----") })
        else { return nil }
        let content = lines[(begin + 1)..<signature]
        let words = withoutArmorFields(content).map { $0.starts(with: [0x2D, 0x20]) ? $0.dropFirst(2) : $0 }
        let kept = Array(lines[..<begin]) + words + Array(lines[(end + 1)...])
        return String(decoding: Array(kept.joined(separator: [0x0A])), as: UTF8.self)
    }

    /// Drops the armor's fields and the empty line that should end them: whatever is neither is the author's.
    private static func withoutArmorFields(_ lines: ArraySlice<ArraySlice<UInt8>>) -> ArraySlice<ArraySlice<UInt8>> {
        let rest = lines.drop { line in fields.contains { line.startsIgnoringCase($0) } }
        return rest.first?.trimmingSpace().isEmpty == true ? rest.dropFirst() : rest
    }

    private static let fields: [StaticString] = [
        "hash:", "charset:", "version:", "comment:", "notdashescaped:", "messageid:",
    ]

    private static func isMark(_ line: ArraySlice<UInt8>, _ mark: String) -> Bool {
        line.trimmingSpace().elementsEqual(mark.utf8)
    }
}
