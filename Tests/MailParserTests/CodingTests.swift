import InternetMessage
import Testing

@Suite("What crosses between the daemon and its children")
struct CodingTests {
    private static let structure = MessageStructure(
        root: .init(
            header: 0..<300, body: 302..<70_000, kind: .multipart,
            children: [
                .init(header: 310..<310, body: 320..<400, kind: .single),
                .init(
                    header: 400..<450, body: 452..<60_000, kind: .message,
                    children: [.init(header: 452..<500, body: 502..<60_000, kind: .single)]),
            ]))

    private static let html = HTMLNode.element(
        HTMLElement(
            name: "html",
            children: [
                .text("中文 \u{1F600}"),
                .element(
                    HTMLElement(
                        namespace: .svg, name: "a", attributes: [.init(name: "xlink:href", value: "x")],
                        children: [.text("")])),
            ]))

    @Test func `a structure comes back as it went`() throws {
        let encoded = Self.structure.encoded
        let decoded = try MessageStructure(decoding: encoded, messageBytes: 70_000, limits: MessageLimits())
        #expect(decoded == Self.structure)
    }

    @Test func `a tree comes back as it went`() throws {
        #expect(try HTMLNode(decoding: Self.html.encoded) == Self.html)
    }

    @Test func `a range beyond the message is refused`() {
        let encoded = Self.structure.encoded
        #expect(throws: ByteCodingError.tooLarge) {
            try MessageStructure(decoding: encoded, messageBytes: 69_999, limits: MessageLimits())
        }
    }

    @Test(arguments: [(3, 4, true), (2, 4, false), (3, 3, false)])
    func `depth and parts are held to their limits`(depth: Int, parts: Int, isAccepted: Bool) {
        var limits = MessageLimits()
        limits.depth = depth
        limits.parts = parts
        let decoded = try? MessageStructure(decoding: Self.structure.encoded, messageBytes: 70_000, limits: limits)
        #expect((decoded != nil) == isAccepted)
    }

    @Test func `a tree deeper than the limit is refused`() {
        let open: [UInt8] = [1, 0, 1, 0x62, 0, 1]
        let deep = Array(repeatElement(open, count: 100_000).joined())
        #expect(throws: ByteCodingError.tooLarge) { try HTMLNode(decoding: deep) }
    }

    @Test func `a length beyond the bytes allocates nothing`() {
        #expect(throws: ByteCodingError.tooLarge) { try HTMLNode(decoding: [0, 0xFF, 0xFF, 0xFF, 0x03]) }
        #expect(throws: ByteCodingError.tooLarge) {
            try HTMLNode(decoding: [0] + [UInt8](repeating: 0xFF, count: 9) + [1])
        }
    }

    @Test func `no bytes make the decoders trap`() {
        var chance = Chance()
        let seeds = [Self.structure.encoded, Self.html.encoded]
        for round in 0..<20_000 {
            var bytes = seeds[round % 2]
            for _ in 0..<(1 + Int(chance.next() % 6)) {
                let place = Int(chance.next() % UInt64(bytes.count))
                switch chance.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: chance.next())
                case 1: bytes.insert(UInt8(truncatingIfNeeded: chance.next()), at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
            if let tree = try? HTMLNode(decoding: bytes) { _ = tree.encoded }
            let structure = try? MessageStructure(decoding: bytes, messageBytes: 70_000, limits: MessageLimits())
            if let structure { #expect(structure.root.body.upperBound <= 70_000) }
        }
    }

    /// The same sequence in each run, so that a failure can be met again.
    private struct Chance {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }
}
