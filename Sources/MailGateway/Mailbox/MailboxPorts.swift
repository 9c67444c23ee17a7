public import InternetMessage

/// What a poller needs of the desk.
public struct MailboxPorts: Sendable {
    public var lease: LeasePorts
    public var memory: MemoryPorts
    public var left: LeftPorts
    /// Returns when the message is durably ours; throws when it is not, and it will be offered again.
    public var accept: @Sendable (RawMessage, Provenance) async throws -> MailboxAcceptance
    public var report: @Sendable (PollerReport) -> Void
    /// Waits between visits; throws when cancelled.
    public var wait: @Sendable (Duration) async throws -> Void

    public init(
        lease: LeasePorts, memory: MemoryPorts, left: LeftPorts,
        accept: @escaping @Sendable (RawMessage, Provenance) async throws -> MailboxAcceptance,
        report: @escaping @Sendable (PollerReport) -> Void, wait: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.lease = lease
        self.memory = memory
        self.left = left
        self.accept = accept
        self.report = report
        self.wait = wait
    }
}

/// The lease on the mailbox, as all daemons share it.
public struct LeasePorts: Sendable {
    /// Takes the lease or makes it longer, from now on for so long; false when another holds it.
    public var hold: @Sendable (Duration) async throws -> Bool
    /// Gives it back, if it is ours.
    public var release: @Sendable () async throws -> Void
    /// Waits between renewals; throws when cancelled.
    public var wait: @Sendable (Duration) async throws -> Void
    /// A clock that goes on while the machine sleeps.
    public var now: @Sendable () -> ContinuousClock.Instant

    public init(
        hold: @escaping @Sendable (Duration) async throws -> Bool, release: @escaping @Sendable () async throws -> Void,
        wait: @escaping @Sendable (Duration) async throws -> Void,
        now: @escaping @Sendable () -> ContinuousClock.Instant
    ) {
        self.hold = hold
        self.release = release
        self.wait = wait
        self.now = now
    }
}

/// What has been read: a cursor for IMAP, keys of messages for POP3, whose cursor tells of the first visit alone.
public struct MemoryPorts: Sendable {
    public var loadCursor: @Sendable () async throws -> IMAPCursor?
    public var saveCursor: @Sendable (IMAPCursor) async throws -> Void
    /// Keys of messages that need no fetching.
    public var loadSeen: @Sendable () async throws -> Set<String>
    public var remember: @Sendable ([String]) async throws -> Void
    public var forget: @Sendable ([String]) async throws -> Void

    public init(
        loadCursor: @escaping @Sendable () async throws -> IMAPCursor?,
        saveCursor: @escaping @Sendable (IMAPCursor) async throws -> Void,
        loadSeen: @escaping @Sendable () async throws -> Set<String>,
        remember: @escaping @Sendable ([String]) async throws -> Void,
        forget: @escaping @Sendable ([String]) async throws -> Void
    ) {
        self.loadCursor = loadCursor
        self.saveCursor = saveCursor
        self.loadSeen = loadSeen
        self.remember = remember
        self.forget = forget
    }
}

/// Messages that stay in the mailbox and are told of instead.
public struct LeftPorts: Sendable {
    /// Returns when somebody will see it; told twice of the same message, it tells of it once.
    public var leave: @Sendable (LeftMessage) async throws -> Void
    /// Places of those that somebody asked to fetch after all.
    public var wanted: @Sendable () async throws -> [Provenance]
    public var settle: @Sendable (Provenance, LeftOutcome) async throws -> Void

    public init(
        leave: @escaping @Sendable (LeftMessage) async throws -> Void,
        wanted: @escaping @Sendable () async throws -> [Provenance],
        settle: @escaping @Sendable (Provenance, LeftOutcome) async throws -> Void
    ) {
        self.leave = leave
        self.wanted = wanted
        self.settle = settle
    }
}
