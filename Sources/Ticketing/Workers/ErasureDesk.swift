public import InternetMessage

public import struct Foundation.Date

/// Why an erasure was not carried out, or not to its end: then it can be run again.
public enum ErasureError: Error, Sendable {
    case refused(ErasureRefusal)
    case approval(ApprovalRefusal)
    case store(StoreError)
}

/// Erases somebody, in steps that can be repeated: what a first run began, a second one finishes.
public struct ErasureDesk: Sendable {
    public struct Report: Sendable {
        public var summary: ErasureSummary
        /// Whom they are from now on.
        public var mark: MailAddress
        /// Other places where the address stood.
        public var swept: Int
        /// Files that go within a day, as somebody may be writing the same bytes.
        public var filesLeft: Int
    }

    private let data: any PersonalData
    private let people: any People
    private let approving: ApprovalDesk
    private let desks: DeskDirectory
    private let key: SigningKey
    private let now: @Sendable () -> Date

    /// Seconds in which whoever writes a file has its row.
    private static let writing = 60.0

    public init(
        data: any PersonalData, people: any People, approving: ApprovalDesk, desks: DeskDirectory, key: SigningKey,
        now: @escaping @Sendable () -> Date
    ) {
        self.data = data
        self.people = people
        self.approving = approving
        self.desks = desks
        self.key = key
        self.now = now
    }

    /// What there is, or why it may not be erased.
    public func summary(of address: MailAddress) async throws(ErasureError) -> ErasureSummary {
        guard desks.desk(owning: address) == nil else { throw .refused(.isOurs) }
        let summary = try await store { () throws(StoreError) in try await data.summary(of: address) }
        if let refusal = summary.refusal { throw .refused(refusal) }
        return summary
    }

    public func erase(
        _ address: MailAddress, keepsWords: Bool, by author: PersonID?
    ) async throws(ErasureError) -> Report {
        let known = try await summary(of: address)
        if let person = known.person {
            // From here on nobody is let in by this address.
            try await store { () throws(StoreError) in try await people.setActive(false, of: person.id) }
            if !keepsWords { try await withdraw(onTicketsOf: person.id) }
        }
        var erasure = Erasure(
            address: address, keepsWords: keepsWords, author: author, addressCode: Erasure.code(of: address, key: key))
        erasure.credentials = known.credentials
        let moment = now()
        let summary = try await store { () throws(StoreError) in
            try await data.erase(erasure, desks: desks, at: moment)
        }
        // An address alone may still stand somewhere: what a first run did not come to.
        if let refusal = summary.refusal, refusal != .unknown { throw .refused(refusal) }
        let mark = ErasedPerson.address(of: known.person?.id ?? PersonID(rawValue: 0))
        let swept = try await store { () throws(StoreError) in try await data.sweep(address, to: mark) }
        if summary.refusal != nil, swept == 0 { throw .refused(.unknown) }
        let left = try await store { () throws(StoreError) in
            try await data.removeFiles(untouchedSince: moment.addingTimeInterval(-Self.writing))
        }
        return Report(summary: summary, mark: mark, swept: swept, filesLeft: left)
    }

    /// What they asked for needs nobody's decision any more.
    private func withdraw(onTicketsOf person: PersonID) async throws(ErasureError) {
        guard let desk = desks.desks.first, let address = desk.addresses.first else { return }
        let actor = Actor(
            person: Person(
                id: PersonID(rawValue: 0), address: address, name: desk.title(in: desk.language), language: nil,
                isActive: true, memberships: [Membership(role: .administrator)]), channel: .system)
        for id in try await store({ () throws(StoreError) in try await data.pendingApprovals(onTicketsOf: person) }) {
            do throws(ApprovalError) {
                _ = try await approving.withdraw(id, by: actor)
            } catch {
                switch error {
                case .store(let error): throw .store(error)
                case .refused(let refusal): throw .approval(refusal)
                }
            }
        }
    }

    private func store<Value>(
        _ body: () async throws(StoreError) -> Value
    ) async throws(ErasureError) -> Value {
        do throws(StoreError) { return try await body() } catch { throw .store(error) }
    }
}
