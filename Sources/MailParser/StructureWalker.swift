import CEtpan
import Glibc
import InternetMessage

/// Turns libetpan's tree into a `MessageStructure`: which bytes of the message are which.
///
/// The library is asked for the shape alone; nothing that it decoded leaves this file.
///
/// - Standard: RFC 2045 §2.4 (entity), RFC 2046 §5 (composite types)
struct StructureWalker {
    private let message: UnsafeRawBufferPointer
    private let limits: MessageLimits
    private var parts = 0

    /// Reads a message.
    ///
    /// Beyond the limits the tree is cut: a part at the last level is a `single`, further parts are left out.
    /// Throws `Refusal.header` when the library took the whole message for a body.
    static func structure(
        of message: ArraySlice<UInt8>, limits: MessageLimits
    ) throws(Refusal) -> MessageStructure {
        let result: Result<MessageStructure, Refusal> = message.withUnsafeBytes { bytes in
            var walker = StructureWalker(message: bytes, limits: limits)
            return walker.parse()
        }
        return try result.get()
    }

    private init(message: UnsafeRawBufferPointer, limits: MessageLimits) {
        self.message = message
        self.limits = limits
    }

    private mutating func parse() -> Result<MessageStructure, Refusal> {
        guard let start = message.baseAddress, !message.isEmpty else { return .failure(.header) }
        var index = 0
        var result: UnsafeMutablePointer<mailmime>?
        let code = mailmime_parse(start.assumingMemoryBound(to: CChar.self), message.count, &index, &result)
        guard Int(code) == MAILIMF_NO_ERROR, let outer = result else { return .failure(.header) }
        defer { mailmime_free(outer) }
        // The library wraps every message in an entity of its own.
        guard outer.pointee.mm_type == MAILMIME_MESSAGE, let root = outer.pointee.mm_data.mm_message.mm_msg_mime
        else { return .failure(.header) }
        let part = self.part(root, from: 0, depth: 1)
        guard !part.header.isEmpty else { return .failure(.header) }
        return .success(MessageStructure(root: part))
    }

    /// One entity whose first byte is at `start`.
    private mutating func part(
        _ mime: UnsafeMutablePointer<mailmime>, from start: Int, depth: Int
    ) -> MessageStructure.Part {
        parts += 1
        let body = bodyRange(mime)
        let header = headerRange(from: start, to: body.lowerBound)
        guard depth < limits.depth else {
            return MessageStructure.Part(header: header, body: body, kind: .single)
        }
        switch Int(mime.pointee.mm_type) {
        case MAILMIME_MULTIPLE: return multipart(mime, header: header, body: body, depth: depth)
        case MAILMIME_MESSAGE: return embedded(mime, header: header, body: body, depth: depth)
        default: return MessageStructure.Part(header: header, body: body, kind: .single)
        }
    }

    private mutating func multipart(
        _ mime: UnsafeMutablePointer<mailmime>, header: Range<Int>, body: Range<Int>, depth: Int
    ) -> MessageStructure.Part {
        var children: [MessageStructure.Part] = []
        var cell = mime.pointee.mm_data.mm_multipart.mm_mp_list?.pointee.first
        while let present = cell, parts < limits.parts {
            if let child = present.pointee.data?.assumingMemoryBound(to: mailmime.self) {
                let start = offset(of: child.pointee.mm_mime_start) ?? body.lowerBound
                children.append(
                    followsEmptyLine(start)
                        ? headless(child, from: start, isMessage: isDigest(mime), depth: depth + 1)
                        : part(child, from: start, depth: depth + 1))
            }
            cell = present.pointee.next
        }
        let kind: MessageStructure.Kind = children.isEmpty ? .single : .multipart
        return MessageStructure.Part(header: header, body: body, kind: kind, children: children)
    }

    /// A part that has no field of its own.
    ///
    /// Behind the first boundary the library skips every empty line, so it reads the first paragraph of such a part
    /// as fields, and what people wrote there would be gone.
    ///
    /// - Standard: RFC 2046 §5.1 (no fields), §5.1.5 (digest: the part is a message then)
    private mutating func headless(
        _ mime: UnsafeMutablePointer<mailmime>, from start: Int, isMessage: Bool, depth: Int
    ) -> MessageStructure.Part {
        parts += 1
        let body = start..<max(start, bodyRange(mime).upperBound)
        guard isMessage, depth < limits.depth, parts < limits.parts else {
            return MessageStructure.Part(header: start..<start, body: body, kind: .single)
        }
        var child = part(mime, from: start, depth: depth + 1)
        // Within a digest the library takes whatever has no type for a message; this one's fields are the message's.
        if child.kind == .message {
            child = MessageStructure.Part(header: child.header, body: child.body, kind: .single)
        }
        return MessageStructure.Part(header: start..<start, body: body, kind: .message, children: [child])
    }

    private func followsEmptyLine(_ start: Int) -> Bool {
        let lineFeed = UInt8(ascii: "\n")
        guard start >= 2, message[start - 1] == lineFeed else { return false }
        let isWithReturn = start >= 3 && message[start - 2] == UInt8(ascii: "\r")
        return message[start - (isWithReturn ? 3 : 2)] == lineFeed
    }

    private func isDigest(_ mime: UnsafeMutablePointer<mailmime>) -> Bool {
        guard let subtype = mime.pointee.mm_content_type?.pointee.ct_subtype else { return false }
        return strcasecmp(subtype, "digest") == 0
    }

    private mutating func embedded(
        _ mime: UnsafeMutablePointer<mailmime>, header: Range<Int>, body: Range<Int>, depth: Int
    ) -> MessageStructure.Part {
        guard let inner = mime.pointee.mm_data.mm_message.mm_msg_mime, parts < limits.parts else {
            return MessageStructure.Part(header: header, body: body, kind: .single)
        }
        // The library gives an embedded message the start of the entity around it.
        let child = part(inner, from: body.lowerBound, depth: depth + 1)
        return MessageStructure.Part(header: header, body: body, kind: .message, children: [child])
    }

    private func bodyRange(_ mime: UnsafeMutablePointer<mailmime>) -> Range<Int> {
        guard let data = mime.pointee.mm_body, Int(data.pointee.dt_type) == MAILMIME_DATA_TEXT,
            let start = offset(of: data.pointee.dt_data.dt_text.dt_data)
        else { return message.count..<message.count }
        let length = min(data.pointee.dt_data.dt_text.dt_length, message.count - start)
        return start..<(start + max(0, length))
    }

    /// The fields before a body: without the empty line that ends them.
    private func headerRange(from start: Int, to end: Int) -> Range<Int> {
        guard start < end else { return start..<start }
        let lineFeed = UInt8(ascii: "\n")
        let carriageReturn = UInt8(ascii: "\r")
        var cut = end
        if message[cut - 1] == lineFeed {
            cut -= 1
            if cut > start, message[cut - 1] == carriageReturn { cut -= 1 }
        }
        // Only an empty line is cut; the end of the last field stays with it.
        guard cut == start || message[cut - 1] == lineFeed else { return start..<end }
        return start..<cut
    }

    /// Where in the message the library's pointer points, or nil when it points elsewhere.
    private func offset(of pointer: UnsafePointer<CChar>?) -> Int? {
        guard let pointer, let base = message.baseAddress else { return nil }
        let distance = UnsafeRawPointer(pointer) - base
        return (0...message.count).contains(distance) ? distance : nil
    }
}
