import Cryptography
import Foundation
import Testing

@testable import TemplateEngine

@Suite("The templates that are shipped")
struct ShippedTemplatesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../Templates").standardizedFileURL

    @Test func `Every key has both languages and no fault`() {
        let faults = TemplateLint.faults(in: .shipped, languages: [.chinese, .english])
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

    @Test(arguments: TemplateCatalog.shipped.templates)
    func `Each renders strictly, small, and with its tag first`(template: Template) throws {
        let renderer = TemplateRenderer(catalog: .shipped, timeZone: "Asia/Shanghai", mode: .strict)
        let rendered = try renderer.render(template, SampleValues.all(for: template.key))
        let html = try #require(rendered.html)
        #expect(html.utf8.count < 30_000)
        #expect(html.contains("<html lang=\"\(template.language)\">"))
        #expect(html.components(separatedBy: "<table").count == html.components(separatedBy: "</table>").count)
        #expect(html.components(separatedBy: "<td").count == html.components(separatedBy: "</td>").count)
        #expect(html.components(separatedBy: "<tr>").count == html.components(separatedBy: "</tr>").count)
        #expect(html.components(separatedBy: "bgcolor=\"#1d5fd1\"").count == 2)
        #expect(!rendered.text.contains("\n\n\n"))
        if template.key.variables.contains(where: { $0.name == "ticket.number" }) {
            #expect(rendered.subject.hasPrefix("[IT-1042] "))
        }
        for text in [rendered.subject, rendered.text, html] {
            #expect(!text.contains("{{") && !text.contains("—,"))
        }
    }

    @Test(arguments: TemplateCatalog.shipped.templates)
    func `Each renders without its optional values`(template: Template) throws {
        let renderer = TemplateRenderer(catalog: .shipped, timeZone: "UTC", mode: .strict)
        let rendered = try renderer.render(template, SampleValues.required(for: template.key))
        #expect(!rendered.text.contains("\n\n\n"))
    }

    @Test func `Every variable stands in docs/templates.md`() throws {
        let page = try String(contentsOf: Self.folder.appending(path: "../docs/templates.md"), encoding: .utf8)
        for variable in TemplateKey.all.flatMap(\.variables) {
            #expect(page.contains("| `\(variable.name)` | \(variable.meaning) |"))
        }
    }

    @Test func `Chinese texts use full-width marks beside Han`() {
        let narrow = Set(",:;?!()".unicodeScalars)
        for (path, text) in ShippedTemplates.files where path.contains("/zh.") {
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
            .render(template, SampleValues.all(for: .acknowledgement))
        #expect(rendered.subject == subject)
        #expect(rendered.text == text)
    }
}
