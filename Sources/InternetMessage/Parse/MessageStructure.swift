/// The shape of a message as the parser's child saw it: which bytes are which, nothing decoded.
///
/// All ranges are offsets into the `RawMessage`; the decoder clamps them, since a child that was taken over could
/// send any. Field names and bodies are not carried: they are read again from the ranges.
public struct MessageStructure: Sendable, Hashable {
    public var root: Part

    public init(root: Part) {
        self.root = root
    }

    /// One entity of the MIME tree.
    ///
    /// - Standard: RFC 2045 §2.4 (entity), RFC 2046 §5 (composite types)
    public struct Part: Sendable, Hashable {
        /// The part's header section, up to but not including the empty line.
        public var header: Range<Int>
        /// The part's body, still in its transfer encoding.
        public var body: Range<Int>
        public var kind: Kind
        /// Sub-parts of a multipart; for `message`, the one embedded message.
        public var children: [Part]

        public init(header: Range<Int>, body: Range<Int>, kind: Kind, children: [Part] = []) {
            self.header = header
            self.body = body
            self.kind = kind
            self.children = children
        }
    }

    public enum Kind: UInt8, Sendable, Hashable {
        case single = 0
        case multipart = 1
        case message = 2
    }
}
