import NIOCore

/// Cuts what a client sends into what a session understands: command lines, and the content of messages.
///
/// Pure and without a socket, so that transcripts can be played against it. It holds no more than one command line,
/// one message up to the cap, and whatever was read beyond them.
struct LMTPInput {
    enum Unit: Hashable {
        case command(LMTPCommand)
        case malformed(LMTPSyntaxError)
        case content(DotDecoder.Content)
    }

    private var buffer = ByteBuffer()
    private var decoder: DotDecoder?
    private var isSkippingLine = false
    private let limits: LMTPLimits
    private let budget: ContentBudget
    /// For the content that is being read or was read last; whoever takes that on keeps it.
    private(set) var reservation: ContentReservation?

    init(limits: LMTPLimits, budget: ContentBudget? = nil) {
        self.limits = limits
        self.budget = budget ?? ContentBudget(bytes: max(limits.contentBytes, limits.messageBytes))
    }

    mutating func append(_ bytes: ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            var bytes = bytes
            buffer.discardReadBytes()
            buffer.writeBuffer(&bytes)
        }
    }

    /// From here on the client's bytes are content, whatever they look like.
    mutating func expectContent(declared: Int?) {
        let reservation = ContentReservation(budget)
        self.reservation = reservation
        decoder = DotDecoder(cap: limits.messageBytes, expecting: declared, within: reservation)
    }

    /// The content is on disk, or nobody's any more.
    mutating func forgetContent() { reservation = nil }

    /// The next unit; nil until more bytes come.
    mutating func next() -> Unit? {
        guard buffer.readableBytes > 0 else { return nil }
        guard decoder == nil else {
            guard let content = decoder?.decode(&buffer) else { return nil }
            decoder = nil
            return .content(content)
        }
        return nextLine()
    }

    private mutating func nextLine() -> Unit? {
        let view = buffer.readableBytesView
        guard let feed = view.firstIndex(of: 0x0A) else {
            if isSkippingLine || view.count >= limits.commandBytes {
                isSkippingLine = true
                buffer.moveReaderIndex(to: buffer.writerIndex)
            }
            return nil
        }
        let line = view[..<feed]
        buffer.moveReaderIndex(forwardBy: line.count + 1)
        guard !isSkippingLine, line.count < limits.commandBytes else {
            isSkippingLine = false
            return .malformed(.lineTooLong)
        }
        guard line.last == 0x0D else { return .malformed(.bareLineFeed) }
        do {
            return .command(try LMTPCommand(parsing: line.dropLast()))
        } catch {
            return .malformed(error)
        }
    }
}
