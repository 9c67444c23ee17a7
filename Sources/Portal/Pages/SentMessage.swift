import Foundation
import InternetMessage
import TemplateEngine

/// A message of ours taken apart again, to be shown as it was sent.
struct SentMessage: Sendable {
    let subject: String
    let text: String
    /// As it was composed, with the pictures that went along written into it.
    let html: String?

    init(_ raw: RawMessage) {
        // We composed it: the built-in scan reads it as well as any parser.
        let message = InternetMessage(unstructured: raw, limits: MessageLimits())
        subject = message.subject
        text = message.text
        let pictures = message.attachments.compactMap { part in
            part.contentID.map { (contentID: $0, bytes: part.bytes) }
        }
        html = message.unsafeHTML.map { InlinePictures(pictures: pictures).shown(in: $0) }
    }

    /// Templates of messages that let their reader in, or carry a link to their word on the desk: shown to nobody else.
    static let personal = Set((TemplateKey.all.filter(\.isPersonal) + [.survey]).map(\.rawValue))
}
