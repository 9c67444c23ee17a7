import UnicodeText

/// Opens the envelope that Outlook puts around a message when it writes to another Outlook.
///
/// Security: the bytes are the sender's. Every length is held to what is there, attributes, properties, files, depth
/// and bytes are counted, and nothing is allocated by a number that was read. Checksums are not asked: a changed byte
/// harms nobody who checks the rest.
/// Failure: nil when it is no such envelope or ends in the middle of an attribute; the original is kept then.
struct TNEFReader {
    private static let signature: UInt32 = 0x223E_9F78

    private let bytes: [UInt8]
    private let limits: TNEFContent.Limits
    private var content = TNEFContent()
    private var room: Int
    private var codepage: String?
    private var current: Draft?

    private struct Draft {
        var title: [UInt8] = []
        var data: Range<Int>?
        var properties = MAPIProperties()
    }

    static func content(of bytes: [UInt8], limits: TNEFContent.Limits) -> TNEFContent? {
        var reader = TNEFReader(bytes, limits)
        return reader.run() ? reader.content : nil
    }

    private init(_ bytes: [UInt8], _ limits: TNEFContent.Limits) {
        self.bytes = bytes
        self.limits = limits
        room = limits.bytes
    }

    private mutating func run() -> Bool {
        var reader = LittleEndianReader(bytes, in: 0..<bytes.count)
        guard reader.uint32() == Self.signature, reader.uint16() != nil else { return false }
        var attributes = 0
        while reader.remaining > 4 {
            attributes += 1
            guard attributes <= limits.attributes, let level = reader.uint8(), let name = reader.uint32(),
                let length = reader.uint32(), let data = reader.range(length), reader.uint16() != nil
            else { return false }
            switch level {
            case 1: takeMessage(name, data)
            case 2: takeAttachment(name, data)
            default: return false
            }
        }
        finishFile()
        return true
    }

    private mutating func takeMessage(_ name: UInt32, _ data: Range<Int>) {
        switch name {
        case 0x0006_9007:
            var reader = LittleEndianReader(bytes, in: data)
            codepage = reader.uint32().map(Self.charset)
        case 0x0001_8004: content.subject = HeaderText.clean(string(data), limit: HeaderText.subjectScalars)
        case 0x0002_800C: content.text = string(data)
        case 0x0006_9003: takeProperties(MAPIProperties(bytes, in: data, limit: limits.attributes))
        default: break
        }
    }

    private mutating func takeProperties(_ properties: MAPIProperties) {
        if let number = properties.numbers[.internetCodepage] { codepage = Self.charset(number) }
        if let text = properties.text(.body, in: bytes, charset: codepage) { content.text = text }
        if let html = properties.text(.html, in: bytes, charset: codepage) { content.html = html }
        if let subject = properties.text(.subject, in: bytes, charset: codepage) {
            content.subject = HeaderText.clean(subject, limit: HeaderText.subjectScalars)
        }
        guard content.text == nil, content.html == nil, let range = properties.ranges[.compressedRTF]?.range,
            let rtf = CompressedRTF.decode(bytes[range], limit: min(room, 2 << 20))
        else { return }
        room -= rtf.count
        content.html = RTFText.html(rtf, charset: codepage)
        if content.html == nil { content.text = RTFText.plainText(rtf, charset: codepage) }
    }

    private mutating func takeAttachment(_ name: UInt32, _ data: Range<Int>) {
        if name == 0x0006_9002 {
            finishFile()
            current = Draft()
            return
        }
        if current == nil { current = Draft() }
        switch name {
        case 0x0001_8010: current?.title = Array(bytes[data].prefix(1_000))
        case 0x0006_800F: current?.data = data
        case 0x0006_9005: current?.properties = MAPIProperties(bytes, in: data, limit: limits.attributes)
        default: break
        }
    }

    private mutating func finishFile() {
        guard let draft = current else { return }
        current = nil
        let properties = draft.properties
        let object = properties.ranges[.attachData]
        if object?.isMessage == true, let range = object?.range {
            takeEmbedded(bytes[range], named: name(of: draft))
            return
        }
        guard let range = draft.data.flatMap({ $0.isEmpty ? nil : $0 }) ?? object?.range else { return }
        add(
            .init(
                name: name(of: draft), type: properties.text(.attachMIMETag, in: bytes, charset: nil),
                contentID: properties.text(.attachContentID, in: bytes, charset: nil), bytes: Array(bytes[range])))
    }

    private mutating func add(_ file: TNEFContent.File) {
        guard content.files.count < limits.files, file.bytes.count <= room else {
            content.isCut = true
            return
        }
        room -= file.bytes.count
        content.files.append(file)
    }

    /// A message in the envelope: its words become a file, its files stand beside the others.
    private mutating func takeEmbedded(_ inner: ArraySlice<UInt8>, named name: String) {
        let inside = TNEFContent.Limits(
            bytes: room, files: max(0, limits.files - content.files.count), depth: limits.depth - 1,
            attributes: limits.attributes)
        guard limits.depth > 0, let message = TNEFReader.content(of: Array(inner), limits: inside) else {
            add(.init(name: name.isEmpty ? "message.tnef" : name + ".tnef", bytes: Array(inner)))
            return
        }
        let words = message.html ?? message.text ?? ""
        let title = message.subject.isEmpty ? name : message.subject
        let suffix = message.html == nil ? ".txt" : ".html"
        add(.init(name: (title.isEmpty ? "message" : title) + suffix, bytes: Array(words.utf8)))
        message.files.forEach { add($0) }
    }

    private func name(of draft: Draft) -> String {
        let long = draft.properties.text(.attachLongFilename, in: bytes, charset: codepage)
        let short = draft.properties.text(.attachFilename, in: bytes, charset: codepage)
        let shown = draft.properties.text(.displayName, in: bytes, charset: codepage)
        let title = Charset.readable(Self.untilNUL(draft.title), declared: codepage).text
        return [long, title, short, shown].compactMap { $0 }.first { !$0.isEmpty } ?? ""
    }

    private func string(_ data: Range<Int>) -> String {
        Charset.readable(Self.untilNUL(Array(bytes[data])), declared: codepage).text
    }

    private static func untilNUL(_ bytes: [UInt8]) -> [UInt8] { Array(bytes.prefix { $0 != 0 }) }

    static func charset(_ codepage: UInt32) -> String {
        switch codepage {
        case 65_001: "utf-8"
        case 20_127: "us-ascii"
        case 936, 54_936: "gb18030"
        case 932: "shift_jis"
        case 949: "windows-949"
        case 950: "big5"
        case 20_866: "koi8-r"
        case 28_591...28_605: "iso-8859-\(codepage - 28_590)"
        case 50_220...50_222: "iso-2022-jp"
        case 51_932: "euc-jp"
        default: "windows-\(codepage)"
        }
    }
}
