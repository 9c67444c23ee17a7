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

        init(_ block: Int) {
            approvers = "approvers\(block)"
            rule = "rule\(block)"
            count = "count\(block)"
        }
    }

    private(set) var text = ""
    private(set) var until: Date?
    private(set) var steps: [ApprovalDesk.StepDraft] = []
    /// Of each step, the block that it was filled in.
    private var places: [Int] = []
    private(set) var state = FormState()
    private let words: Words

    init(_ fields: FormFields, _ words: Words) {
        self.words = words
        state.fields = fields
        text = fields["text"] ?? ""
        if text.isEmpty { state.problems.append(("text", words.askProblem(.emptyText))) }
        for block in 1...Self.blocks { read(block) }
        if steps.isEmpty { state.problems.append((Names(1).approvers, words.askProblem(.noApprovers(step: 1)))) }
        if let typed = fields.filled("until") {
            until = WallClock.moment(typed, in: words.zone)
            if until == nil { state.problems.append(("until", words.untilUnreadable)) }
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
        steps.append(ApprovalDesk.StepDraft(rule: rule, approvers: approvers))
        places.append(block)
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
        case .unknownApprover(let name): Names(block { $0.approvers.contains(name) }).approvers
        case .unknownRole(let name): Names(block { $0.approvers.contains("role:\(name)") }).approvers
        case .unknownGroup(let name, _, _): Names(block { $0.approvers.contains("group:\(name)") }).approvers
        case .nobody(let standing, _, _): Names(block { $0.approvers.contains(standing.description) }).approvers
        case .tooMany(_, let limit, _): Names(block { $0.approvers.count > limit }).approvers
        case .noApprovers(let step): Names(places.dropFirst(step - 1).first ?? 1).approvers
        case .unreachable(let rule, _): Names(block { $0.rule.description == rule }).count
        case .ownRequest: Names(1).approvers
        default: "text"
        }
    }

    private func block(_ condition: (ApprovalDesk.StepDraft) -> Bool) -> Int {
        zip(steps, places).first { condition($0.0) }?.1 ?? 1
    }
}
