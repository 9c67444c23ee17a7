import InternetMessage

extension NotificationPlan {
    /// To those who work on a ticket: somebody else has written to the desk, or left a note.
    static func handlerNotices(
        of events: [TicketEvent], on ticket: Ticket, by author: MailAddress, policy: NotificationPolicy
    ) -> [Notification] {
        let notices = events.enumerated().flatMap { index, event -> [Notification] in
            guard case .entryAdded(let draft) = event, let kind = draft.noticeKind else { return [] }
            return handlers(of: ticket, except: author, policy: policy).filter { $0.wants(kind) }.compactMap {
                policy.notification(
                    kind.rawValue, to: $0.mailbox, desk: ticket.desk, languages: [$0.language],
                    entryEvent: index, reader: $0)
            }
        }
        // Commands that are carried out together may add several entries; one mail leads each reader to all of them.
        return notices.reduce(into: []) { result, notice in
            let isTold = result.contains {
                $0.recipient.address == notice.recipient.address && $0.isForDigest == notice.isForDigest
            }
            if !isTold { result.append(notice) }
        }
    }

    /// A resolved ticket is open again, and nobody's words say so: to those who work on it, and to the requester.
    static func reopened(
        _ ticket: Ticket, by actor: Actor, policy: NotificationPolicy
    ) -> [Notification] {
        let readers =
            handlers(of: ticket, except: actor.person.address, policy: policy)
            + recipients(of: ticket, except: actor, policy: policy).filter { $0.id == ticket.requester.id }
        return readers.filter { $0.wants(.reopened) }.compactMap {
            policy.notification(
                NotificationKind.reopened.rawValue, to: $0.mailbox, desk: ticket.desk,
                languages: [$0.language, $0.id == ticket.requester.id ? ticket.language : nil],
                values: ["change.author": actor.person.label], reader: $0)
        }
    }

    /// The assignee, and agents who take part in it; not whoever asked for it.
    static func handlers(
        of ticket: Ticket, except author: MailAddress, policy: NotificationPolicy
    ) -> [Person] {
        let others = ticket.participants.filter { $0.id != ticket.assignee?.id }
        return ([ticket.assignee].compactMap { $0 } + others).filter {
            $0.isActive && AccessPolicy.works($0, on: ticket) && $0.id != ticket.requester.id && $0.address != author
                && !policy.isOurs($0.address)
                && !isRobot($0.address)
        }
    }
}

extension EntryDraft {
    /// What those who work on the ticket are told of it; nil for what they wrote to others, and for what is no words.
    fileprivate var noticeKind: NotificationKind? {
        switch (kind, direction) {
        case (.note, _): .note
        case (.message, .incoming): .newMessage
        default: nil
        }
    }
}
