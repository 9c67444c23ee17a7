public import InternetMessage

/// Chance, where the core needs it.
public protocol TokenSource: Sendable {
    /// `count` unpredictable bytes.
    func bytes(_ count: Int) -> [UInt8]
}

/// What turns bytes into structure: libetpan and an HTML5 parser in disposable children.
public protocol MessageParsing: Sendable {
    /// nil when the child died, ran out of time or refused: the fallback reads the message.
    func structure(of raw: RawMessage) async -> MessageStructure?
    /// nil likewise: the tags are stripped by plain rules.
    func htmlTree(of utf8: [UInt8]) async -> HTMLNode?
}

/// Hands a composed message to the next hop. One outcome per forward-path, in order.
public protocol OutgoingMail: Sendable {
    func send(_ envelope: Envelope, _ message: RawMessage) async -> [RecipientOutcome]
}
