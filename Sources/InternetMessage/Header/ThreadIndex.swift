public import struct Foundation.Date

/// The beginning of Outlook's own conversation field, which all mails of one conversation share: a time and an
/// identifier. Five bytes for each answer may follow; they place it within the conversation, and are not kept.
///
/// Not an Internet standard: [MS-OXOMSG] §2.2.1.3 describes it.
public struct ThreadIndex: Sendable, Hashable {
    /// Bytes of the beginning.
    public static let length = 22
    /// Bytes of one answer.
    static let answerLength = 5
    /// Answers that a field which is read may list.
    static let mostAnswers = 400

    public let bytes: [UInt8]

    /// As the field has it. nil for anything else, and for what begins with another number than the only known one.
    public init?(field: String) {
        guard field.utf8.count <= 4_000 else { return nil }
        let units = field.utf8.filter { $0 > 0x20 }
        let bytes = Base64.decode(units[...]).bytes
        let rest = bytes.count - ThreadIndex.length
        guard rest >= 0, rest.isMultiple(of: ThreadIndex.answerLength),
            rest / ThreadIndex.answerLength <= ThreadIndex.mostAnswers, bytes.first == 1,
            units.allSatisfy({ ASCII.isAlphanumeric($0) || "+/=".utf8.contains($0) })
        else { return nil }
        self.bytes = Array(bytes.prefix(ThreadIndex.length))
    }

    /// - Parameter identifier: Sixteen bytes; fewer are filled up with zeros.
    public init(begun: Date, identifier: [UInt8]) {
        // The time counts tenths of a microsecond since 1601; its upper six of eight bytes are kept, the first of
        // which is 1 from 1829 to 2057.
        let seconds = min(max(begun.timeIntervalSince1970, -11_644_473_600), 1e11) + 11_644_473_600
        let time = UInt64(seconds) * 10_000_000
        let stamp = (2...7).reversed().map { UInt8(truncatingIfNeeded: time >> UInt64($0 * 8)) }
        let padded = identifier.prefix(16) + [UInt8](repeating: 0, count: max(0, 16 - identifier.count))
        bytes = [1] + stamp.dropFirst() + padded
    }

    /// For the field.
    public var text: String { String(decoding: Base64Writer.encoded(bytes[...]), as: UTF8.self) }
}

extension InternetMessage {
    public var threadIndex: ThreadIndex? { header.text("thread-index").flatMap(ThreadIndex.init(field:)) }
}
