extension AccessPolicy {
    /// Whether this person may read an approval: whoever asks or is asked, whoever sees all of its ticket, and the
    /// ticket's other readers, as far as it was asked since they are on it.
    public static func reads(_ item: ApprovalCase, _ person: Person) -> Bool {
        if item.involves(person) || allows(.readInternal, on: item.ticket, to: person) { return true }
        guard allows(.read, on: item.ticket, to: person) else { return false }
        return item.ticket.joined[person.id].map { item.approval.createdAt >= $0 } ?? true
    }

    /// Whether this person may open the files of what is to be decided: whoever is asked or asks, without any other right
    /// on the ticket, and who sees all of the ticket. Its other readers see the names: what hangs on a work note stays
    /// with the desk and the approvers. In whose name a rule asks, they have not chosen the files.
    public static func opensFiles(of item: ApprovalCase, to person: Person) -> Bool {
        guard person.isActive else { return false }
        let isOfRule = item.approval.deskRule != nil && item.approval.author.id == person.id
        return (item.involves(person) && !isOfRule) || allows(.readInternal, on: item.ticket, to: person)
    }
}
