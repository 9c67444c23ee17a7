public import Ticketing

/// Steps of an approval as the API takes them: from a request, or from a file on the command line.
public enum ApprovalStepsJSON {
    /// A year, in seconds.
    static let longestWait: Int64 = 31_536_000

    /// What is wrong with a file of steps.
    public struct Fault: Error, Sendable, CustomStringConvertible {
        public let description: String
    }

    /// From a JSON list.
    public static func read(_ bytes: [UInt8]) throws(Fault) -> [ApprovalDesk.StepDraft] {
        do throws(PortalFailure) {
            return try steps(try JSONReader.read(bytes))
        } catch {
            switch error {
            case .invalid(let field, let words): throw Fault(description: "\(field) \(words)")
            case .badRequest(let words): throw Fault(description: words)
            default: throw Fault(description: "it is no list of steps")
            }
        }
    }

    static func steps(_ value: JSONValue) throws(PortalFailure) -> [ApprovalDesk.StepDraft] {
        guard case .array(let items) = value, !items.isEmpty, items.count <= ApprovalRequest.mostSteps else {
            throw .invalid(field: "steps", "must be a list of 1 to \(ApprovalRequest.mostSteps) steps")
        }
        return try items.map { item throws(PortalFailure) in
            guard case .object(let members) = item else { throw .invalid(field: "steps", "must be objects") }
            return try step(
                try APIFields(
                    members, allowed: ["approvers", "rule", "passive", "due_after", "escalate_to"], inside: "steps."))
        }
    }

    static func step(_ fields: APIFields) throws(PortalFailure) -> ApprovalDesk.StepDraft {
        guard case .array(let items)? = fields.value("approvers"), !items.isEmpty,
            items.count <= ApprovalRequest.mostApprovers
        else { throw .invalid(field: "approvers", "must be a list of 1 to \(ApprovalRequest.mostApprovers) names") }
        let names = try items.map { item throws(PortalFailure) in
            guard case .string(let text) = item else {
                throw .invalid(field: "approvers", "must be addresses, lead, manager, group:NAME or role:ROLE")
            }
            return text
        }
        let rule: ApprovalRule? =
            switch fields.value("rule") {
            case nil, .null: .all
            case .string(let text): ApprovalRule(text)
            case .integer(let number): ApprovalRule("\(number)")
            default: nil
            }
        guard let rule else {
            throw .invalid(field: "rule", "must be any, all, majority, first or a number")
        }
        let dueAfter = try fields.integer("due_after")
        guard dueAfter.map({ (1...longestWait).contains($0) }) ?? true else {
            throw .invalid(field: "due_after", "must be 1 to \(longestWait) seconds")
        }
        let escalatesTo = try fields.string("escalate_to")
        guard (escalatesTo == nil) == (dueAfter == nil) else {
            throw .invalid(field: "escalate_to", "goes with due_after")
        }
        return ApprovalDesk.StepDraft(
            rule: rule, approvers: names, isPassive: fields.value("passive") == .bool(true),
            dueAfter: dueAfter.map(Double.init), escalatesTo: escalatesTo)
    }
}
