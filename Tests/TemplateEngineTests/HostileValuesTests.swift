import Foundation
import Testing

@testable import TemplateEngine

/// Each shipped template with values that try to leave their place, against the same template with tame ones.
@Suite("Hostile values in what is shipped")
struct HostileValuesTests {
    private static let hostile =
        "{{desk.title}}{{#x}}\u{202E}\u{2066}</td></table><script>alert(1)</script><!--\"' onload=x\r\nBcc: a@example.com\u{0}"
    private static let tame = "x\ny"

    private func values(of key: TemplateKey, text: String, url: String, color: String) -> [String: TemplateValue] {
        let kinds = Dictionary(key.variables.map { ($0.name, $0.kind) }) { first, _ in first }
        var flat = TemplateSample.flat(for: key, at: SampleValues.now)
        for name in flat.keys {
            switch kinds[name.split(separator: ".").filter { Int($0) == nil }.joined(separator: ".")] {
            case .text: flat[name] = text
            case .url, .image: flat[name] = url
            case .color: flat[name] = color
            default: break
            }
        }
        var values = FlatValues.values(flat, of: key)
        let html: TemplateValue = ["html": .safeHTML(SafeHTML(sanitized: "<p>x</p>"))]
        if let entry = values["entry"] { values["entry"] = entry.overlaid(with: html) }
        return values
    }

    private func structure(_ html: String) -> [String] {
        MailMarkup(html).tokens.compactMap { item in
            switch item.token {
            case .start(let name, let attributes): "<\(name) \(attributes.map(\.name).joined(separator: " "))>"
            case .end(let name): "</\(name)>"
            case .styleSheet(let rules): rules
            case .text: nil
            }
        }
    }

    @Test(arguments: TemplateCatalog.shipped.templates)
    func `No value leaves its place`(template: Template) throws {
        let renderer = TemplateRenderer(catalog: .shipped, timeZone: "UTC", mode: .lenient)
        let bad = try renderer.render(
            template, values(of: template.key, text: Self.hostile, url: "javascript:alert(1)", color: "red;x:url(y)"))
        let good = try renderer.render(
            template, values(of: template.key, text: Self.tame, url: "https://example.com/", color: "#123456"))
        let html = try #require(bad.html)
        #expect(structure(html) == structure(try #require(good.html)))
        #expect(!html.contains("=\"javascript:") && !html.contains("url(y)") && !html.contains("<script"))
        #expect(!bad.subject.unicodeScalars.contains { $0.value < 0x20 })
        for text in [bad.subject, bad.text, html] {
            #expect(!text.unicodeScalars.contains { [0, 0xD, 0x202E, 0x2066].contains($0.value) })
        }
        #expect(bad.text.split(separator: "\n").count == good.text.split(separator: "\n").count)
        // What looks like a tag in a value is still there, letter by letter.
        #expect(bad.text.contains("{{desk.title}}{{#x}}"))
    }
}
