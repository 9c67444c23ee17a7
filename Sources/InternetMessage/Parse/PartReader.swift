import UnicodeText

/// One entity with its own fields read.
struct PartReader {
    let header: HeaderSection
    let type: EntityType
    let disposition: MIMEFieldValue
    let headerProblems: [String]
    let isHeaderCut: Bool

    init(_ part: MessageStructure.Part, in bytes: [UInt8], context: Context, isMessage: Bool, isInDigest: Bool) {
        let range = part.header.clamped(to: 0..<bytes.count)
        let scan = HeaderScan(
            bytes, in: range, terminator: context.terminator, limits: context.limits, isMessage: isMessage)
        header = scan.section
        headerProblems = scan.problems
        isHeaderCut = scan.isCut
        type = EntityType(header, isInDigest: isInDigest)
        disposition = MIMEFieldValue(parsing: header.first("content-disposition") ?? [])
    }

    /// What holds for all parts of one message.
    struct Context {
        var terminator: UInt8
        var limits: MessageLimits
    }

    var charset: String? {
        type.parameters.parameter("charset").map { String(decoding: $0.bytes.prefix(64), as: UTF8.self) }
    }

    var isAttachment: Bool {
        disposition.value.isEmpty ? hasFilename : disposition.value != "inline"
    }

    /// Set by `Content-Disposition`, which says more than a bare `name`.
    var hasFilename: Bool { disposition.parameter("filename") != nil }

    var contentID: String? {
        header.first("content-id").flatMap(IdentificationFields.messageID)?.value
    }

    /// Content-Location, blanks of folding dropped; empty where there is none.
    ///
    /// - Standard: RFC 2557 §4.2
    var location: String {
        let kept = (header.first("content-location") ?? []).prefix(2_000).filter { $0 > 0x20 && $0 != 0x22 }
        return Charset.readable(kept).text
    }

    var description: String {
        HeaderText.decode(header.first("content-description") ?? [], limit: 200).text
    }

    /// The declared file name, decoded and cleaned.
    ///
    /// - Standard: RFC 2183 §2.3, RFC 2231; RFC 2047 inside quotes is forbidden (§5) and common
    func name(hint: String?) -> String? {
        let candidates = [
            disposition.parameter("filename"), type.parameters.parameter("name"), disposition.parameter("name"),
            type.parameters.parameter("filename"), type.parameters.parameter("file"),
        ]
        return candidates.lazy.compactMap { $0 }.map { AttachmentName.clean(Self.decoded($0, hint: hint)) }
            .first { !$0.isEmpty }
    }

    private static func decoded(_ parameter: MIMEFieldValue.Parameter, hint: String?) -> String {
        var parameter = parameter
        // The extended form's syntax in a plain parameter, as some mailers write it.
        if parameter.charset == nil, let misplaced = MIMEFieldValue.misplacedExtended(parameter.bytes) {
            parameter = misplaced
        }
        guard let charset = parameter.charset, !charset.isEmpty else {
            return HeaderText.decode(parameter.bytes, hint: hint, limit: 1_000).text
        }
        return Charset.readable(parameter.bytes, declared: charset, hint: hint).text
    }

    /// A calendar by its name alone, as mailers that know no `text/calendar` send it.
    func isNamedCalendar(hint: String?) -> Bool {
        ASCII.hasSuffix(ASCII.lowercased((name(hint: hint) ?? "").utf8), ".ics")
    }

    /// - Standard: RFC 5545 §3.4
    static func beginsCalendar(_ bytes: [UInt8]) -> Bool {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        return Array(bytes.drop(while: \.isASCIISpace).prefix(20)).startsIgnoringCase(
            "begin:vcalendar")
    }

    /// Contradictions that another reader may resolve differently.
    var ambiguities: [String] {
        var found: [String] = []
        let single = ["content-type", "content-transfer-encoding", "content-disposition"]
        for name in single where header.count(of: name) > 1 {
            found.append("A part has \(header.count(of: name)) \(name) fields; the first one was used.")
        }
        if type.parameters.isAmbiguous || disposition.isAmbiguous {
            found.append("A part repeats a parameter; the first one was used.")
        }
        if disposition.contradicts("filename") {
            found.append("A part has two file names; the extended one (filename*) was used.")
        }
        return found
    }
}
