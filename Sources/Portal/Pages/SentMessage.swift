import InternetMessage

/// A message of ours taken apart again, to be shown as it was sent.
struct SentMessage: Sendable {
    let subject: String
    let text: String
    /// As it was composed.
    let html: String?

    init(_ raw: RawMessage) {
        // We composed it: the built-in scan reads it as well as any parser.
        let message = InternetMessage(unstructured: raw, limits: MessageLimits())
        subject = message.subject
        text = message.text
        html = message.unsafeHTML
    }

    /// Templates of messages that carry a link to somebody's account, or to their word on the desk: shown to nobody else.
    static let personal: Set<String> = ["sign-in-link", "invitation", "survey"]
}
