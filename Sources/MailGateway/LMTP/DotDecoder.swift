import NIOCore

/// Takes the content of a message off the wire, up to the line that holds nothing but a dot.
///
/// Only CRLF ends a line, so only CRLF "." CRLF ends the content. A lone LF or CR is kept as the byte it is and means
/// nothing: a message that hides a second transaction behind LF "." LF stays one message, bytes and all.
///
/// Security: memory is bounded by the cap and by the reservation. What comes beyond them is read to the end of the content, since LMTP has no
/// other place for a reply, and forgotten at once.
/// - Standard: RFC 5321 §4.5.2 (transparency), §2.3.8 (lines end with CRLF and nothing else)
struct DotDecoder {
    enum Content: Hashable {
        case message([UInt8])
        /// More than the cap.
        case tooBig
        /// Other connections hold too much; another time it may fit.
        case noRoom
    }

    /// What the last byte was the end of.
    private enum Position { case lineStart, dot, dotCR, line, lineCR }

    private let cap: Int
    private var position = Position.lineStart
    private var bytes: [UInt8] = []
    /// Why the content is not kept any more.
    private var overflow: Content?
    private let reservation: ContentReservation

    /// - Parameter expecting: What the client declared, as a hint; it reserves at most 1 MiB.
    init(cap: Int, expecting declared: Int? = nil, within reservation: ContentReservation) {
        self.cap = cap
        self.reservation = reservation
        bytes.reserveCapacity(min(max(declared ?? 4_096, 512), cap, 1 << 20))
    }

    /// Reads from the front of a buffer; nil when the content goes on. Bytes behind the content are left in it.
    mutating func decode(_ buffer: inout ByteBuffer) -> Content? {
        let view = buffer.readableBytesView
        var index = view.startIndex
        // Start of the bytes that are content and not yet kept.
        var kept = index
        while index < view.endIndex {
            switch (position, view[index]) {
            case (.lineStart, 0x2E):
                keep(view[kept..<index])
                position = .dot
                kept = index + 1
            case (.dot, 0x0D):
                // The CR is content if no LF follows, so it is not skipped yet.
                position = .dotCR
            case (.dotCR, 0x0A):
                buffer.moveReaderIndex(forwardBy: index + 1 - view.startIndex)
                return finish()
            case (.lineCR, 0x0A):
                position = .lineStart
            case (.dotCR, let byte):
                // The CR was the last byte of an earlier buffer, and held back then.
                if index == view.startIndex { keep(CollectionOfOne(0x0D)) }
                position = byte == 0x0D ? .lineCR : .line
            case (_, 0x0D):
                position = .lineCR
            default:
                position = .line
                // Nothing within a line matters before its CR.
                index = (view[index...].firstIndex(of: 0x0D) ?? view.endIndex) - 1
            }
            index += 1
        }
        if position != .dotCR { keep(view[kept...]) }
        buffer.moveReaderIndex(to: buffer.writerIndex)
        return nil
    }

    private mutating func keep(_ run: some Collection<UInt8>) {
        guard overflow == nil else { return }
        guard run.count <= cap - bytes.count else { return giveUp(.tooBig) }
        guard reservation.grow(by: run.count) else { return giveUp(.noRoom) }
        bytes.append(contentsOf: run)
    }

    private mutating func giveUp(_ reason: Content) {
        overflow = reason
        bytes = []
        reservation.release()
    }

    private mutating func finish() -> Content {
        defer { bytes = [] }
        return overflow ?? .message(bytes)
    }
}
