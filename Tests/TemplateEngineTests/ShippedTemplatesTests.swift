import Cryptography
import Foundation
import Testing

@testable import TemplateEngine

@Suite("The templates that are shipped")
struct ShippedTemplatesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Templates").standardizedFileURL

    @Test func `Every key has every language and no fault`() {
        let faults = TemplateLint.faults(in: .shipped, languages: LanguageTag.shipped)
        #expect(faults.map(\.description) == [])
        #expect(TemplateCatalog.shipped.keys == TemplateKey.all.sorted())
    }

    @Test func `The program carries the files byte for byte, and each has its checksum`() throws {
        let sums = try String(contentsOf: Self.folder.appending(path: "SHA256SUMS"), encoding: .utf8)
        var named: Set<String> = []
        for line in sums.split(separator: "\n") {
            let fields = line.split(separator: " ")
            let (sum, path) = (String(fields[0]), String(fields[1]))
            let bytes = try Data(contentsOf: Self.folder.appending(path: path))
            #expect(Hex.encode(SHA256.digest(of: [UInt8](bytes))) == sum, "\(path) was changed after its release")
            #expect(ShippedTemplates.files[path].map { Array($0.utf8) } == [UInt8](bytes), "run script/embed-templates")
            named.insert(path)
        }
        #expect(Set(ShippedTemplates.files.keys) == named)
    }

    @Test(arguments: TemplateCatalog.shipped.templates, [true, false])
    func `Each renders strictly, small, and with its tag first`(template: Template, isComplete: Bool) throws {
        let key = template.key
        let renderer = TemplateRenderer(catalog: .shipped, timeZone: "Asia/Shanghai", mode: .strict)
        let rendered = try renderer.render(
            template, isComplete ? SampleValues.all(for: key) : SampleValues.required(for: key))
        let html = try #require(rendered.html)
        #expect(MailMarkupLint.faults(in: html).map(\.fault) == [])
        let direction = template.language.isRightToLeft ? "rtl" : "ltr"
        #expect(html.contains("<html lang=\"\(template.language)\" dir=\"\(direction)\">"))
        #expect((2...120).contains(rendered.subject.unicodeScalars.count))
        #expect(!rendered.text.contains("\n\n\n") && rendered.text.first != "\n")
        for line in rendered.text.split(separator: "\n") {
            #expect(line.utf8.count <= 998 && (line == "-- " || line.last != " " || line.hasPrefix("|")), "\(line)")
        }
        if key.variables.contains(where: { $0.name == "ticket.number" }) {
            #expect(rendered.subject.hasPrefix("[IT-1042] "))
        }
        for text in [rendered.subject, rendered.text, html] {
            #expect(!text.contains("{{") && !text.contains("}}") && !text.contains("—,") && !text.contains("  ,"))
        }
    }

    @Test func `Every sentence stands in the text and in the HTML`() {
        let marks = { (path: String) -> Set<String> in
            let pieces = (ShippedTemplates.files[path] ?? "").components(separatedBy: "{{>./").dropFirst()
            return Set(pieces.map { String($0.prefix { $0 != "}" }) })
        }
        for key in TemplateKey.all {
            let text = marks("\(key)/1/und.text")
            #expect(text == marks("\(key)/1/und.html"), "\(key)")
            for language in LanguageTag.shipped {
                let words = ShippedTemplates.files["\(key)/1/\(language).words"] ?? ""
                let names = words.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
                #expect(Set(names).subtracting(["subject"]) == text, "\(key) \(language)")
            }
        }
    }

    @Test(arguments: TemplateCatalog.shipped.templates)
    func `Each word of a choice is said in a way of its own`(template: Template) throws {
        let renderer = TemplateRenderer(catalog: .shipped, timeZone: "UTC", mode: .strict)
        for variable in template.key.variables {
            guard case .choice(let words) = variable.kind else { continue }
            let texts = try words.map { word in
                let values = try rendered(template, [variable.name: word], by: renderer)
                return values.subject + values.text
            }
            #expect([1, words.count].contains(Set(texts).count), "\(variable.name)")
        }
    }

    @Test(arguments: [("ar", 6), ("de", 3), ("en", 3), ("es", 3), ("fr", 3)])
    func `Numbers take the forms of the language`(language: String, forms: Int) throws {
        let template = try TemplateCatalog.shipped.template(
            key: .digest, version: .first, languages: [try #require(LanguageTag(language))])
        let renderer = TemplateRenderer(catalog: .shipped, timeZone: "UTC", mode: .strict)
        let subjects = try [0, 1, 2, 3, 11, 100].map { count in
            let subject = try rendered(template, ["digest.waiting": "\(count)"], by: renderer).subject
            return String(subject.filter { !$0.isNumber })
        }
        #expect(Set(subjects).count == forms)
    }

    private func rendered(
        _ template: Template, _ changes: [String: String], by renderer: TemplateRenderer
    ) throws -> RenderedTemplate {
        let html = SampleValues.all(for: template.key)["entry"]
        var flat = TemplateSample.flat(for: template.key, at: SampleValues.now)
        for name in flat.keys {
            let plain = name.split(separator: ".").filter { Int($0) == nil }.joined(separator: ".")
            if let change = changes[plain] { flat[name] = change }
        }
        var values = FlatValues.values(flat, of: template.key)
        if let html { values["entry"] = html }
        return try renderer.render(template, values)
    }

    @Test func `Every variable stands in docs/templates.md`() throws {
        let page = try String(contentsOf: Self.folder.appending(path: "../docs/templates.md"), encoding: .utf8)
        for variable in TemplateKey.all.flatMap(\.variables) {
            #expect(page.contains("| `\(variable.name)` | \(variable.meaning) |"))
        }
    }

    @Test func `Chinese texts use full-width marks beside Han`() {
        let narrow = Set(",:;?!()".unicodeScalars)
        for (path, text) in ShippedTemplates.files where path.hasSuffix("/zh.words") || path.hasSuffix("/ja.words") {
            let scalars = Array(text.unicodeScalars)
            for (left, right) in zip(scalars, scalars.dropFirst()) {
                let isFault = narrow.contains(left) && isHan(right) || isHan(left) && narrow.contains(right)
                #expect(!isFault, "\(path): \(left)\(right)")
            }
        }
    }

    private func isHan(_ scalar: Unicode.Scalar) -> Bool {
        (0x4E00...0x9FFF).contains(scalar.value)
    }

    @Test(arguments: [
        (
            LanguageTag.chinese, "[IT-1042] 我们已收到您的请求",
            """
            您好：

            我们已收到您的请求，编号为 IT-1042。IT 服务台的同事会尽快处理，并通过邮件答复您。

            如需补充信息，直接回复本邮件即可，不必另写新邮件。

            查看请求：
            https://desk.example.com/requests/IT-1042

            编号：IT-1042
            状态：新建
            处理人：李四
            提交时间：2026年11月25日 11:36

            — 请在此线以上回复 —

            您收到这封邮件，是因为有一封邮件以您的地址寄到了 support@example.com。

            --\u{20}
            IT 服务台
            如需帮助，请写信至 support@example.com
            本邮件不含任何跟踪内容。

            """
        ),
        (
            LanguageTag.english, "[IT-1042] We have received your request",
            """
            Hello,

            Your request has arrived and has the number IT-1042. IT 服务台 will look into it and answer you by mail.

            To add anything, simply reply to this mail.

            See your request:
            https://desk.example.com/requests/IT-1042

            Number: IT-1042
            Status: New
            Assigned to: 李四
            Opened: Nov 25, 2026, 11:36 AM

            — Reply above this line —

            You get this mail because a mail from your address reached support@example.com.

            --\u{20}
            IT 服务台
            Need help? Write to support@example.com
            This mail contains nothing that tracks you.

            """
        ),
    ])
    func `The acknowledgement reads well`(language: LanguageTag, subject: String, text: String) throws {
        let template = try TemplateCatalog.shipped.template(
            key: .acknowledgement, version: .first, languages: [language])
        let rendered = try TemplateRenderer(catalog: .shipped, timeZone: "Asia/Shanghai", mode: .strict)
            .render(
                template,
                SampleValues.required(for: .acknowledgement).merging(["ticket": ["assignee": "李四"]]) {
                    $0.overlaid(with: $1)
                })
        #expect(rendered.subject == subject)
        #expect(rendered.text == text)
    }
}
