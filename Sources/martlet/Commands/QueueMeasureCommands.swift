import ArgumentParser
import Foundation
import InternetMessage
import Logging
import MailGateway
import NIOPosix
import Synchronization
import TicketStore
import Ticketing

/// Puts many messages into the outgoing queue: what `script/bench queue` sends.
struct QueueFillCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "Queue messages for a measurement.", shouldDisplay: false)

    @OptionGroup var options: CommonOptions
    @Option(help: "How many.") var count = 1_000
    @Option(help: "In one transaction.") var batch = 1
    @Option(help: "Transactions that are under way at a time.") var concurrency = 16
    @Option(help: "Domains that the recipients are of.") var domains = 4
    @Option(help: "Seconds until they are due.") var dueIn = 0.0
    @Flag(help: "Send them at the same time, as the daemon does, until none is left.") var sends = false
    @Flag(help: "Of all priorities, and so not all fit to be composed.") var mixed = false

    func run() async throws {
        let start = ContinuousClock.now
        try await options.withInstallation { installation in
            guard sends else { return try await fill(installation) }
            try await Sending(installation).run { try await fill(installation) }
        }
        StandardOutput.line(JSON.object([("microseconds", .integer((ContinuousClock.now - start).microseconds))]).text)
    }

    private func fill(_ installation: Installation) async throws {
        let moment = Date().addingTimeInterval(dueIn)
        try await withThrowingTaskGroup(of: Void.self) { group in
            var next = 0
            for _ in 0..<max(1, concurrency) where next < count {
                add(next, installation, moment, &group)
                next += batch
            }
            while try await group.next() != nil {
                guard next < count else { continue }
                add(next, installation, moment, &group)
                next += batch
            }
        }
    }

    /// The daemon's own worker with its sender, beside `body` and until the queue is empty.
    private struct Sending {
        let installation: Installation

        init(_ installation: Installation) {
            self.installation = installation
        }

        func run(_ body: () async throws -> Void) async throws {
            let level = LogfmtHandler.Level(.warning)
            let logger = Logger(label: "measure") { LogfmtHandler(label: $0, level: level, isJournal: false) }
            let assembly = Assembly(
                configuration: installation.configuration, installation: installation, level: level, logger: logger)
            let sender = try assembly.mailSender(MultiThreadedEventLoopGroup.singleton)
            let worker = assembly.outgoingWorker(sender)
            let isDone = Done()
            async let work: Void = worker.run { isDone.flag.load(ordering: .relaxed) }
            try await body()
            while try await installation.store.outgoing.hasWork(at: Date()) {
                try await Task.sleep(for: .milliseconds(5))
            }
            isDone.flag.store(true, ordering: .relaxed)
            await work
            await sender.close()
        }
    }

    private final class Done: Sendable {
        let flag = Atomic(false)
    }

    private func add(
        _ first: Int, _ installation: Installation, _ moment: Date, _ group: inout ThrowingTaskGroup<Void, any Error>
    ) {
        let messages = (first..<min(first + batch, count)).map { message($0, installation.notifications) }
        group.addTask { try await installation.store.outgoing.enqueue(messages, at: moment) }
    }

    private static let templates = ["sign-in-link", "status-change", "status-change", "weekly-digest"]

    private func message(_ number: Int, _ policy: NotificationPolicy) -> Ticketing.Notification {
        let domain = "d\(number % max(1, domains)).example"
        let recipient = MailAddress(localPart: "person\(number)", domain: domain)
        let template = mixed ? Self.templates[number % Self.templates.count] : Self.templates[0]
        return Ticketing.Notification(
            template: template, version: 1, language: "en", recipient: Mailbox(address: recipient),
            nature: .notice,
            messageID: IssuedMessageID.make(
                random: SystemTokens().bytes(10), domain: "desk.example", key: policy.key),
            desk: policy.desks.desks.first?.name ?? "",
            values: ["link.url": "https://desk.example/login/\(number)", "link.expires": "1800000000"])
    }
}

/// Claims and settles messages and says how long each claim took: what `script/bench claim` measures.
struct QueueMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "measure", abstract: "How long it takes to claim messages from the queue as it is.",
        shouldDisplay: false)

    @OptionGroup var options: CommonOptions
    @Option(help: "Claims.") var rounds = 500
    @Option(help: "Messages in a claim.") var limit = 16

    func run() async throws {
        var claims: [JSON] = []
        try await options.withInstallation { installation in
            let queue = installation.store.outgoing
            for _ in 0..<rounds {
                let start = ContinuousClock.now
                let entries = try await queue.claim(limit: limit, lease: 60, at: Date())
                claims.append(.integer((ContinuousClock.now - start).microseconds))
                // Put back at the end: the queue stays as deep as it was.
                try await queue.renew(entries.map(\.claim), lease: 0, at: Date())
            }
        }
        StandardOutput.line(JSON.object([("claims", .array(claims))]).text)
    }
}

extension OutgoingQueue {
    fileprivate func hasWork(at now: Date) async throws(StoreError) -> Bool {
        let counts = try await census(at: now).counts
        return (counts[.queued] ?? 0) + (counts[.deferred] ?? 0) > 0
    }
}

extension Duration {
    var microseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    }
}
