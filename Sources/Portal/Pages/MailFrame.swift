import Foundation
import InternetMessage
import Ticketing

/// The formatted mail as a document of its own, for the sandboxed frame.
///
/// Pictures that came with the mail are written into it: the frame has an origin of its own, so it could not fetch
/// them with the reader's session. Whatever else would load is not there after the sanitizer, and forbidden by policy.
struct MailFrame {
    static let largestPicture = 1 << 20
    static let mostPictures = 40

    let markup: SafeMarkup
    let pictures: InlinePictures

    var html: HTML {
        .markup("<!doctype html>\n")
            + tag(
                "html", ["dir": "auto"],
                tag(
                    "head", [:], .void("meta", ["charset": "utf-8"]),
                    .void("meta", ["name": "color-scheme", "content": "light"]), .void("base", ["target": "_blank"]),
                    .void("link", ["rel": "stylesheet", "href": StaticFiles.mailStyle.path]),
                    tag("title", [:], text("Mail"))),
                tag("body", [:], .mail(markup.showing(pictures))))
    }
}

/// Pictures that no browser takes for anything else, told by their first bytes and never by what a mail calls them.
enum PictureType: String, Sendable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webp = "image/webp"

    init?(_ bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) {
            self = .gif
        } else if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBP".utf8) {
            self = .webp
        } else {
            return nil
        }
    }
}

/// Pictures that came with a mail, to be written into its HTML.
///
/// - Standard: RFC 2392
struct InlinePictures {
    var pictures: [(contentID: String, bytes: [UInt8])] = []

    /// The same HTML with each `src="cid:…"` replaced, or emptied where there is no such picture.
    ///
    /// Sanitizer and templates write attributes in this one form; a replacement is a `data:` URL of base64 letters, so
    /// the result is as safe as what it was made from.
    func shown(in html: String) -> String {
        let units = Array(html.utf8)
        let mark = Array("src=\"cid:".utf8)
        var output: [UInt8] = []
        var index = 0
        var found = 0
        while index < units.count {
            guard units[index] == mark[0], units[index...].starts(with: mark),
                let end = units[(index + mark.count)...].firstIndex(of: UInt8(ascii: "\""))
            else {
                output.append(units[index])
                index += 1
                continue
            }
            found += 1
            let name = units[(index + mark.count)..<end]
            let replacement = found <= MailFrame.mostPictures ? source(for: Self.plain(name)) : nil
            output.append(contentsOf: "src=\"\(replacement ?? "")\"".utf8)
            index = end + 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    private func source(for contentID: String) -> String? {
        guard let picture = pictures.first(where: { $0.contentID.utf8.elementsEqual(contentID.utf8) }),
            let type = PictureType(picture.bytes)
        else { return nil }
        return "data:\(type.rawValue);base64," + Data(picture.bytes).base64EncodedString()
    }

    /// The identifier behind percent-encoding and the few entities that are written.
    private static func plain(_ units: ArraySlice<UInt8>) -> String {
        let text = String(decoding: units, as: UTF8.self)
        let plain = text.replacingOccurrences(of: "&#39;", with: "'").replacingOccurrences(of: "&amp;", with: "&")
        return plain.removingPercentEncoding ?? plain
    }
}

extension SafeMarkup {
    func showing(_ pictures: InlinePictures) -> SafeMarkup { SafeMarkup(html: pictures.shown(in: html)) }

    private init(html: String) {
        self.html = html
    }
}
