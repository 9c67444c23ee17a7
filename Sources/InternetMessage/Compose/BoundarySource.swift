/// Makes boundaries: the same for the same message, and never one that the content holds.
///
/// - Standard: RFC 2046 §5.1.1
struct BoundarySource {
    private let stem: String
    private var count = 0

    init(seed: String) {
        // FNV-1a, twice with different offsets. Only difference matters here: absence is checked.
        let halves: [UInt64] = [0xCBF2_9CE4_8422_2325, 0x9AE1_6A3B_2F90_404F]
        stem = halves.map { offset in
            let hash = seed.utf8.reduce(offset) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
            return String(hash, radix: 36)
        }.joined()
    }

    /// Neither quoted-printable nor base64 can hold `=_`; only text that went out as it is must be looked through.
    mutating func next(absentFrom parts: [[UInt8]]) -> String {
        while true {
            count += 1
            let boundary = "=_\(stem)_\(count)"
            if !parts.contains(where: { ASCII.contains($0, "--\(boundary)") }) { return boundary }
        }
    }
}
