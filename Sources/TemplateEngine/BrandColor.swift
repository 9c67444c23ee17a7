/// A color of a brand, in the one notation that every mail program reads: `#1d5fd1`.
///
/// Gmail drops a whole style for one value it does not know, so nothing else is a color here.
public struct BrandColor: Sendable, Hashable, CustomStringConvertible {
    /// In lower case, with its `#`.
    public let description: String
    private let channels: [UInt8]

    /// Nil unless it is `#` and six hexadecimal digits.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[0] == UInt8(ascii: "#") else { return nil }
        let digits = bytes.dropFirst().compactMap { Self.digit($0) }
        guard digits.count == 6 else { return nil }
        channels = stride(from: 0, to: 6, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
        description = text.lowercased()
    }

    /// Near white or near black, whichever can be read better on this color. One of the two always has a contrast of
    /// 4.5 and more.
    ///
    /// - Standard: WCAG 2.2 §1.4.3
    public var text: String {
        contrast(with: 0.983) >= contrast(with: 0.0003) ? "#fdfdfe" : "#010101"
    }

    private func contrast(with other: Double) -> Double {
        (max(luminance, other) + 0.05) / (min(luminance, other) + 0.05)
    }

    private var luminance: Double {
        zip([0.2126, 0.7152, 0.0722], channels).reduce(0) { $0 + $1.0 * Self.linear($1.1) }
    }

    /// The light that a channel stands for, near enough: a power of 2.4 by two square roots and a square.
    private static func linear(_ channel: UInt8) -> Double {
        let value = Double(channel) / 255
        guard value > 0.04045 else { return value / 12.92 }
        let base = (value + 0.055) / 1.055
        return base * base * base.squareRoot().squareRoot() * base.squareRoot().squareRoot().squareRoot()
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
