/// A desk's picture that goes along with its mail: a small PNG, told by what it holds and never by its name.
///
/// Mail programs show a picture that came with a mail where they block those that lie elsewhere, and nobody learns when
/// it is looked at. Each message bears its bytes, so there may be few of them.
///
/// - Standard: RFC 2083 §3, §4.1; RFC 2392 §2
public struct BrandPicture: Sendable, Hashable {
    public static let byteLimit = 64 << 10
    /// Of each side. It is shown 32 pixels high; twice or three times that is sharp on every screen.
    public static let pixelLimit = 1_024

    public enum Fault: Error, Sendable, Hashable {
        case tooLarge(limit: Int, actual: Int)
        case notPNG
        /// It begins as a PNG, and is none as a whole.
        case damaged
        case size(limit: Int, width: Int, height: Int)
    }

    public let png: [UInt8]
    /// Letters, digits, dots and one `@`.
    public let contentID: String

    public init(png: [UInt8], contentID: String) throws(Fault) {
        guard png.count <= Self.byteLimit else { throw .tooLarge(limit: Self.byteLimit, actual: png.count) }
        let size = try Self.size(of: png)
        let sides = 1...Self.pixelLimit
        guard sides.contains(size.width), sides.contains(size.height) else {
            throw .size(limit: Self.pixelLimit, width: size.width, height: size.height)
        }
        self.png = png
        self.contentID = contentID
    }

    /// What `src` says.
    public var address: String { "cid:" + contentID }

    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    /// Width and height by the header, once the chunks are seen to be whole, from the header to the end.
    private static func size(of png: [UInt8]) throws(Fault) -> (width: Int, height: Int) {
        guard png.starts(with: signature) else { throw .notPNG }
        var rest = png.dropFirst(signature.count)
        var kinds: [String] = []
        var size: (width: Int, height: Int)?
        while rest.count >= 12 {
            let length = number(rest)
            guard length <= rest.count - 12 else { throw .damaged }
            let kind = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
            if kinds.isEmpty {
                guard kind == "IHDR", length == 13 else { throw .damaged }
                size = (number(rest.dropFirst(8)), number(rest.dropFirst(12)))
            }
            kinds.append(kind)
            rest = rest.dropFirst(12 + length)
            if kind == "IEND" { break }
        }
        guard let size, kinds.contains("IDAT"), kinds.last == "IEND", rest.isEmpty else { throw .damaged }
        return size
    }

    /// The first four bytes, the highest first.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int { bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) } }
}
