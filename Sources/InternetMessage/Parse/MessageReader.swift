import UnicodeText

/// Reads a message from its bytes and its structure. Every step is total: what cannot be read is said in `problems`.
struct MessageReader {
    static let maximumProblems = 50

    private let bytes: [UInt8]
    private let context: PartReader.Context
    private var message = InternetMessage()
    private var problems: [String] = []
    private var parts = 0
    private var leaves = 0
    private var decodedBytes = 0
    /// Charset of the first text, the best guess for undeclared bytes elsewhere.
    private var hint: String?
    private var hasBody = false

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
        extractEncodedFiles(&content)
        message.text = content.text
        message.unsafeHTML = content.html
        message.language = LanguageGuess.language(of: message.text)
        readFields()
        message.problems = problems
        return message
    }

    // MARK: Tree

    /// Where a part stands: that decides between text and attachment.
    private enum Place { case root, mixed, alternative, related, digest, signed }

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
            return BodyContent(pieces: [textPiece(part, reader, encoding: .eightBit)])
        case .message:
            attach(part, reader, place)
            return BodyContent()
        case .single: return readSingle(part, reader, place)
        }
    }

    private mutating func readMultipart(_ part: MessageStructure.Part, _ reader: PartReader, depth: Int) -> BodyContent {
        let place = Self.place(inside: reader.type.mediaType)
        var contents: [BodyContent] = []
        for child in part.children {
            guard parts < context.limits.parts else {
                reportCut("There are more than \(context.limits.parts) parts; the first \(context.limits.parts) were read.")
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
        default: .mixed
        }
    }

    private mutating func readSingle(_ part: MessageStructure.Part, _ reader: PartReader, _ place: Place) -> BodyContent {
        if place == .signed, Self.signatures.contains(reader.type.mediaType) { return BodyContent() }
        if !reader.isAttachment, reader.type.mediaType.utf8.starts(with: "multipart/".utf8) {
            report("A multipart without a usable boundary was read as text.")
            return BodyContent(pieces: [textPiece(part, reader, encoding: reader.type.encoding)])
        }
        guard isBody(reader, place) else {
            attach(part, reader, place)
            return BodyContent()
        }
        hasBody = true
        return BodyContent(pieces: [textPiece(part, reader, encoding: reader.type.encoding)])
    }

    private func isBody(_ reader: PartReader, _ place: Place) -> Bool {
        guard Self.bodyTypes.contains(reader.type.mediaType), !reader.isAttachment else { return false }
        switch place {
        case .alternative: return true
        case .related: return !hasBody || (reader.contentID == nil && reader.name(hint: nil) == nil)
        case .root, .mixed, .digest, .signed: return !hasBody || reader.name(hint: nil) == nil
        }
    }

    private static let bodyTypes: Set<String> = [
        "text/plain", "text/html", "text/enriched", "text/richtext", "text/markdown", "text/x-patch", "text/x-diff", "text/xhtml",
        "application/xhtml+xml",
    ]
    private static let signatures: Set<String> = [
        "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    ]

    // MARK: Leaves

    private mutating func textPiece(
        _ part: MessageStructure.Part, _ reader: PartReader, encoding: TransferEncoding
    ) -> BodyPiece {
        leaves += 1
        let decoded = decode(part, encoding)
        let isHTML = reader.type.mediaType == "text/html" || reader.type.mediaType.utf8.contains(0x78) && reader.type.mediaType.contains("xhtml")
        let declared = reader.charset ?? (isHTML ? MetaCharset.find(in: decoded) : nil)
        let readable = Charset.readable(decoded, declared: declared, hint: hint)
        report(readable.problem)
        if hint == nil, readable.charset != "US-ASCII" { hint = readable.charset }
        let text = readable.text.withLineFeeds()
        if isHTML {
            guard text.utf8.count > context.limits.htmlBytes else { return BodyPiece(text: nil, html: text) }
            reportCut("The HTML has \(text.utf8.count) bytes, more than \(context.limits.htmlBytes); it was read as text.")
            return BodyPiece(text: HTMLText.strippingTags(text), html: nil)
        }
        switch reader.type.mediaType {
        case "text/enriched", "text/richtext": return BodyPiece(text: HTMLText.strippingTags(text), html: nil)
        default:
            guard reader.type.parameters.token("format") == "flowed" else { return BodyPiece(text: text, html: nil) }
            let deletesSpace = reader.type.parameters.token("delsp") == "yes"
            return BodyPiece(text: FlowedText.unwrapped(text, deletingSpace: deletesSpace), html: nil)
        }
    }

    private mutating func attach(_ part: MessageStructure.Part, _ reader: PartReader, _ place: Place) {
        leaves += 1
        let type = reader.type.mediaType
        let decoded = decode(part, reader.type.encoding)
        keepReport(type, decoded)
        let declared = reader.name(hint: hint).map(AttachmentName.clean)
        let isInline = reader.disposition.value.isEmpty ? place == .related && reader.contentID != nil : !reader.isAttachment
        message.attachments.append(
            Attachment(
                name: declared ?? inventedName(type, decoded, part), type: type, bytes: decoded,
                disposition: isInline ? .inline : .attachment, contentID: reader.contentID))
    }

    /// Keeps what a report is made of; of an embedded message only its header section.
    private mutating func keepReport(_ type: String, _ decoded: [UInt8]) {
        guard ReportPart.types.contains(type), message.reportParts.count < 20 else { return }
        let isMessage = type == "message/rfc822" || type == "message/global"
        let length = isMessage ? embeddedHeader(decoded).headerEnd : decoded.count
        message.reportParts.append(ReportPart(type: type, bytes: Array(decoded.prefix(min(length, 64 << 10)))))
    }

    private func embeddedHeader(_ decoded: [UInt8]) -> HeaderScan {
        HeaderScan(
            decoded, in: 0..<decoded.count, terminator: LineScanner.terminator(of: decoded), limits: context.limits,
            isMessage: true)
    }

    private func inventedName(_ type: String, _ decoded: [UInt8], _ part: MessageStructure.Part) -> String {
        guard type == "message/rfc822" || type == "message/global" else { return AttachmentName.invented(type: type, number: leaves) }
        let subject = embeddedHeader(decoded).section.first("subject").map { HeaderText.decode($0, limit: 100).text } ?? ""
        return AttachmentName.embedded(subject: subject)
    }

    /// Decodes a body within what is left of the budget.
    private mutating func decode(_ part: MessageStructure.Part, _ encoding: TransferEncoding) -> [UInt8] {
        let range = part.body.clamped(to: 0..<bytes.count)
        let room = max(0, context.limits.decodedBytes - decodedBytes)
        // Quoted-printable needs the most: four bytes for one, with its soft breaks.
        let encoded = bytes[range].prefix(room > Int.max / 8 ? room : room * 4 + 1_024)
        var (decoded, problem) = encoding.decode(encoded)
        report(problem)
        if encoded.count < range.count || decoded.count > room {
            decoded = Array(decoded.prefix(room))
            reportCut("The parts decode to more than \(context.limits.decodedBytes) bytes; what lies beyond was cut.")
        }
        decodedBytes += decoded.count
        return decoded
    }

    /// Moves uuencoded files out of plain text.
    private mutating func extractEncodedFiles(_ content: inout BodyContent) {
        for index in content.pieces.indices {
            guard let text = content.pieces[index].text, text.utf8.count >= 20 else { continue }
            let units = Array(text.utf8)
            let files = UUEncoding.files(in: units, atMost: 50)
            guard !files.isEmpty else { continue }
            var kept: [UInt8] = []
            var position = 0
            for file in files {
                kept.append(contentsOf: units[position..<file.range.lowerBound])
                position = file.range.upperBound
                leaves += 1
                let name = AttachmentName.clean(HeaderText.decode(file.name, hint: hint).text)
                let type = "application/octet-stream"
                message.attachments.append(
                    Attachment(
                        name: name.isEmpty ? AttachmentName.invented(type: type, number: leaves) : name, type: type,
                        bytes: file.bytes, disposition: .attachment))
            }
            kept.append(contentsOf: units[position...])
            content.pieces[index].text = String(decoding: kept, as: UTF8.self)
            report("Uuencoded files in the text became attachments.")
        }
    }

    // MARK: Fields

    private mutating func readFields() {
        let header = message.header
        message.from = header.first("from").map { mailboxes($0) } ?? []
        message.sender = header.first("sender").flatMap { mailboxes($0).first }
        message.replyTo = header.first("reply-to").map { mailboxes($0) } ?? []
        message.to = header.bodies(of: "to").flatMap { mailboxes($0) }
        message.cc = header.bodies(of: "cc").flatMap { mailboxes($0) }
        if let subject = header.first("subject") {
            let decoded = HeaderText.decode(subject, hint: hint)
            message.subject = decoded.text
            report(decoded.problem)
        }
        message.messageID = header.first("message-id").flatMap(IdentificationFields.messageID)
        message.references = IdentificationFields.references(header.bodies(of: "references") + header.bodies(of: "in-reply-to"))
        if let date = header.first("date") {
            message.date = DateField.date(date)
            if message.date == nil { report("The Date field could not be read.") }
        }
        reportFields()
    }

    private var addressRoom: Int {
        max(0, context.limits.addresses - message.from.count - message.replyTo.count - message.to.count - message.cc.count)
    }

    private mutating func mailboxes(_ body: [UInt8]) -> [Mailbox] {
        let list = AddressList(parsing: body, hint: hint, limit: addressRoom)
        list.problems.forEach { report($0) }
        message.isTruncated = message.isTruncated || list.isCut
        return list.mailboxes
    }

    private mutating func reportFields() {
        let header = message.header
        if header.count(of: "from") == 0 {
            report("There is no From field.")
        } else if message.from.isEmpty {
            report("The From field names nobody.")
        } else if message.from.count > 1 {
            report("The From field names \(message.from.count) authors; none is taken for the author.")
        }
        for name in ["from", "sender", "reply-to", "subject", "date", "message-id"] where header.count(of: name) > 1 {
            report("There are \(header.count(of: name)) \(name) fields; the first one was used.")
        }
        for name in ["to", "cc"] where header.count(of: name) > 1 {
            report("There are \(header.count(of: name)) \(name) fields; they were read as one list.")
        }
    }

    private mutating func reportCut(_ problem: String) {
        message.isTruncated = true
        report(problem)
    }

    private mutating func report(_ problem: String?) {
        guard let problem, problems.count < Self.maximumProblems, !problems.contains(problem) else { return }
        problems.append(problem)
    }
}

extension String {
    /// With LF for every line end.
    func withLineFeeds() -> String {
        guard utf8.contains(0x0D) else { return self }
        var output: [UInt8] = []
        output.reserveCapacity(utf8.count)
        var afterReturn = false
        for byte in utf8 {
            if byte == 0x0A, afterReturn {
                afterReturn = false
                continue
            }
            afterReturn = byte == 0x0D
            output.append(afterReturn ? 0x0A : byte)
        }
        return String(decoding: output, as: UTF8.self)
    }
}
