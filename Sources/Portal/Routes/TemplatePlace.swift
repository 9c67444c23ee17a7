import Hummingbird
import TemplateEngine
import Ticketing

import struct Foundation.Date

/// Which template a page or form is about, for somebody who may change it there.
struct TemplatePlace: Sendable {
    var slot: TemplateSlot
    var language: LanguageTag

    init(slot: TemplateSlot, language: LanguageTag) {
        self.slot = slot
        self.language = language
    }

    /// By the path's key, and the fields `desk` and `language`; the desk's language by default.
    init(_ page: PageRequest, _ fields: FormFields) throws(PortalFailure) {
        guard let key = TemplateKey(rawValue: page.parameter("key")) else { throw .notFound }
        let desk = fields.filled("desk")
        guard page.mayAdminister(desk), !key.isPersonal || desk == nil,
            desk.map({ page.portal.desks[$0] != nil }) ?? true
        else { throw .notFound }
        slot = TemplateSlot(key, desk: desk)
        guard let asked = fields.filled("language") else {
            let own = desk.flatMap { page.portal.desks[$0] } ?? page.portal.desks.desks.first
            language = own.flatMap { LanguageTag($0.language) } ?? .english
            return
        }
        guard let tag = LanguageTag(asked) else { throw .badRequest("not a language tag") }
        language = tag
    }

    /// `/a/templates/KEY…` with desk and language, and more where that is wanted.
    func path(_ rest: String = "", in language: LanguageTag? = nil, _ more: String = "") -> String {
        let desk = slot.desk.map { "&desk=" + $0.queryEscaped } ?? ""
        let tag = (language ?? self.language).description
        return "/a/templates/\(slot.key)\(rest)?language=\(tag.queryEscaped)\(desk)\(more)"
    }
}

extension PageRequest {
    func mayAdminister(_ desk: String?) -> Bool { AccessPolicy.administers(person, desk: desk) }

    var administeredDesks: [Desk] { portal.desks.desks.filter { mayAdminister($0.name) } }

    var administersSome: Bool { mayAdminister(nil) || !administeredDesks.isEmpty }
}

/// When a draft was saved, as a form carries it: whoever saves names the draft that it is made from.
enum DraftMark {
    static func text(_ date: Date) -> String {
        String(Int64(clamping: Int((date.timeIntervalSince1970 * 1_000_000).rounded())))
    }

    static func date(_ text: String) -> Date? {
        Int64(text).map { Date(timeIntervalSince1970: Double($0) / 1_000_000) }
    }
}
