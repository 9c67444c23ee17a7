import InternetMessage

import struct Foundation.Date

/// A seat that goes from one person to another, comes back to the same, or has nobody any more.
struct SeatMove {
    enum Reason: String {
        /// The person is disabled.
        case isInactive = "inactive"
        /// The person is not what they were asked as.
        case isNoLonger = "no-longer"
        /// Somebody who works the desk says so.
        case isReplaced = "by-hand"
        /// The person can decide again.
        case isBack = "back"
    }

    var position: Int64
    var from: ApprovalSeat
    /// nil: nobody is there.
    var to: ApprovalSeat?
    var why: Reason
    var vacantSince: Date?

    /// What stands in the step from now on.
    var seat: ApprovalSeat { to ?? ApprovalSeat(from.person, as: from.standing, vacantSince: vacantSince) }

    /// On the ticket's timeline: a change, or where nobody is there a note for its agents.
    func entry(by actor: Actor, in language: String) -> EntryDraft {
        let (old, new) = (from.person.address.description, to?.person.address.description)
        var draft = EntryDraft(
            kind: to == nil ? .note : .change, direction: nil, channel: actor.channel, author: actor.person.mailbox,
            text: to == nil ? Self.mend(from.person.label, in: language) : "")
        draft.change = FieldChange(field: FieldChange.approver, from: why == .isBack ? nil : old, to: new)
        return draft
    }

    /// In the desk's language: its agents read it.
    static func mend(_ name: String, in language: String) -> String {
        language.hasPrefix("zh")
            ? "\(name) 已不能审批，且没有可接替的人。请在审批处更换审批人，或补充负责人、经理或小组成员。"
            : "\(name) can no longer decide, and nobody is there to take the place. Replace the approver beside the "
                + "approval, or name a lead, a manager or a member of the group."
    }

    func evidence(of content: ApprovalContent, by actor: Actor) -> ApprovalEvidence {
        var facts: [ApprovalEvidence.Fact] = [
            .init("content", content.digest), .init("step", "\(position)"),
            .init("from", from.person.address.description, isPersonal: true),
            .init("from-as", from.standing?.description ?? "address"),
        ]
        if let to {
            facts.append(.init("to", to.person.address.description, isPersonal: true))
            facts.append(.init("to-as", to.standing?.description ?? "address"))
        } else {
            facts.append(.init("to-as", "nobody"))
        }
        facts += [
            .init("why", why.rawValue), .init("by", actor.person.address.description, isPersonal: true),
            .init("via", actor.channel.rawValue),
        ]
        return ApprovalEvidence(.rerouted, facts)
    }
}
