/// What an entity's own fields say it is, as far as structure is concerned.
///
/// Of contradicting fields the first one counts.
///
/// - Standard: RFC 2045 §5.2 (defaults), RFC 2046 §5.1.1 (boundary), §5.1.5 (digest)
struct EntityType {
    /// Lower-case media type.
    let mediaType: String
    let parameters: MIMEFieldValue
    let encoding: TransferEncoding
    let boundary: [UInt8]
    let kind: MessageStructure.Kind

    var isDigest: Bool { mediaType == "multipart/digest" }

    init(_ header: HeaderSection, isInDigest: Bool = false) {
        let fallback = isInDigest ? "message/rfc822" : "text/plain"
        parameters = MIMEFieldValue(parsing: header.first("content-type") ?? [])
        mediaType = Self.mediaType(parameters.value, fallback: fallback)
        encoding = header.first("content-transfer-encoding").map(TransferEncoding.init(parsing:)) ?? .sevenBit
        boundary = Array((parameters.parameter("boundary")?.bytes ?? []).prefix(400))
        kind = Self.kind(mediaType, encoding, hasBoundary: !boundary.isEmpty)
    }

    private static func mediaType(_ value: String, fallback: String) -> String {
        let units = Array(value.utf8)
        guard let slash = units.firstIndex(of: 0x2F) else {
            return units.elementsEqual("text".utf8) || units.elementsEqual("html".utf8)
                ? (units.first == 0x68 ? "text/html" : "text/plain") : fallback
        }
        let isToken = units.allSatisfy { (0x21...0x7E).contains($0) }
        return isToken && slash > 0 && slash + 1 < units.count && units.count <= 127 ? value : fallback
    }

    private static func kind(
        _ type: String, _ encoding: TransferEncoding, hasBoundary: Bool
    ) -> MessageStructure.Kind {
        if type.utf8.starts(with: "multipart/".utf8) { return hasBoundary ? .multipart : .single }
        let isMessage = ["message/rfc822", "message/global", "message/news"].contains(type)
        return isMessage && encoding.isIdentity ? .message : .single
    }
}
