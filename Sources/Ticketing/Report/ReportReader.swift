public import InternetMessage

/// Somebody who gets a desk's report.
public struct ReportReader: Sendable, Hashable {
    public var address: MailAddress
    /// nil for an address that the desk does not know.
    public var person: Person?

    public init(_ address: MailAddress, person: Person? = nil) {
        self.address = address
        self.person = person
    }

    public init(_ person: Person) { self.init(person.address, person: person) }

    public var mailbox: Mailbox { person?.mailbox ?? Mailbox(address: address) }

    /// The readers of a schedule: its addresses, then the leads among the desk's people, each once. Nobody who was
    /// deactivated, no address of a desk.
    static func readers(
        of schedule: ReportSchedule, desk: String, known: [Person], staff: [Person], desks: DeskDirectory
    ) -> [ReportReader] {
        let named = schedule.readers.map { address in
            ReportReader(address, person: known.first { $0.address == address })
        }
        let leads = schedule.includesLeads ? staff.filter { AccessPolicy.leads($0, desk: desk) } : []
        var seen: Set<MailAddress> = []
        return (named + leads.map { ReportReader($0) }).filter { reader in
            reader.person?.isActive != false && reader.address.isComplete && desks.desk(owning: reader.address) == nil
                && seen.insert(reader.address).inserted
        }
    }
}
