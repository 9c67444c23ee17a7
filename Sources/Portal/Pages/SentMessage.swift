import Foundation
import InternetMessage

/// A message of ours taken apart again, to be shown as it was sent.
struct SentMessage: Sendable {
    let subject: String
    let text: String
    /// As it was composed, with the pictures that travel in it written into it.
    let html: String?

    init(_ raw: RawMessage) {
        // We composed it: the built-in scan reads it as well as any parser.
        let message = InternetMessage(unstructured: raw, limits: MessageLimits())
        subject = message.subject
        text = message.text
        html = message.unsafeHTML.map { Self.withPictures($0, message.attachments) }
    }

    /// A frame has an origin of its own: it could not fetch them.
    ///
    /// - Standard: RFC 2392 §2
    private static func withPictures(_ html: String, _ parts: [Attachment]) -> String {
        parts.prefix(MailFrame.mostPictures).reduce(html) { html, part in
            guard let id = part.contentID, part.bytes.count <= MailFrame.largestPicture,
                let type = PictureType(part.bytes)
            else { return html }
            let data = Data(part.bytes).base64EncodedString()
            return html.replacing("src=\"cid:\(id)\"", with: "src=\"data:\(type.rawValue);base64,\(data)\"")
        }
    }

    /// Templates of messages that carry a link to somebody's account: shown to nobody else.
    static let personal: Set<String> = ["sign-in-link", "invitation"]
}
