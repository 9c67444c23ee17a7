import Foundation
import InternetMessage
import Ticketing

/// A desk in memory behind all the ports the portal calls: enough to run its pages and API.
actor InMemoryDesk {
    struct Held {
        var credential: Credential
        var hash: [UInt8]
    }

    var records: [TicketRecord] = []
    var persons: [Person] = []
    var passwords: [PersonID: String] = [:]
    var credentials: [Held] = []
    var mails: [LedgerMail] = []
    var files: [AttachmentID: AttachmentContent] = [:]
    var outgoing: [OutgoingRecord] = []
    var contents: [OutgoingID: RawMessage] = [:]
    var suppressions: [Suppression] = []
    var settled: [String] = []
    var histories: [String: [TicketHistory]] = [:]
    var enqueued: [Ticketing.Notification] = []
    var recorded: [RecordedEvent] = []
    var retried: [MailID] = []
    private var answers: [String: (request: [UInt8], answer: StoredAnswer?)] = [:]
    private var nextEntry: Int64 = 1_000
    /// Every call of a port fails while this is set.
    var failure: StoreError?
    var surveys: [TicketID: Survey] = [:]

    func ask(_ survey: Survey) { surveys[survey.ticket] = survey }
    /// The ticket in another state since `moment`.
    func set(_ state: TicketState, of ticket: TicketID, since moment: Date) {
        guard let index = records.firstIndex(where: { $0.ticket.id == ticket }) else { return }
        let event = TicketEvent.stateChanged(
            from: records[index].ticket.state, to: state, by: records[index].ticket.requester.mailbox, via: .portal)
        records[index] = applied([event], to: records[index], at: moment)
    }
    func join(_ person: Person, _ ticket: TicketID) {
        guard let index = records.firstIndex(where: { $0.ticket.id == ticket }) else { return }
        records[index].ticket.participants.append(person)
    }
    func rate(_ rating: Rating?, _ ticket: TicketID) {
        guard let index = records.firstIndex(where: { $0.ticket.id == ticket }) else { return }
        records[index].ticket.rating = rating
    }

    func set(failure: StoreError?) { self.failure = failure }
    /// What is to go out, besides tickets' own messages.
    private(set) var planned: [Ticketing.Notification] = []
    private var digested: [PersonID: Date] = [:]
    func plan(_ notifications: [Ticketing.Notification]) { planned += notifications }
    /// What agents answered.
    private(set) var spoken: [EntryDraft] = []
    /// Messages that no ticket event causes.
    private(set) var mailed: [Ticketing.Notification] = []
    func mail(_ messages: [Ticketing.Notification]) { mailed += messages }
    func add(_ record: TicketRecord) { records.append(record) }
    func add(_ person: Person) { persons.append(person) }
    func add(_ mail: LedgerMail) { mails.append(mail) }
    func add(_ item: OutgoingRecord) { outgoing.append(item) }
    func add(_ content: RawMessage, of id: OutgoingID) { contents[id] = content }
    func add(_ item: Suppression) { suppressions.append(item) }
    func lift(_ address: MailAddress) { suppressions.removeAll { $0.address == address } }
    func add(_ history: TicketHistory, of desk: String) { histories[desk, default: []].append(history) }
    func enqueue(_ messages: [Ticketing.Notification]) { enqueued += messages }
    func note(_ words: String) { settled.append(words) }
    func add(_ file: AttachmentContent) { files[file.attachment.id] = file }
    func set(password: String, of person: Person) { passwords[person.id] = password }
    func credentials(_ kind: Credential.Kind) -> [Credential] {
        credentials.map(\.credential).filter { $0.kind == kind }
    }

    private func check() throws(StoreError) {
        if let failure { throw failure }
    }
}

extension InMemoryDesk: Tickets {
    func context(for correlation: Correlation, at now: Date) async throws(StoreError) -> IntakeContext {
        IntakeContext()
    }

    func commit(_ plan: IntakePlan, settling id: MailID, at now: Date) async throws(StoreError) -> TicketNumber? { nil }

    func open(_ plan: TicketPlan, at now: Date) async throws(StoreError) -> TicketRecord {
        try check()
        guard case .new(let draft) = plan.target else { throw .notFound }
        let id = Int64(records.count) + 2_000
        let requester = found(draft.requester)
        let ticket = Ticket(
            id: TicketID(rawValue: id), number: TicketNumber(prefix: draft.prefix, sequence: id),
            subject: draft.subject, state: .new, kind: draft.kind, priority: draft.priority, desk: draft.desk,
            linkedDesks: [], requester: requester, participants: [requester], assignee: nil,
            language: draft.language, flags: draft.flags, createdAt: now, updatedAt: now, version: 1)
        records.append(applied(plan.events, to: TicketRecord(ticket: ticket, entries: []), at: now))
        return records[records.count - 1]
    }

    func change(
        _ number: TicketNumber, at now: Date,
        _ decide: @escaping @Sendable (TicketRecord) throws(TicketRefusal) -> TicketPlan
    ) async throws(CommandError) -> TicketRecord {
        guard let index = records.firstIndex(where: { $0.ticket.number == number }) else {
            throw .store(.notFound)
        }
        let plan: TicketPlan
        do {
            plan = try decide(records[index])
        } catch {
            throw .refused(error)
        }
        records[index] = applied(plan.events, to: records[index], at: now)
        return records[index]
    }

    func record(_ number: TicketNumber) async throws(StoreError) -> TicketRecord {
        try check()
        guard let record = records.first(where: { $0.ticket.number == number }) else { throw .notFound }
        return record
    }

    func list(_ query: TicketQuery) async throws(StoreError) -> Page<Ticket> {
        try check()
        let all = records.map(\.ticket).filter { ticket in
            (query.states.isEmpty || query.states.contains(ticket.state))
                && (query.desks?.contains(ticket.desk) ?? true)
                && (query.assignee == nil || ticket.assignee?.id == query.assignee)
                && (!query.isUnassigned || ticket.assignee == nil)
                && (query.late?.includes(ticket) ?? true)
                && (query.participant == nil || ticket.participants.contains { $0.id == query.participant })
                && (query.text.map { ticket.subject.lowercased().contains($0.lowercased()) } ?? true)
        }.sorted { $0.updatedAt > $1.updatedAt }
        let start = query.cursor.flatMap { Int($0) } ?? 0
        let part = Array(all.dropFirst(start).prefix(query.limit))
        return Page(items: part, nextCursor: start + part.count < all.count ? String(start + part.count) : nil)
    }

    func counts(desks: [String]?, participant: PersonID?) async throws(StoreError) -> [TicketState: Int] {
        try check()
        return records.map(\.ticket).filter { desks?.contains($0.desk) ?? true }
            .reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }

    func record(_ id: TicketID) async throws(StoreError) -> TicketRecord {
        try check()
        guard let record = records.first(where: { $0.ticket.id == id }) else { throw .notFound }
        return record
    }

    func closeResolved(
        of desk: Desk, untouchedSince moment: Date, limit: Int, at now: Date,
        _ ask: @escaping @Sendable (Ticket, [TicketEvent]) -> SurveyRequest?
    ) async throws(StoreError) -> Int { 0 }

    func attachment(_ id: AttachmentID) async throws(StoreError) -> AttachmentContent {
        guard let file = files[id] else { throw .notFound }
        return file
    }

    func events(after sequence: Int64, limit: Int) async throws(StoreError) -> [RecordedEvent] {
        Array(recorded.filter { $0.sequence > sequence }.prefix(limit))
    }

    private func found(_ mailbox: Mailbox) -> Person {
        if let person = persons.first(where: { $0.address == mailbox.address }) { return person }
        let person = Person(
            id: PersonID(rawValue: Int64(persons.count) + 500), address: mailbox.address,
            name: mailbox.displayName ?? "", language: nil, isActive: true, memberships: [])
        persons.append(person)
        return person
    }

    private func applied(_ events: [TicketEvent], to record: TicketRecord, at now: Date) -> TicketRecord {
        var record = record
        for event in events {
            nextEntry += 1
            var entry = Entry(
                id: EntryID(rawValue: nextEntry), kind: .change, direction: nil, channel: .portal,
                author: record.ticket.requester.mailbox, text: "", html: nil, fresh: nil, change: nil, flags: [],
                createdAt: now, mail: nil, messageID: nil, attachments: [])
            switch event {
            case .entryAdded(let draft):
                if draft.direction == .outgoing { spoken.append(draft) }
                entry.kind = draft.kind
                entry.direction = draft.direction
                entry.channel = draft.channel
                entry.author = draft.author
                entry.text = draft.text
                entry.change = draft.change
                entry.html = draft.html
                entry.flags = draft.flags
            case .stateChanged(let from, let to, let by, let via):
                record.ticket.state = to
                (entry.author, entry.channel) = (by, via)
                entry.change = FieldChange(field: "status", from: from.rawValue, to: to.rawValue)
            case .assigned(let from, let to, let by, let via):
                record.ticket.assignee = to.map(found)
                (entry.author, entry.channel) = (by, via)
                entry.change = FieldChange(
                    field: "assignee", from: from?.address.description, to: to?.address.description)
            case .priorityChanged(let from, let to, let by, let via):
                record.ticket.priority = to
                (entry.author, entry.channel) = (by, via)
                entry.change = FieldChange(field: "priority", from: from.rawValue, to: to.rawValue)
            case .sentToNobody(let by, let via):
                (entry.author, entry.channel) = (by, via)
                entry.change = FieldChange(field: "recipients", from: nil, to: "nobody")
            case .participantAdded(let mailbox):
                record.ticket.participants.append(found(mailbox))
                continue
            case .deskLinked, .flagged, .approvalChanged, .decided: continue
            }
            record.entries.append(entry)
        }
        record.ticket.version += 1
        record.ticket.updatedAt = now
        let sequence = Int64(recorded.count) + 1
        recorded.append(
            RecordedEvent(sequence: sequence, ticket: record.ticket.number, type: "ticket.changed", at: now))
        return record
    }
}

extension InMemoryDesk: Surveys {
    func survey(of ticket: TicketID) async throws(StoreError) -> Survey? { surveys[ticket] }

    func answer(_ answer: SurveyAnswer, by link: TicketLink, at now: Date) async throws(StoreError) -> Bool {
        guard let survey = surveys[link.ticket], survey.isOpen(to: link, at: now) else { return false }
        guard !survey.holds(answer) else { return true }
        surveys[link.ticket]?.rating = Rating(score: answer.score, comment: answer.comment, at: now)
        surveys[link.ticket]?.answers += 1
        return true
    }

    func ratings(desk: String, from start: Date, to end: Date) async throws(StoreError) -> [Rating] { [] }
}

extension InMemoryDesk: People {
    func person(_ address: MailAddress) async throws(StoreError) -> Person? {
        try check()
        return persons.first { $0.address == address }
    }

    func person(_ id: PersonID) async throws(StoreError) -> Person? { persons.first { $0.id == id } }

    func agents(desk: String?) async throws(StoreError) -> [Person] { persons.filter { !$0.memberships.isEmpty } }

    func list(cursor: String?, limit: Int) async throws(StoreError) -> Page<Person> {
        Page(items: persons, nextCursor: nil)
    }

    func add(_ mailbox: Mailbox, membership: Membership?, at now: Date) async throws(StoreError) -> Person {
        found(mailbox)
    }

    func setLanguage(_ language: String?, of id: PersonID) async throws(StoreError) {
        for index in persons.indices where persons[index].id == id { persons[index].language = language }
    }

    func setManager(_ manager: PersonID?, of id: PersonID) async throws(StoreError) {
        for index in persons.indices where persons[index].id == id { persons[index].manager = manager }
    }

    func setActive(_ isActive: Bool, of id: PersonID) async throws(StoreError) {
        for index in persons.indices where persons[index].id == id { persons[index].isActive = isActive }
    }

    func passwordHash(of id: PersonID) async throws(StoreError) -> String? { passwords[id] }

    func setPasswordHash(_ hash: String?, of id: PersonID) async throws(StoreError) {
        passwords[id] = hash
        credentials.removeAll { $0.credential.person == id && $0.credential.kind == .session }
    }

    func addCredential(_ credential: Credential, hash: [UInt8], at now: Date) async throws(StoreError) {
        credentials.append(Held(credential: credential, hash: hash))
    }

    func credential(_ kind: Credential.Kind, hash: [UInt8], at now: Date) async throws(StoreError)
        -> (credential: Credential, person: Person)?
    {
        try check()
        guard let held = credentials.first(where: { $0.hash == hash && $0.credential.kind == kind }),
            now < held.credential.expiresAt ?? .distantFuture,
            let person = persons.first(where: { $0.id == held.credential.person })
        else { return nil }
        return (held.credential, person)
    }

    func redeem(_ kind: Credential.Kind, hash: [UInt8], at now: Date) async throws(StoreError) -> Person? {
        let found = try await credential(kind, hash: hash, at: now)
        credentials.removeAll { $0.hash == hash }
        return found?.person
    }

    func touch(hash: [UInt8], expiresAt: Date) async throws(StoreError) {
        for index in credentials.indices where credentials[index].hash == hash {
            credentials[index].credential.expiresAt = expiresAt
        }
    }

    func removeCredential(hash: [UInt8]) async throws(StoreError) { credentials.removeAll { $0.hash == hash } }

    func removeCredentials(_ kind: Credential.Kind, of id: PersonID) async throws(StoreError) {
        credentials.removeAll { $0.credential.kind == kind && $0.credential.person == id }
    }
}

extension InMemoryDesk: ServiceHistory {
    func histories(desk: String, from start: Date, to end: Date) async throws(StoreError) -> [TicketHistory] {
        try check()
        return histories[desk] ?? []
    }
}

extension InMemoryDesk: NotificationPreferences {
    func keep(_ preference: NotificationPreference, of person: PersonID, at now: Date) async throws(StoreError) {
        guard let index = persons.firstIndex(where: { $0.id == person }) else { throw .notFound }
        persons[index].preferences.removeAll { $0.kind == preference.kind && $0.channel == preference.channel }
        persons[index].preferences.append(preference)
    }

    func keep(digest: DigestSchedule?, of person: PersonID, at now: Date) async throws(StoreError) {
        guard let index = persons.firstIndex(where: { $0.id == person }) else { throw .notFound }
        persons[index].digest = digest
        guard digest == nil else { return }
        for place in persons[index].preferences.indices
        where persons[index].preferences[place].manner == .digest {
            persons[index].preferences[place].manner = .never
        }
    }

    func keep(timeZone: String?, quietHours: QuietHours?, of person: PersonID) async throws(StoreError) {
        guard let index = persons.firstIndex(where: { $0.id == person }) else { throw .notFound }
        persons[index].timeZone = timeZone
        persons[index].quietHours = quietHours
    }
}

extension InMemoryDesk: Ledger {
    func list(
        states: [MailState], desks: [String]?, cursor: String?, limit: Int
    ) async throws(StoreError) -> Page<LedgerMail> {
        let all = mails.filter {
            (states.isEmpty || states.contains($0.state)) && (desks?.contains($0.desk) ?? true)
        }
        return Page(items: all, nextCursor: nil)
    }

    func mail(_ id: MailID) async throws(StoreError) -> LedgerMail {
        guard let mail = mails.first(where: { $0.id == id }) else { throw .notFound }
        return mail
    }

    func raw(_ id: MailID) async throws(StoreError) -> RawMessage {
        RawMessage(Array("From: a@b.example\r\n\r\n<script>alert(1)</script>\r\n".utf8))
    }

    func retry(_ id: MailID, by actor: String, at now: Date) async throws(StoreError) { retried.append(id) }

    func counts(desks: [String]?) async throws(StoreError) -> [MailState: Int] {
        mails.filter { desks?.contains($0.desk) ?? true }.reduce(into: [:]) { $0[$1.state, default: 0] += 1 }
    }
}

extension InMemoryDesk: IdempotencyKeys {
    func reserve(
        _ key: String, of person: PersonID, request: [UInt8], at now: Date
    ) async throws(StoreError) -> StoredAnswer? {
        let name = "\(person) \(key)"
        guard let known = answers[name] else {
            answers[name] = (request, nil)
            return nil
        }
        guard known.request == request, let answer = known.answer else { throw .conflict("key") }
        return answer
    }

    func complete(_ key: String, of person: PersonID, answer: StoredAnswer) async throws(StoreError) {
        answers["\(person) \(key)"]?.answer = answer
    }

    func abandon(_ key: String, of person: PersonID) async throws(StoreError) {
        answers["\(person) \(key)"] = nil
    }
}

extension InMemoryDesk: Digests {
    func standings() async throws(StoreError) -> [DigestStanding] { [] }

    func material(for person: Person, desks: [String], at now: Date) async throws(StoreError) -> DigestMaterial {
        var material = DigestMaterial(from: now.addingTimeInterval(-86_400), to: now)
        material.waiting = records.map(\.ticket).filter {
            desks.contains($0.desk) && $0.assignee?.id == person.id
                || $0.state == .pending && $0.requester.id == person.id
        }
        material.waitingCount = material.waiting.count
        return material
    }

    func settle(
        _ person: Person, desks: [String], at now: Date, _ plan: DigestMaking
    ) async throws(StoreError) -> DigestOutcome {
        guard plan.isWanted(DigestStanding(person: person.id, schedule: person.digest, lastAt: digested[person.id]))
        else { return .unwanted }
        digested[person.id] = now
        guard let message = plan.message(try await material(for: person, desks: desks, at: now)) else {
            return .nothing
        }
        planned.append(message)
        return .queued
    }
}
