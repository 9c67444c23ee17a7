import Foundation
import InternetMessage
import TemplateEngine
import Ticketing

extension Configuration {
    static func desks(_ top: ConfigurationSection<TopKey>) -> [Desk] {
        let sections = top.sections(.desks, DeskKey.self)
        if sections.isEmpty {
            top.report(
                .desks, "is missing: a desk needs at least {name: it, addresses: [support@example.com], language: en}")
        }
        var desks: [Desk] = []
        var placed: [(Desk, ConfigurationSection<DeskKey>)] = []
        for section in sections {
            guard let desk = desk(section) else { continue }
            for other in desks {
                if other.name == desk.name { section.report(.name, "\"\(desk.name)\" is another desk's name") }
                if other.prefix == desk.prefix {
                    section.report(
                        section.has(.prefix) ? .prefix : .name,
                        "gives the prefix \(desk.prefix), which is desk \(other.name)'s: set another prefix")
                }
                for address in desk.addresses where other.addresses.contains(address) {
                    section.report(.addresses, "holds \(address), which is desk \(other.name)'s")
                }
            }
            desks.append(desk)
            placed.append((desk, section))
        }
        checkReaders(of: placed)
        checkApprovers(of: placed)
        checkGroups(of: placed)
        return desks
    }

    private static func desk(_ section: ConfigurationSection<DeskKey>) -> Desk? {
        let name = name(section)
        let addresses = addresses(section)
        let language = language(section)
        let prefix = prefix(section, name: name)
        guard let name, let prefix, !addresses.isEmpty else { return nil }
        var desk = Desk(
            name: name, title: title(section, name: name, language: language), addresses: addresses,
            language: language, prefix: prefix, brand: Brand(section.section(.brand, BrandKey.self), language: language)
        )
        if section.text(.closeAfter) == "never" {
            desk.closeAfter = nil
        } else if let seconds = section.duration(.closeAfter, in: 60...315_360_000) {
            desk.closeAfter = Double(seconds)
        }
        if section.text(.remindAfter) != "never", let seconds = section.duration(.remindAfter, in: 1...315_360_000) {
            desk.remindAfter = Double(seconds)
        }
        if section.text(.remindApprovers) == "never" {
            desk.remindApprovers = nil
        } else if let seconds = section.duration(.remindApprovers, in: 1...315_360_000) {
            desk.remindApprovers = Double(seconds)
        }
        desk.approvalWords = ApprovalWords(section.section(.approvalWords, ApprovalWordsKey.self))
        desk.approvalRules = approvalRules(section, addresses: addresses)
        desk.targets = ServiceTargets(section.section(.targets, TargetsKey.self))
        desk.asksHowItWas = section.choice(.survey, Switch.allCases) == .on
        if let seconds = section.duration(.surveyRest, in: 0...315_360_000) { desk.surveyRest = Double(seconds) }
        desk.reports = reports(section)
        desk.groups = groups(section)
        return desk
    }

    private static func name(_ section: ConfigurationSection<DeskKey>) -> String? {
        guard let name = section.text(.name) else {
            section.report(.name, "is missing: a short name such as it")
            return nil
        }
        let isPlain = name.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
        guard isPlain, let first = name.utf8.first, isLower(first), name.utf8.count <= 32 else {
            section.report(.name, "must be 1 to 32 of a-z, 0-9 and -, a letter first, not \"\(name.shortened)\"")
            return nil
        }
        return name
    }

    private static func prefix(_ section: ConfigurationSection<DeskKey>, name: String?) -> String? {
        guard let prefix = section.text(.prefix) ?? name?.uppercased() else { return nil }
        let isPlain = prefix.utf8.allSatisfy { isDigit($0) || isLower($0 | 0x20) && $0 < 0x5B }
        guard isPlain, let first = prefix.utf8.first, !isDigit(first), prefix.utf8.count <= 12 else {
            let source = section.has(.prefix) ? "must be" : "is missing, and the name does not make one: set"
            section.report(
                .prefix, "\(source) 1 to 12 of A-Z and 0-9, a letter first, not \"\(prefix.shortened)\"")
            return nil
        }
        return prefix
    }

    private static func language(_ section: ConfigurationSection<DeskKey>) -> String {
        guard let text = section.text(.language) else { return "en" }
        guard let tag = LanguageTag(text) else {
            section.report(.language, "must be a language tag such as en or zh, not \"\(text.shortened)\"")
            return "en"
        }
        return tag.description
    }

    /// A mapping of languages to titles, or one title for all.
    private static func title(
        _ section: ConfigurationSection<DeskKey>, name: String, language: String
    ) -> [String: String] {
        guard section.has(.title) else { return [language: name] }
        var titles: [String: String] = [:]
        for (tag, text, line) in section.dictionary(.title) {
            guard let known = LanguageTag(tag), !text.isEmpty else {
                section.problems.add(
                    "\(section.name(of: .title)) must map language tags to titles: {en: IT Support}", line: line)
                continue
            }
            titles[known.description] = text
        }
        return titles
    }

    private static func addresses(_ section: ConfigurationSection<DeskKey>) -> [MailAddress] {
        let texts = section.texts(.addresses)
        if texts.isEmpty { section.report(.addresses, "is missing: at least one address, such as support@example.com") }
        var addresses: [MailAddress] = []
        for (text, line) in texts {
            switch deskAddress(text) {
            case .success(let address):
                if addresses.contains(address) {
                    section.problems.add("\(section.name(of: .addresses)) holds \(text.shortened) twice", line: line)
                } else {
                    addresses.append(address)
                }
            case .failure(let fault):
                section.problems.add("\(section.name(of: .addresses)): \"\(text.shortened)\" \(fault.text)", line: line)
            }
        }
        return addresses
    }

    private struct AddressFault: Error { var text: String }

    private static func deskAddress(_ text: String) -> Result<MailAddress, AddressFault> {
        guard let address = CommandAddress.address(text) else {
            return .failure(AddressFault(text: "is not a mail address"))
        }
        guard address.detail == nil else {
            return .failure(AddressFault(text: "has a detail (+…): reply addresses add their own"))
        }
        let length = address.localPart.utf8.count
        guard length <= ReplyToken.longestLocalPart else {
            return .failure(
                AddressFault(
                    text: "has \(length) bytes before the @, and a reply address has room for "
                        + "\(ReplyToken.longestLocalPart)"))
        }
        return .success(address)
    }

    private static func isLower(_ unit: UInt8) -> Bool { (0x61...0x7A).contains(unit) }
    private static func isDigit(_ unit: UInt8) -> Bool { (0x30...0x39).contains(unit) }
}

/// Addresses that an operator types.
enum CommandAddress {
    /// nil unless it is one bare address.
    static func address(_ text: String) -> MailAddress? {
        let list = AddressList(parsing: Array(text.utf8))
        guard let mailbox = list.mailboxes.first, list.mailboxes.count == 1, list.problems.isEmpty,
            mailbox.displayName == nil,
            mailbox.address.domain.utf8.contains(UInt8(ascii: ".")) || mailbox.address.domain == "localhost",
            text.utf8.last != UInt8(ascii: ">")
        else { return nil }
        return mailbox.address
    }
}
