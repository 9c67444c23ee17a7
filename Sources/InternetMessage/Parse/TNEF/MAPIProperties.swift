import UnicodeText

/// The properties of a message or an attachment in a `winmail.dat`: those that are asked for, by their place.
struct MAPIProperties {
    enum Tag: UInt16 {
        case subject = 0x0037
        case body = 0x1000
        case compressedRTF = 0x1009
        case html = 0x1013
        case displayName = 0x3001
        case attachData = 0x3701
        case attachFilename = 0x3704
        case attachLongFilename = 0x3707
        case attachMIMETag = 0x370E
        case attachContentID = 0x3712
        case internetCodepage = 0x3FDE
    }

    struct Value {
        var range: Range<Int>
        var isWide = false
        /// An object that is itself a message.
        var isMessage = false
    }

    private(set) var ranges: [Tag: Value] = [:]
    private(set) var numbers: [Tag: UInt32] = [:]

    init() {}

    /// Stops at the first property that makes no sense; what was read before stays.
    init(_ bytes: [UInt8], in range: Range<Int>, limit: Int) {
        var reader = LittleEndianReader(bytes, in: range)
        guard let count = reader.uint32() else { return }
        for _ in 0..<min(Int(count), limit) {
            guard let type = reader.uint16(), let identifier = reader.uint16(),
                identifier < 0x8000 || Self.skipName(&reader),
                take(type, Tag(rawValue: identifier), from: &reader, bytes)
            else { return }
        }
    }

    /// A named property carries its name before its value.
    private static func skipName(_ reader: inout LittleEndianReader) -> Bool {
        guard reader.skip(16), let kind = reader.uint32() else { return false }
        if kind == 0 { return reader.skip(4) }
        guard let length = reader.uint32(), let name = reader.range(length) else { return false }
        reader.skipPadding(after: name.count)
        return true
    }

    private mutating func take(
        _ type: UInt16, _ tag: Tag?, from reader: inout LittleEndianReader, _ bytes: [UInt8]
    ) -> Bool {
        let isMany = type & 0x1000 != 0
        let kind = type & 0x0FFF
        if let size = Self.fixedSize(kind) {
            guard isMany else { return takeFixed(kind, size, tag, from: &reader) }
            guard let count = reader.uint32(), let total = Int(exactly: UInt64(count) * UInt64(size)) else {
                return false
            }
            return reader.skip(total)
        }
        guard [0x0D, 0x1E, 0x1F, 0x102].contains(kind), let count = reader.uint32() else { return false }
        for index in 0..<count {
            guard let length = reader.uint32(), let range = reader.range(length) else { return false }
            reader.skipPadding(after: range.count)
            if index == 0, !isMany, let tag { keep(kind, tag, range, bytes) }
        }
        return true
    }

    private mutating func takeFixed(
        _ kind: UInt16, _ size: Int, _ tag: Tag?, from reader: inout LittleEndianReader
    ) -> Bool {
        guard kind == 3 else { return reader.skip(size) }
        guard let number = reader.uint32() else { return false }
        if let tag { numbers[tag] = number }
        return true
    }

    private mutating func keep(_ kind: UInt16, _ tag: Tag, _ range: Range<Int>, _ bytes: [UInt8]) {
        guard kind == 0x0D else {
            ranges[tag] = Value(range: range, isWide: kind == 0x1F)
            return
        }
        // An object begins with the identifier of its interface.
        guard range.count >= 16 else { return }
        let isMessage = bytes[range].prefix(4).elementsEqual([0x07, 0x03, 0x02, 0x00])
        ranges[tag] = Value(range: (range.lowerBound + 16)..<range.upperBound, isMessage: isMessage)
    }

    /// Bytes a value takes, fill included; nil for kinds of any length.
    private static func fixedSize(_ kind: UInt16) -> Int? {
        switch kind {
        case 0x02, 0x03, 0x04, 0x0A, 0x0B: 4
        case 0x05, 0x06, 0x07, 0x14, 0x40: 8
        case 0x48: 16
        default: nil
        }
    }

    func text(_ tag: Tag, in bytes: [UInt8], charset: String?) -> String? {
        guard let value = ranges[tag] else { return nil }
        var content = Array(bytes[value.range])
        if value.isWide {
            if content.count % 2 != 0 { content.removeLast() }
            while content.count >= 2, content.suffix(2).allSatisfy({ $0 == 0 }) { content.removeLast(2) }
            return Charset.decode(content, label: "utf-16le")?.text.withoutControls()
        }
        while content.last == 0 { content.removeLast() }
        return Charset.readable(content, declared: charset).text
    }
}
