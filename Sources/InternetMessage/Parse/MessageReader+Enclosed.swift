import UnicodeText

extension MessageReader {
    /// Opens what wraps a message or files in a format of its own; true when the wrapper itself need not be kept.
    mutating func open(_ type: String, _ decoded: [UInt8], named name: String?) -> Bool {
        switch type {
        case "application/ms-tnef", "application/vnd.ms-tnef": return openTNEF(decoded)
        case "application/pkcs7-mime", "application/x-pkcs7-mime": return openSigned(decoded)
        case "application/octet-stream":
            let name = ASCII.lowercased((name ?? "").utf8)
            if name.elementsEqual("winmail.dat".utf8) { return openTNEF(decoded) }
            return ASCII.hasSuffix(name, ".p7m") && openSigned(decoded)
        default: return false
        }
    }

    private mutating func openTNEF(_ bytes: [UInt8]) -> Bool {
        let limits = TNEFContent.Limits(
            bytes: max(0, context.limits.decodedBytes - decodedBytes),
            files: max(0, context.limits.parts - parts - message.attachments.count))
        guard let content = TNEFReader.content(of: bytes, limits: limits) else {
            report("The winmail.dat could not be opened; it is kept as it came.")
            return false
        }
        enclosedBodies.append(BodyPiece(text: content.text?.withLineFeeds(), html: content.html?.withLineFeeds()))
        for file in content.files {
            decodedBytes += file.bytes.count
            let name = AttachmentName.clean(file.name)
            let type = file.type.flatMap(Self.mediaType) ?? AttachmentName.type(of: name)
            let shown = name.isEmpty ? AttachmentName.invented(type: type) : name
            attach(
                Attachment(
                    name: PartName.unique(shown, among: message.attachments), type: type, bytes: file.bytes,
                    disposition: .attachment, contentID: file.contentID.flatMap(Self.identifier)), location: "")
        }
        guard !content.isCut else {
            message.isTruncated = true
            report("A winmail.dat holds more than the limits allow; it is kept as it came, too.")
            return false
        }
        report("A winmail.dat was opened: what it holds stands in its place.")
        return true
    }

    private static func mediaType(_ text: String) -> String? {
        let value = EntityType(HeaderSection([HeaderField(name: "content-type", body: Array(text.utf8.prefix(127)))]))
        return value.mediaType.utf8.elementsEqual("text/plain".utf8) ? nil : value.mediaType
    }

    private static func identifier(_ text: String) -> String? {
        IdentificationFields.messageID(Array(text.utf8.prefix(998)))?.value
    }

    /// A message inside its signature: its words and files take the wrapper's place.
    private mutating func openSigned(_ bytes: [UInt8]) -> Bool {
        guard let content = CMSContent.signed(bytes) else {
            if CMSContent.isEncrypted(bytes) { noteEncryption(.smime) }
            return false
        }
        var limits = context.limits
        limits.depth /= 2
        limits.parts = max(1, limits.parts - parts)
        limits.decodedBytes = max(0, limits.decodedBytes - decodedBytes)
        guard limits.depth >= 2 else { return false }
        let inner = InternetMessage(unstructured: RawMessage(content), limits: limits)
        decodedBytes += content.count
        addedPieces.append(BodyPiece(text: inner.text.isEmpty ? nil : inner.text, html: inner.unsafeHTML))
        inner.attachments.forEach { attach($0, location: "") }
        message.reportParts.append(contentsOf: inner.reportParts.prefix(max(0, 20 - message.reportParts.count)))
        message.isTruncated = message.isTruncated || inner.isTruncated
        if let encryption = inner.encryption { noteEncryption(encryption) }
        return true
    }

    mutating func noteEncryption(_ encryption: Encryption) {
        if message.encryption == nil { message.encryption = encryption }
        let name = encryption == .smime ? "S/MIME" : "OpenPGP"
        report("The message, or part of it, is encrypted (\(name)); its words cannot be read here.")
    }

    /// What a part is beside its bytes, where a reader should know.
    mutating func note(_ part: PartReader, _ decoded: [UInt8]) {
        switch part.type.mediaType {
        case "text/calendar", "application/ics": noteInvitation(part, decoded)
        case "application/octet-stream", "text/plain":
            if part.isNamedCalendar(hint: hint), PartReader.beginsCalendar(decoded) { noteInvitation(part, decoded) }
        case "message/partial":
            report("This is a piece of a message that was sent in pieces; it is kept, and the pieces are not joined.")
        case "message/external-body":
            report("A part stands for a file kept elsewhere, which was not fetched.")
        default: break
        }
    }

    private mutating func noteInvitation(_ part: PartReader, _ decoded: [UInt8]) {
        let text = Charset.readable(decoded, declared: part.charset ?? "utf-8", hint: hint).text
        guard invitations < 5, let invitation = CalendarInvitation(parsing: text) else { return }
        invitations += 1
        if message.invitation == nil { message.invitation = invitation }
        let card = invitation.card
        guard !addedPieces.contains(where: { $0.text?.utf8.elementsEqual(card.utf8) ?? false }) else { return }
        addedPieces.append(BodyPiece(text: card, html: nil))
    }

    /// What the wrappers held, put where a reader looks for it.
    mutating func addEnclosed(to content: inout BodyContent) {
        if content.pieces.allSatisfy(\.isBlank), let body = enclosedBodies.first(where: { !$0.isBlank }) {
            content = BodyContent(pieces: [body])
        }
        if !addedPieces.isEmpty {
            content.pieces.removeAll(where: \.isBlank)
            content.pieces.append(contentsOf: addedPieces)
        }
    }

    /// Ties the HTML's pictures to their parts, and settles which parts are shown inside the text.
    mutating func linkPictures() {
        guard let html = message.unsafeHTML else {
            for index in message.attachments.indices { message.attachments[index].disposition = .attachment }
            return
        }
        var references = InlineReferences(html: html, attachments: message.attachments, locations: locations)
        message.unsafeHTML = references.resolve()
        message.attachments = references.attachments
        for (index, isShown) in references.shown.enumerated() {
            message.attachments[index].disposition = isShown ? .inline : .attachment
        }
    }
}
