public import InternetMessage

/// What stands in the place of somebody who was erased.
///
/// - Standard: RFC 2606 §2 (a domain that no mail reaches)
public enum ErasedPerson {
    /// In both languages of the portal, as a name is shown without asking for the reader's.
    public static let name = "erased person · 已删除的人员"
    /// In place of a name within a text. Folding leaves it as it is.
    public static let nameMark = "[erased]"

    static let domain = "erased.invalid"

    /// One for each person, so that two who were erased are still two. 0 is for whoever was known as an address only.
    public static func address(of id: PersonID) -> MailAddress {
        MailAddress(localPart: "erased-\(id)", domain: domain)
    }

    /// In place of what was written; a day as `2026-11-23`. Folding leaves it as it is.
    public static func mark(on day: String, in language: String?) -> String {
        isChinese(language) ? "已于 \(day) 删除" : "erased on \(day)"
    }

    /// In place of what a ticket is about.
    public static func subject(in language: String?) -> String { isChinese(language) ? "（已删除）" : "(erased)" }

    private static func isChinese(_ language: String?) -> Bool {
        language?.utf8.prefix(2).elementsEqual("zh".utf8) ?? false
    }
}

extension Person {
    public var isErased: Bool { address.domain.utf8.elementsEqual(ErasedPerson.domain.utf8) }
}
