import UnicodeText

/// Reads a message from its bytes and its structure. Every step is total: what cannot be read is said in `problems`.
struct MessageReader {
    static let maximumProblems = 50

    let bytes: [UInt8]
    let context: PartReader.Context
    var message = InternetMessage()
    var problems: [String] = []
    var parts = 0
    var leaves = 0
    var decodedBytes = 0
    /// Charset of the first text, the best guess for undeclared bytes elsewhere.
    var hint: String?
    var hasBody = false
    /// Content-Location of each attachment.
    var locations: [String] = []
    /// Bodies in wrappers of other formats, for messages that have none of their own.
    var enclosedBodies: [BodyPiece] = []
    /// Pieces that stand below the message's own words.
    var addedPieces: [BodyPiece] = []
    var invitations = 0
    var shiftsLeft = UTF7Markup.maximumShifts

    init(_ raw: RawMessage, limits: MessageLimits, problems: [String] = []) {
        bytes = raw.bytes
        context = .init(terminator: LineScanner.terminator(of: raw.bytes), limits: limits)
        problems.forEach { report($0) }
    }

    mutating func read(_ structure: MessageStructure) -> InternetMessage {
        let root = PartReader(structure.root, in: bytes, context: context, isMessage: true, isInDigest: false)
        root.headerProblems.forEach { report($0) }
        message.isTruncated = root.isHeaderCut
        message.header = root.header
        hint = root.charset.flatMap { Charset.isKnown($0) ? $0 : nil }
        var content = read(structure.root, as: root, place: .root, depth: 1)
        if content.pieces.allSatisfy(\.isBlank), root.type.kind == .message, let inner = structure.root.children.first {
            let reader = PartReader(inner, in: bytes, context: context, isMessage: true, isInDigest: false)
            content = read(inner, as: reader, place: .root, depth: 2)
        }
        addEnclosed(to: &content)
        extractEncodedFiles(&content)
        message.text = cut(content.text)
        message.unsafeHTML = content.html
        linkPictures()
        message.language = LanguageGuess.language(of: message.text)
        readFields()
        message.problems = problems
        return message
    }

    /// Where a part stands: that decides between text and attachment.
    enum Place { case root, mixed, alternative, related, digest, signed, encrypted }

    private mutating func read(
        _ part: MessageStructure.Part, as reader: PartReader, place: Place, depth: Int
    ) -> BodyContent {
        parts += 1
        reader.ambiguities.forEach { report($0) }
        if depth > context.limits.depth {
            reportCut("Parts are nested deeper than \(context.limits.depth); the inner ones are kept as an attachment.")
            attach(part, reader, place)
            return BodyContent()
        }
        switch part.kind {
        case .multipart where !part.children.isEmpty: return readMultipart(part, reader, depth: depth)
        case .multipart:
            report("A multipart holds no parts; it was read as text.")
            return BodyContent(pieces: [textPiece(part, reader, encoding: reader.type.encoding)])
        case .message:
            attach(part, reader, place)
            return BodyContent()
        case .single: return readSingle(part, reader, place)
        }
    }

    private mutating func readMultipart(
        _ part: MessageStructure.Part, _ reader: PartReader, depth: Int
    ) -> BodyContent {
        let place = Self.place(inside: reader.type.mediaType)
        var contents: [BodyContent] = []
        for child in part.children {
            guard parts < context.limits.parts else {
                let limit = context.limits.parts
                reportCut("There are more than \(limit) parts; the first \(limit) were read.")
                break
            }
            let inner = PartReader(child, in: bytes, context: context, isMessage: false, isInDigest: place == .digest)
            contents.append(read(child, as: inner, place: place, depth: depth + 1))
        }
        if place == .alternative { return .alternative(contents) }
        return BodyContent(pieces: contents.flatMap(\.pieces))
    }

    private static func place(inside type: String) -> Place {
        switch type {
        case "multipart/alternative": .alternative
        case "multipart/related": .related
        case "multipart/digest": .digest
        case "multipart/signed": .signed
        case "multipart/encrypted": .encrypted
        default: .mixed
        }
    }

    private mutating func readSingle(
        _ part: MessageStructure.Part, _ reader: PartReader, _ place: Place
    ) -> BodyContent {
        if reader.type.mediaType == "application/pgp-encrypted" {
            noteEncryption(.openPGP)
            if place == .encrypted { return BodyContent() }
        }
        if !reader.isAttachment, reader.type.mediaType.utf8.starts(with: "multipart/".utf8) {
            report("A multipart without a usable boundary was read as text.")
            return BodyContent(pieces: [textPiece(part, reader, encoding: reader.type.encoding)])
        }
        guard isBody(reader, place), !isCalendar(part, reader) else {
            attach(part, reader, place)
            return BodyContent()
        }
        hasBody = true
        return BodyContent(pieces: [textPiece(part, reader, encoding: reader.type.encoding)])
    }

    /// Plain text that is a calendar by name and by its beginning.
    private func isCalendar(_ part: MessageStructure.Part, _ reader: PartReader) -> Bool {
        guard reader.type.mediaType == "text/plain", reader.isNamedCalendar(hint: hint) else { return false }
        let start = bytes[part.body.clamped(to: 0..<bytes.count)].prefix(1_000)
        return PartReader.beginsCalendar(reader.type.encoding.decode(start).bytes)
    }

    private func isBody(_ reader: PartReader, _ place: Place) -> Bool {
        guard Self.bodyTypes.contains(reader.type.mediaType), !reader.isAttachment else { return false }
        switch place {
        case .alternative: return true
        case .related: return !hasBody || (reader.contentID == nil && reader.name(hint: nil) == nil)
        case .root, .mixed, .digest, .signed, .encrypted: return !hasBody || reader.name(hint: nil) == nil
        }
    }

    private static let bodyTypes: Set<String> = [
        "text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown", "text/x-patch", "text/x-diff",
        "text/xhtml",
        "application/xhtml+xml",
    ]
    static let signatures: Set<String> = [
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    ]

    private mutating func cut(_ text: String) -> String {
        let limit = context.limits.textBytes
        guard text.utf8.count > limit else { return text }
        reportCut("The text has \(text.utf8.count) bytes, more than \(limit); what lies beyond was cut.")
        return text.capped(limit)
    }

    mutating func reportCut(_ problem: String) {
        message.isTruncated = true
        report(problem)
    }

    mutating func report(_ problem: String?) {
        guard let problem, problems.count < Self.maximumProblems, !problems.contains(problem) else { return }
        problems.append(problem)
    }
}
