import UnicodeText

extension MessageReader {
    mutating func textPiece(
        _ part: MessageStructure.Part, _ reader: PartReader, encoding: TransferEncoding
    ) -> BodyPiece {
        leaves += 1
        let decoded = decode(part, encoding)
        let isHTML = ["text/html", "text/xhtml", "application/xhtml+xml"].contains(reader.type.mediaType)
        let declared = reader.charset ?? (isHTML ? MetaCharset.find(in: decoded) : nil)
        let isMarkupInDisguise = isHTML && UTF7Markup.isUTF7(declared)
        let text: String
        if isMarkupInDisguise {
            text = UTF7Markup.decode(decoded, shiftsLeft: &shiftsLeft).withLineFeeds()
            report("HTML in UTF-7: what was hidden in its base64 is read as text, never as markup.")
        } else {
            let readable = Charset.readable(decoded, declared: declared, hint: hint)
            report(readable.problem)
            if hint == nil, readable.charset != "US-ASCII" { hint = readable.charset }
            text = readable.text.withLineFeeds()
        }
        if isHTML {
            guard text.utf8.count > context.limits.htmlBytes else { return BodyPiece(text: nil, html: text) }
            reportCut(
                "The HTML has \(text.utf8.count) bytes, more than \(context.limits.htmlBytes); it was read as text.")
            return BodyPiece(text: HTMLText.strippingTags(text), html: nil)
        }
        switch reader.type.mediaType {
        case "text/enriched", "text/richtext": return BodyPiece(text: HTMLText.strippingTags(text), html: nil)
        default:
            if let parted = EncryptedText.parted(text) { return keepEncrypted(parted) }
            if let signed = ClearSignedText.readable(text) { return BodyPiece(text: signed, html: nil) }
            guard reader.type.parameters.token("format") == "flowed" else { return BodyPiece(text: text, html: nil) }
            let deletesSpace = reader.type.parameters.token("delsp") == "yes"
            return BodyPiece(text: FlowedText.unwrapped(text, deletingSpace: deletesSpace), html: nil)
        }
    }

    /// Makes files of what is encrypted within the text: nobody can read it there.
    private mutating func keepEncrypted(_ parted: EncryptedText) -> BodyPiece {
        noteEncryption(.openPGP)
        for block in parted.blocks {
            leaves += 1
            let name = PartName.unique("encrypted.asc", among: message.attachments)
            attach(
                Attachment(name: name, type: "application/octet-stream", bytes: block, disposition: .attachment),
                location: "")
        }
        return BodyPiece(text: parted.words, html: nil)
    }

    mutating func attach(_ part: MessageStructure.Part, _ reader: PartReader, _ place: Place) {
        leaves += 1
        let type = reader.type.mediaType
        let decoded = decode(part, reader.type.encoding)
        keepReport(type, decoded)
        let declared = reader.name(hint: hint)
        if open(type, decoded, named: declared) { return }
        note(reader, decoded)
        let name =
            declared
            ?? PartName.unique(inventedName(part, reader, place, decoded), among: message.attachments)
        var attachment = Attachment(
            name: name, type: type, bytes: decoded, disposition: .attachment, contentID: reader.contentID)
        attachment.isSignature = place == .signed && Self.signatures.contains(type)
        attach(attachment, location: reader.location)
    }

    mutating func attach(_ attachment: Attachment, location: String) {
        message.attachments.append(attachment)
        locations.append(location)
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

    private func inventedName(
        _ part: MessageStructure.Part, _ reader: PartReader, _ place: Place, _ decoded: [UInt8]
    ) -> String {
        let type = reader.type.mediaType
        if place == .encrypted { return "encrypted.asc" }
        if reader.type.encoding == .uuencode,
            let file = UUEncoding.file(in: bytes[part.body.clamped(to: bytes.indices)])
        {
            let name = AttachmentName.clean(HeaderText.decode(file.name, hint: hint).text)
            if !name.isEmpty { return name }
        }
        guard type == "message/rfc822" || type == "message/global" else {
            return PartName.name(of: reader, bytes: decoded)
        }
        let subject = embeddedHeader(decoded).section.first("subject") ?? []
        return AttachmentName.embedded(subject: HeaderText.decode(subject, limit: 100).text)
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
    mutating func extractEncodedFiles(_ content: inout BodyContent) {
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
                attach(
                    Attachment(
                        name: name.isEmpty ? AttachmentName.invented(type: type) : name, type: type,
                        bytes: file.bytes, disposition: .attachment), location: "")
            }
            kept.append(contentsOf: units[position...])
            content.pieces[index].text = String(decoding: kept, as: UTF8.self)
            report("Uuencoded files in the text became attachments.")
        }
    }
}

extension String {
    /// With LF for every line end.
    func withLineFeeds() -> String {
        let units = Array(utf8)
        guard var end = units.firstIndex(of: 0x0D, in: units.indices) else { return self }
        var output: [UInt8] = []
        output.reserveCapacity(units.count)
        var start = 0
        while true {
            output.append(contentsOf: units[start..<end])
            output.append(0x0A)
            start = end + 1
            if start < units.count, units[start] == 0x0A { start += 1 }
            guard let next = units.firstIndex(of: 0x0D, in: min(start, units.count)..<units.count) else { break }
            end = next
        }
        output.append(contentsOf: units[start...])
        return String(decoding: output, as: UTF8.self)
    }
}
