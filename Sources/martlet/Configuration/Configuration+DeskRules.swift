import InternetMessage
import Ticketing

extension Configuration {
    static func approvalRules(_ section: ConfigurationSection<DeskKey>, addresses: [MailAddress]) -> [DeskRule] {
        let sections = section.sections(.approvals, DeskRuleKey.self)
        if sections.count > DeskRule.most {
            section.report(.approvals, "holds \(sections.count) rules, and \(DeskRule.most) are the most")
        }
        var rules: [DeskRule] = []
        for part in sections {
            guard let rule = rule(part, addresses: addresses) else { continue }
            if rules.contains(where: { $0.name == rule.name }) {
                part.report(.name, "\"\(rule.name)\" is another rule's name")
            }
            rules.append(rule)
        }
        return rules
    }

    /// No desk's address decides: it would take the request for a mail of its own.
    static func checkApprovers(of desks: [(desk: Desk, section: ConfigurationSection<DeskKey>)]) {
        let directory = DeskDirectory(desks.map(\.desk))
        for (desk, section) in desks {
            for rule in desk.approvalRules {
                for name in rule.steps.flatMap({ $0.approvers + [$0.escalatesTo].compactMap { $0 } }) {
                    guard let fault = Self.fault(of: name, on: desk, in: directory) else { continue }
                    section.report(.approvals, "names the approver \(name) in \(rule.name), \(fault)")
                }
            }
        }
    }

    private static func fault(of name: String, on desk: Desk, in directory: DeskDirectory) -> String? {
        switch try? ApproverName(name) {
        case .mailbox(let mailbox):
            directory.desk(owning: mailbox.address).map { "which is desk \($0.name)'s own" }
        case .standing(.group(let group)) where desk.groups[group] == nil:
            "and desk \(desk.name) has "
                + (desk.groups.isEmpty ? "no groups" : desk.groups.keys.sorted().joined(separator: ", "))
        default: nil
        }
    }

    private static func rule(_ section: ConfigurationSection<DeskRuleKey>, addresses: [MailAddress]) -> DeskRule? {
        let name = name(section)
        let condition = DeskRule.Condition(section.section(.when, RuleConditionKey.self), of: addresses)
        if condition.isEmpty {
            section.report(.when, "is missing: what a ticket must have, such as {subject: [purchase]}")
        }
        let steps = steps(section)
        guard let name else { return nil }
        var rule = DeskRule(name: name, condition: condition, steps: steps)
        rule.text = text(section)
        rule.within = section.duration(.within, in: 60...31_536_000).map(Double.init)
        rule.defaultVerdict = verdict(section)
        rule.wantsVouching = section.choice(.vouched, Answer.allCases) != .false
        return rule
    }

    private static func name(_ section: ConfigurationSection<DeskRuleKey>) -> String? {
        guard let name = section.text(.name) else {
            section.report(.name, "is missing: a short name that people read, such as purchase")
            return nil
        }
        let isPlain = name.unicodeScalars.allSatisfy {
            ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        guard isPlain, (1...DeskRule.longestName).contains(name.unicodeScalars.count) else {
            section.report(
                .name, "must be one line of 1 to \(DeskRule.longestName) characters, not \"\(name.shortened)\"")
            return nil
        }
        return name
    }

    private static func text(_ section: ConfigurationSection<DeskRuleKey>) -> String? {
        guard let text = section.text(.text) else { return nil }
        let (size, limit) = (text.utf8.count, ApprovalRequest.longestText)
        if text.utf8.allSatisfy({ $0 <= 0x20 }) { section.report(.text, "is empty: leave it out for what was written") }
        if size > limit { section.report(.text, "has \(size) bytes, and may have \(limit)") }
        return text
    }

    private static func verdict(_ section: ConfigurationSection<DeskRuleKey>) -> ApprovalVerdict? {
        guard let text = section.text(.default) else { return nil }
        guard let verdict = ApprovalVerdict(command: text) else {
            section.report(.default, "must be one of approve, reject, not \"\(text.shortened)\"")
            return nil
        }
        if !section.has(.within) { section.report(.default, "means nothing without within") }
        return verdict
    }

    private static func steps(_ section: ConfigurationSection<DeskRuleKey>) -> [ApprovalDesk.StepDraft] {
        let parts = section.sections(.steps, RuleStepKey.self)
        let limit = ApprovalRequest.mostSteps
        if parts.count > limit { section.report(.steps, "holds \(parts.count) steps, and \(limit) are the most") }
        let steps = parts.map { ApprovalDesk.StepDraft($0) }
        if steps.isEmpty {
            section.report(.steps, "is missing: who decides, such as [{approvers: [lead]}]")
        } else if steps.allSatisfy(\.isPassive) {
            section.report(.steps, "has nobody who decides: all steps are passive")
        }
        return steps
    }
}

/// What a setting of the rules says by a word of YAML's own.
private enum Answer: String, CaseIterable { case `true`, `false` }

extension DeskRule.Condition {
    /// - Parameter addresses: The desk's.
    fileprivate init(_ section: ConfigurationSection<RuleConditionKey>, of addresses: [MailAddress]) {
        self.init()
        for key in RuleConditionKey.allCases {
            let count = section.texts(key).count
            if section.has(key), count == 0 { section.report(key, "is empty: leave it out, or name a value") }
            guard count > Self.mostValues else { continue }
            section.report(key, "holds \(count) values, and \(Self.mostValues) are the most")
        }
        subject = section.values(.subject, "is no word of 1 to \(Self.longestWord) characters") { text in
            let isWord = text.unicodeScalars.contains { !$0.properties.isWhitespace }
            return isWord && text.unicodeScalars.count <= Self.longestWord ? text : nil
        }
        self.addresses = section.values(.addresses, "is none of the desk's addresses") { text in
            CommandAddress.address(text).flatMap { addresses.contains($0) ? $0 : nil }
        }
        from = section.values(.from, "is no address, domain or *@domain", DeskRule.Origin.init(written:))
        priorities = section.values(.priority, "is none of low, normal, high, urgent", Priority.init(rawValue:))
        kinds = section.values(
            .kind, "is none of incident, service_request, question", TicketKind.init(rawValue:))
    }
}

extension ConfigurationSection {
    /// Each of a list's texts as a value; what is none is reported with its line.
    fileprivate func values<Value>(_ key: Key, _ fault: String, _ value: (String) -> Value?) -> [Value] {
        texts(key).compactMap { text, line in
            if let value = value(text) { return value }
            problems.add("\(name(of: key)): \"\(text.shortened)\" \(fault)", line: line)
            return nil
        }
    }
}

extension DeskRule.Origin {
    /// `ann@example.com`, `example.com` or `*@example.com`.
    fileprivate init?(written text: String) {
        let name = text.utf8.starts(with: "*@".utf8) ? String(text.dropFirst(2)) : text
        if name == text, text.utf8.contains(UInt8(ascii: "@")) {
            guard let address = CommandAddress.address(text) else { return nil }
            self = .address(address)
        } else {
            // A star would be a letter of the domain.
            guard !name.utf8.contains(UInt8(ascii: "*")), let address = CommandAddress.address("any@" + name) else {
                return nil
            }
            self = .domain(address.domain)
        }
    }
}

extension ApprovalDesk.StepDraft {
    fileprivate init(_ section: ConfigurationSection<RuleStepKey>) {
        let names = section.texts(.approvers)
        if names.isEmpty { section.report(.approvers, "is missing: addresses, lead, manager, group:NAME or role:NAME") }
        let limit = ApprovalRequest.mostApprovers
        if names.count > limit {
            section.report(.approvers, "holds \(names.count) approvers, and \(limit) are the most")
        }
        for (name, line) in names where !Self.isApprover(name) {
            section.problems.add("\(section.name(of: .approvers)): \"\(name.shortened)\" \(Self.fault)", line: line)
        }
        self.init(
            rule: Self.rule(section, names.map(\.text)) ?? .all, approvers: names.map(\.text),
            isPassive: section.choice(.passive, Answer.allCases) == .true)
        dueAfter = section.duration(.dueAfter, in: 60...31_536_000).map(Double.init)
        guard let name = section.text(.escalateTo) else {
            if section.has(.dueAfter) { section.report(.dueAfter, "means nothing without escalate_to") }
            return
        }
        escalatesTo = name
        if !Self.isApprover(name) { section.report(.escalateTo, "\"\(name.shortened)\" \(Self.fault)") }
        if !section.has(.dueAfter) { section.report(.escalateTo, "means nothing without due_after") }
    }

    private static let fault = "is no approver: an address, lead, manager, group:NAME or role:NAME"

    /// Who that is is asked each time, when somebody opens a ticket.
    private static func isApprover(_ name: String) -> Bool { (try? ApproverName(name)) != nil }

    private static func rule(_ section: ConfigurationSection<RuleStepKey>, _ names: [String]) -> ApprovalRule? {
        guard let text = section.text(.rule) else { return nil }
        guard let rule = ApprovalRule(text) else {
            section.report(.rule, "must be one of any, all, majority, first, or a number, not \"\(text.shortened)\"")
            return nil
        }
        let isCountable = names.allSatisfy { CommandAddress.address($0) != nil }
        if isCountable, !names.isEmpty, rule.needed(of: names.count) > names.count {
            section.report(.rule, "\(rule) can never be met by \(names.count) approvers")
        }
        return rule
    }
}
