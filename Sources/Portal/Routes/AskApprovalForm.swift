import InternetMessage
import Ticketing

import struct Foundation.Date
import struct Foundation.TimeZone

/// The form that asks for a decision, as it was filled.
struct AskApprovalForm {
    /// Steps that the form has room for; more come through the API.
    static let blocks = 3

    /// Of the fields of one step.
    struct Names {
        let approvers: String
        let rule: String
        let count: String
        let passive: String
        let due: String
        let escalation: String

        init(_ block: Int) {
            approvers = "approvers\(block)"
            rule = "rule\(block)"
            count = "count\(block)"
            passive = "passive\(block)"
            due = "due\(block)"
            escalation = "escalate\(block)"
        }
    }

    /// A year.
    static let mostHours = 8_760

    let content: ApprovalContentForm
    private(set) var defaultVerdict: ApprovalVerdict?
    private(set) var until: Date?
    private(set) var steps: [ApprovalDesk.StepDraft] = []
    /// Of each step, the block that it was filled in.
    private var places: [Int] = []
    private(set) var state = FormState()
    private let words: Words

    init(_ fields: FormFields, _ record: TicketRecord, _ words: Words) {
        self.words = words
        content = ApprovalContentForm(fields, record, words)
        state.fields = fields
        state.problems = content.problems
        for block in 1...Self.blocks { read(block) }
        if steps.isEmpty { state.problems.append((Names(1).approvers, words.askProblem(.noApprovers(step: 1)))) }
        if let typed = fields.filled("until") {
            until = WallClock.moment(typed, in: words.zone)
            if until == nil { state.problems.append(("until", words.untilUnreadable)) }
        }
        defaultVerdict = fields.filled("default").flatMap(ApprovalVerdict.init(command:))
        if defaultVerdict != nil, fields.filled("until") == nil {
            state.problems.append(("until", words.defaultNeedsUntil))
        }
    }

    private mutating func read(_ block: Int) {
        let names = Names(block)
        let approvers = (state.fields[names.approvers] ?? "").split(whereSeparator: \.isNewline)
            .map { String($0).trimmedOfBlanks }.filter { !$0.isEmpty }
        guard !approvers.isEmpty else { return }
        let chosen = state.fields[names.rule] ?? "all"
        guard let rule = ApprovalRule(chosen == "count" ? state.fields[names.count] ?? "" : chosen) else {
            state.problems.append((names.count, words.countUnreadable))
            return
        }
        if case .count(let number) = rule, number > approvers.count,
            !approvers.contains(where: { ApproverStanding($0) != nil })
        {
            state.problems.append(
                (names.count, words.askProblem(.unreachable(rule: rule.description, approvers: approvers.count))))
        }
        var step = ApprovalDesk.StepDraft(rule: rule, approvers: approvers)
        step.isPassive = state.fields.filled(names.passive) != nil
        readLateness(names, &step)
        steps.append(step)
        places.append(block)
    }

    private mutating func readLateness(_ names: Names, _ step: inout ApprovalDesk.StepDraft) {
        let (due, person) = (state.fields.filled(names.due), state.fields.filled(names.escalation))
        guard (due == nil) == (person == nil) else {
            state.problems.append((due == nil ? names.due : names.escalation, words.dueNeedsBoth))
            return
        }
        guard let due, let person else { return }
        guard due.utf8.count <= 5, let hours = Int(due), (1...Self.mostHours).contains(hours) else {
            state.problems.append((names.due, words.dueUnreadable))
            return
        }
        (step.dueAfter, step.escalatesTo) = (Double(hours) * 3_600, person)
    }

    /// With a refusal beside the field that it is about.
    func refused(_ refusal: ApprovalRefusal) -> FormState {
        var state = state
        state.problems.append((place(of: refusal), words.askProblem(refusal)))
        return state
    }

    private func place(of refusal: ApprovalRefusal) -> String {
        switch refusal {
        case .expiryPassed: "until"
        case .unknownApprover(let name): place(naming: name)
        case .unknownRole(let name): place(naming: "role:\(name)")
        case .unknownGroup(let name, _, _): place(naming: "group:\(name)")
        case .nobody(let standing, _, _): place(naming: standing.description)
        case .incompleteField, .fieldTooLong: "fields"
        case .unknownFile, .tooMany("files", _, _): "files"
        case .tooMany(_, let limit, _): Names(block { $0.approvers.count > limit }).approvers
        case .noApprovers(let step): Names(places.dropFirst(step - 1).first ?? 1).approvers
        case .nobodyDecides: Names(places.first ?? 1).approvers
        case .unreachable(let rule, _): Names(block { $0.rule.description == rule }).count
        case .ownRequest: Names(1).approvers
        default: "text"
        }
    }

    private func place(naming name: String) -> String {
        steps.contains { $0.escalatesTo == name }
            ? Names(block { $0.escalatesTo == name }).escalation
            : Names(block { $0.approvers.contains(name) }).approvers
    }

    private func block(_ condition: (ApprovalDesk.StepDraft) -> Bool) -> Int {
        zip(steps, places).first { condition($0.0) }?.1 ?? 1
    }
}
