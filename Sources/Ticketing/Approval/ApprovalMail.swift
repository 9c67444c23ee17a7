import Cryptography
import InternetMessage

import struct Foundation.Date

/// The messages of an approval.
public struct ApprovalMail: Sendable {
    let policy: NotificationPolicy

    public init(policy: NotificationPolicy) {
        self.policy = policy
    }

    /// One who is asked: the message, and the key in it.
    public struct Asked: Sendable {
        public var message: Notification
        public var invitation: ApprovalInvitation

        var keyDigest: String { Hex.encode(invitation.digest) }
    }

    /// To everybody whose turn has come with this change: approvers, and who stands in for them. Each gets a key of
    /// their own.
    public func invitations(from before: Approval?, to item: ApprovalCase) -> [Asked] {
        let approval = item.approval
        let isRevised = before.map { $0.content.version != approval.content.version } ?? true
        return approval.openSteps.flatMap { step -> [Asked] in
            let wasOpen = before?.steps.first { $0.position == step.position }?.state == .open
            guard isRevised || !wasOpen else { return [] }
            return step.undecided.flatMap { approver in
                holders(of: approver, of: step, in: item).compactMap {
                    ask($0, for: approver, step, "approval-request", item)
                }
            }
        }
    }

    /// The approver, and who may decide in their place, but for those whom it is about; nobody where the approver
    /// themselves can decide no more.
    public func holders(of approver: Person, of step: ApprovalStep, in item: ApprovalCase) -> [Person] {
        let item = item.knowing(policy.desks)
        guard let seat = step.seats.first(where: { $0.person.id == approver.id }), item.counts(seat) else { return [] }
        return ([approver] + item.standIns(for: approver.id, in: step)).filter {
            $0.isActive && !policy.isOurs($0.address)
                && !item.approval.isInterested($0, requester: item.ticket.requester)
        }
    }

    /// A message with a new key, for one holder.
    public func ask(
        _ holder: Person, for approver: Person, _ step: ApprovalStep, _ template: String, _ item: ApprovalCase
    ) -> Asked? {
        let key = ApprovalKey(policy.tokens)
        var message = policy.notification(
            template, to: holder.mailbox, desk: item.ticket.desk, languages: [holder.language, item.ticket.language])
        guard let language = message?.language else { return nil }
        message?.values = values(of: item, language: language)
            .merging(deciders(of: step, beside: approver, to: holder, item.approval)) { $1 }
        message?.values["approval.key"] = key.text
        message?.values["recipient.is_approver"] = "true"
        if let address = policy.desks[item.ticket.desk]?.addresses.first.flatMap(key.address) {
            message?.values["approval.approve_mail"] = mailto(
                address, item.ticket, ApprovalWords.printed(.approved, in: language))
            message?.values["approval.reject_mail"] = mailto(
                address, item.ticket, ApprovalWords.printed(.rejected, in: language))
        }
        return message.map { message in
            let invitation = ApprovalInvitation(
                digest: key.digest, position: step.position, approver: approver.id, holder: holder.id,
                contentVersion: item.approval.content.version, messageID: message.messageID, issuedAt: item.moment)
            return Asked(message: message, invitation: invitation)
        }
    }

    /// - Standard: RFC 6068 §2
    private func mailto(_ address: MailAddress, _ ticket: Ticket, _ word: String) -> String {
        let subject = "Re: [\(ticket.number)] \(ticket.subject)"
        return "mailto:\(address)?subject=\(Self.encoded(subject))&body=\(Self.encoded(word))"
    }

    /// - Standard: RFC 3986 §2.1, §2.3
    private static func encoded(_ text: String) -> String {
        var bytes: [UInt8] = []
        for unit in text.utf8 {
            let isPlain =
                (0x30...0x39).contains(unit) || (0x41...0x5A).contains(unit) || (0x61...0x7A).contains(unit)
                || [0x2D, 0x2E, 0x5F, 0x7E].contains(unit)
            bytes += isPlain ? [unit] : Array("%\(Hex.encode([unit]).uppercased())".utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// That it is decided, or over: to whom it is for, to whoever asked or works on it, and to who was asked. Not to
    /// whoever did it.
    public func outcome(of item: ApprovalCase, by person: Person) -> [Notification] {
        let approval = item.approval
        let template: String
        switch approval.state {
        case .approved, .rejected: template = "approval-decided"
        case .expired: template = "approval-expired"
        case .pending, .withdrawn: return []
        }
        let asked = approval.steps.filter { $0.openedAt != nil }.flatMap(\.approvers)
        var readers: [Person] = []
        for reader in [item.ticket.requester, approval.author] + [item.ticket.assignee].compactMap({ $0 }) + asked
        where reader.isActive && reader.id != person.id && !policy.isOurs(reader.address)
            && !NotificationPlan.isRobot(reader.address) && !readers.contains(where: { $0.id == reader.id })
        {
            readers.append(reader)
        }
        return readers.compactMap { reader in
            var message = policy.notification(
                template, to: reader.mailbox, desk: item.ticket.desk,
                languages: [reader.language, reader.id == item.ticket.requester.id ? item.ticket.language : nil])
            guard let language = message?.language else { return nil }
            message?.values = values(of: item, language: language)
            if asked.contains(where: { $0.id == reader.id }) { message?.values["recipient.is_approver"] = "true" }
            return message
        }
    }

    /// To somebody whose mail decided nothing: why, how to, and whether its words went to whoever asks.
    public func unclear(
        _ obstacle: ApprovalObstacle, to holder: Person, _ item: ApprovalCase, isPassedOn: Bool = false
    ) -> Notification? {
        var message = policy.notification(
            "approval-unclear", to: holder.mailbox, desk: item.ticket.desk,
            languages: [holder.language, item.ticket.language])
        guard let language = message?.language else { return nil }
        message?.values = values(of: item, language: language)
        message?.values["approval.obstacle"] = obstacle.rawValue
        if isPassedOn { message?.values["approval.is_passed_on"] = "true" }
        if obstacle == .replaced {
            // What is asked may have changed since, and who decided what is none of theirs.
            var values = values(of: item, language: language).filter { value in
                !["fields.", "files.", "decisions."].contains { value.key.hasPrefix($0) }
            }
            values["approval.text"] = ""
            values["approval.obstacle"] = obstacle.rawValue
            message?.values = values
        } else if item.approval.state == .pending, obstacle != .decided {
            message?.values["approval.is_open"] = "true"
        }
        return message
    }

    func values(of item: ApprovalCase, language: String) -> [String: String] {
        let approval = item.approval
        var values = [
            "approval.id": approval.id.rawValue > 0 ? "\(approval.id)" : "",
            "approval.author": approval.author.label, "approval.requested_at": seconds(approval.createdAt),
            "approval.text": approval.content.text,
            "approval.approve_word": ApprovalWords.printed(.approved, in: language),
            "approval.reject_word": ApprovalWords.printed(.rejected, in: language),
        ]
        values["approval.desk_rule"] = approval.deskRule
        for (index, field) in approval.content.fields.enumerated() {
            values["fields.\(index).label"] = field.label
            values["fields.\(index).value"] = field.value
        }
        values.merge(ApprovalFiles.values(of: approval.content)) { $1 }
        if let expiresAt = approval.expiresAt {
            values["approval.expires"] = seconds(expiresAt)
            values["approval.default"] = approval.defaultVerdict?.rawValue
            values["approval.expired_at"] = seconds(expiresAt)
        }
        if approval.state == .approved || approval.state == .rejected {
            values["approval.decision"] = approval.state.rawValue
            values["approval.decided_at"] = seconds(approval.settledAt ?? item.moment)
        }
        for (index, decision) in approval.decisions.enumerated() {
            values["decisions.\(index).approver"] = decision.author.label
            values["decisions.\(index).decision"] = decision.verdict.rawValue
            values["decisions.\(index).decided_at"] = seconds(decision.at)
            values["decisions.\(index).reason"] = decision.reason.isEmpty ? nil : decision.reason
        }
        if approval.state == .expired {
            let waiting = approval.steps.filter { $0.openedAt != nil && !$0.isPassive }.flatMap(\.undecided)
            for (index, person) in waiting.enumerated() { values["waiting.\(index).approver"] = person.label }
        }
        return values
    }

    func seconds(_ moment: Date) -> String { "\(Int64(moment.timeIntervalSince1970.rounded(.down)))" }
}

/// Why a mail about an approval decided nothing: the template's words for it.
public enum ApprovalObstacle: String, Sendable, Hashable, CaseIterable {
    case unclear, unproven
    case notYours = "not_yours"
    /// Is not asked any more.
    case replaced
    case changed, decided, expired, withdrawn
}
