import InternetMessage
import TemplateEngine

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

    /// Templates of messages that let their reader in: shown to nobody else.
    static let personal = Set(TemplateKey.all.filter(\.isPersonal).map(\.rawValue))
}
