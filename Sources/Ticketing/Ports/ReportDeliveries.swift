public import InternetMessage

public import struct Foundation.Date

/// That a reader has had the report of a period.
public struct ReportDelivery: Sendable, Hashable {
    public var desk: String
    public var cycle: ReportCycle
    /// First day of the period.
    public var day: CivilDay
    public var reader: MailAddress
    /// nil where the reader begins after that period.
    public var message: Notification?

    public init(desk: String, cycle: ReportCycle, day: CivilDay, reader: MailAddress, message: Notification?) {
        self.desk = desk
        self.cycle = cycle
        self.day = day
        self.reader = reader
        self.message = message
    }
}

/// Which reports went to whom by themselves, each once.
public protocol ReportDeliveries: Sendable {
    /// First day of the latest period that each reader has had, by the address's `key`.
    func latest(of desk: String, _ cycle: ReportCycle) async throws(StoreError) -> [String: CivilDay]
    /// Enters what nobody has entered yet and queues the messages of that, all in one transaction; how many were queued.
    func enter(_ deliveries: [ReportDelivery], at now: Date) async throws(StoreError) -> Int
}
