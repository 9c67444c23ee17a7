/// How a body's bytes were made fit for transport.
///
/// Only the first word of the field counts: `base64 junk` is read as base64, as most mail readers do.
///
/// - Standard: RFC 2045 §6
enum TransferEncoding: Hashable {
    case sevenBit, eightBit, binary, quotedPrintable, base64, uuencode
    /// Read as binary; the name is short and printable.
    case unknown(String)

    var isIdentity: Bool {
        switch self {
        case .sevenBit, .eightBit, .binary, .unknown: true
        case .quotedPrintable, .base64, .uuencode: false
        }
    }

    init(parsing body: [UInt8]) {
        let word = body.drop { $0.isASCIISpace || $0 == 0x22 }
            .prefix { (0x21...0x7E).contains($0) && $0 != 0x22 && $0 != 0x3B && $0 != 0x28 }
        switch word.prefix(40).asciiLowercasedText {
        case "", "7bit", "7-bit", "7bits": self = .sevenBit
        case "8bit", "8-bit", "8bits": self = .eightBit
        case "binary": self = .binary
        case "quoted-printable", "quotedprintable", "quoted_printable", "quoted", "qp": self = .quotedPrintable
        case "base64", "base-64", "base": self = .base64
        case "x-uuencode", "uuencode", "x-uue", "uue": self = .uuencode
        case let name: self = .unknown(name)
        }
    }

    /// Decoded bytes, with one English sentence when something was wrong.
    func decode(_ bytes: ArraySlice<UInt8>) -> (bytes: [UInt8], problem: String?) {
        switch self {
        case .sevenBit, .eightBit, .binary: return (Array(bytes), nil)
        case .quotedPrintable: return QuotedPrintable.decode(bytes)
        case .base64: return Base64.decode(bytes)
        case .uuencode:
            guard let file = UUEncoding.file(in: bytes) else {
                return (Array(bytes), "The uuencoded data is broken; it is kept as it came.")
            }
            return (file.bytes, nil)
        case .unknown(let name):
            return (Array(bytes), "The transfer encoding \"\(name)\" is unknown; the data is kept as it came.")
        }
    }
}
