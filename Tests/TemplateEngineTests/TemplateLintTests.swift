import TemplateEngine
import Testing

@Suite("Lint")
struct TemplateLintTests {
    private func faults(
        subject: String = "s", text: String = "t", html: String? = nil, key: TemplateKey = .publicReply,
        partials: [TemplatePartial] = []
    ) throws -> [TemplateFault.Kind] {
        let template = try Template(
            key: key, version: .first, language: .english, subject: subject, text: text, html: html)
        return TemplateLint.faults(of: template, in: TemplateCatalog(templates: [template], partials: partials))
            .map(\.kind)
    }

    @Test(
        arguments: [
            ("{{ticket.nunber}}", .unknownVariable("ticket.nunber")), ("{{ticket}}", .unknownVariable("ticket")),
            ("{{#nobody}}{{/nobody}}", .unknownVariable("nobody")), ("{{.}}", .unknownVariable(".")),
            ("{{#ticket}}{{numbre}}{{/ticket}}", .unknownVariable("numbre")), ("{{>none}}", .unknownPartial("none")),
            ("{{#ticket.assignee}}{{ticket.none}}{{/ticket.assignee}}", .unknownVariable("ticket.none")),
            ("{{entry.html}}", .unsafePlacement("entry.html")), (" \n", .empty(.text)),
            ("{{recipient.is_agent}}", .unsafePlacement("recipient.is_agent")),
            ("{{ticket.created_at, plural, other {#}}}", .unfitFormat("ticket.created_at")),
            ("{{ticket.subject, date}}", .unfitFormat("ticket.subject")),
        ] as [(String, TemplateFault.Kind)])
    func `A fault in the text is found`(text: String, fault: TemplateFault.Kind) throws {
        #expect(try faults(text: text) == [fault])
    }

    @Test(
        arguments: [
            ("<p title=\"{{entry.html}}\">", .unsafePlacement("entry.html")),
            ("<p {{ticket.number}}>", .unsafePlacement("ticket.number")),
            ("<a href=\"{{ticket.subject}}\">x</a>", .unsafePlacement("ticket.subject")),
            ("<p style=\"color:{{ticket.subject}}\">", .unsafePlacement("ticket.subject")),
            ("<p>{{brand.color}}</p>", .unsafePlacement("brand.color")),
            ("<p>{{brand.logo}}</p>", .unsafePlacement("brand.logo")),
            ("<img alt=\"\" width=\"9\" src=\"{{ticket.url}}\">", .unsafePlacement("ticket.url")),
            ("{{#ticket.assignee}}<p title=\"{{/ticket.assignee}}\">", .unbalancedSection("ticket.assignee")),
            ("<form>", .markup(.element("form"))),
            ("<p style=\"color:RGB(0 0 0)\">", .markup(.color("RGB(0 0 0)"))),
        ] as [(String, TemplateFault.Kind)])
    func `A fault in the HTML is found`(html: String, fault: TemplateFault.Kind) throws {
        let found = try faults(html: html)
        #expect(found.contains(fault))
        #expect(found.allSatisfy { if case .markup = $0 { true } else { $0 == fault } })
    }

    @Test func `Good templates have none, whatever scope they name things in`() throws {
        #expect(
            try faults(
                subject: "[{{ticket.number}}] {{#ticket}}{{subject}}{{/ticket}}",
                text: "{{#ticket.assignee}}{{.}} {{desk.title}}{{/ticket.assignee}}",
                html: "<a href=\"{{ticket.url}}\" title=\"{{ticket.subject}}\">{{entry.html}}{{language}}</a>") == [])
    }

    @Test func `The members of a list are known within it alone`() throws {
        #expect(try faults(text: "{{#tickets}}{{number}}{{tickets.url}}{{/tickets}}", key: .digest) == [])
        #expect(try faults(text: "{{tickets.number}}", key: .digest) == [.unknownVariable("tickets.number")])
        #expect(try faults(text: "{{^tickets}}{{number}}{{/tickets}}", key: .digest) == [.unknownVariable("number")])
        #expect(try faults(text: "{{#tickets}}{{.}}{{/tickets}}", key: .digest) == [.unsafePlacement(".")])
    }

    @Test func `A desk's own template is looked at, and what nobody gets is not`() throws {
        let good = try Template(
            key: .invitation, version: .first, language: .english, subject: "s", text: "t", html: nil)
        let bad = try Template(
            key: .invitation, version: .first.next, language: .english, subject: "s", text: "{{bad}}", html: nil)
        let slot = TemplateSlot(.invitation, desk: "hr")
        let worse = try Template(
            key: .invitation, version: bad.version.next, language: .english, subject: "s", text: "{{worse}}", html: nil)
        let catalog = TemplateCatalog(templates: [good]).adding([bad, worse], published: [slot: bad.version])
        let faults = TemplateLint.faults(in: catalog, languages: [.english]).filter { $0.key == .invitation }
        #expect(faults.map(\.kind) == [.unknownVariable("bad")])
    }

    @Test func `An acknowledgement may quote nothing of what was sent`() throws {
        for name in ["ticket.subject", "entry.text", "recipient.name", "requester.name"] {
            #expect(try faults(text: "{{\(name)}}", key: .acknowledgement) == [.unknownVariable(name)])
        }
    }

    @Test func `Partials are walked, and loops are found`() throws {
        let loop = try TemplatePartial(name: "loop", language: .english, part: .text, text: "{{bad}}{{>loop}}")
        #expect(
            try faults(text: "{{>loop}}", partials: [loop]) == [.unknownVariable("bad"), .partialTooDeep("loop")])
    }

    @Test func `A catalog without a language says so`() throws {
        let template = try Template(
            key: .acknowledgement, version: .first, language: .english, subject: "s", text: "t", html: nil)
        let faults = TemplateLint.faults(
            of: .acknowledgement, version: .first, in: TemplateCatalog(templates: [template]),
            languages: [.english, .chinese])
        #expect(faults.map(\.kind) == [.missingLanguage(.chinese)])
        #expect(faults.allSatisfy { !$0.isError })
    }
}
