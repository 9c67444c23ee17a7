public import Hummingbird
public import HummingbirdCore
public import Logging
public import NIOCore
public import ServiceLifecycle
public import Ticketing

public import struct Foundation.Date

/// The HTTP side of the daemon: pages, API, events, health. A service for a `ServiceGroup`, which drains when the group
/// shuts down.
///
/// Security: meets whatever the network sends. Bodies, headers, forms and JSON have limits; sessions, forms and tokens
/// are checked in `PortalGate`, `PageRequest` and `APIRequest`; permissions in `AccessPolicy` only.
/// Failure: `run` throws when it cannot listen. A request never brings it down.
public struct PortalApplication: ApplicationProtocol {
    public let responder: RouterResponder<PortalContext>
    public let configuration: ApplicationConfiguration
    public let eventLoopGroup: any EventLoopGroup
    public let logger: Logger
    public let services: [any Service]
    private let headers: SecurityHeaders
    private let onRunning: @Sendable () async -> Void

    /// - Parameters:
    ///   - readiness: what `/readyz` reports; all must be ready for 200.
    ///   - metrics: further lines in Prometheus' text format for `/metrics`.
    ///   - onRunning: called once requests are accepted.
    public init(
        configuration: PortalConfiguration, desks: DeskDirectory, ports: PortalPorts, tokens: any TokenSource,
        eventLoopGroup: any EventLoopGroup, logger: Logger, now: @escaping @Sendable () -> Date,
        readiness: @escaping @Sendable () async -> [ReadinessCheck],
        metrics: @escaping @Sendable () async -> String = { "" },
        onRunning: @escaping @Sendable () async -> Void = {}
    ) {
        let feed = EventFeed(tickets: ports.tickets, logger: logger)
        let portal = Portal(
            configuration: configuration, desks: desks, ports: ports, logger: logger, now: now, tokens: tokens,
            sessions: Sessions(
                people: ports.people, tokens: tokens, idle: configuration.sessionIdle,
                absolute: configuration.sessionAbsolute, now: now),
            throttle: SignInThrottle(), passwords: PasswordChecks(tokens: tokens), feed: feed)
        let counts = RequestCounts()
        let headers = SecurityHeaders(isSecure: configuration.isSecure)
        let router = Router(context: PortalContext.self, options: .autoGenerateHeadEndpoints)
        router.add(
            middleware: PortalGate(
                portal: portal, addresses: ClientAddress(trusting: configuration.trustedProxies),
                headers: headers, counts: counts))
        MachineRoutes(counts: counts, readiness: readiness, metrics: metrics).add(to: router)
        SignInRoutes(portal: portal).add(to: router)
        HomeRoutes(portal: portal).add(to: router)
        NewRequestRoutes(portal: portal).add(to: router)
        TicketRoutes(portal: portal).add(to: router)
        TicketApprovalRoutes(portal: portal).add(to: router)
        EvidenceRoutes(portal: portal).add(to: router)
        FileRoutes(portal: portal).add(to: router)
        AgentRoutes(portal: portal).add(to: router)
        MailboxRoutes(portal: portal).add(to: router)
        TemplateRoutes(portal: portal).add(to: router)
        ReportRoutes(portal: portal).add(to: router)
        AccountRoutes(portal: portal).add(to: router)
        DigestRoutes(portal: portal).add(to: router)
        UnsubscribeRoutes(portal: portal).add(to: router)
        ApprovalRoutes(portal: portal).add(to: router)
        ReplaceApproverRoutes(portal: portal).add(to: router)
        ApprovalDoorRoutes(portal: portal).add(to: router)
        ChosenApprovalRoutes(portal: portal).add(to: router)
        SubstituteRoutes(portal: portal).add(to: router)
        PreferencesRoutes(portal: portal).add(to: router)
        FeedbackRoutes(portal: portal).add(to: router)
        TicketAPI(portal: portal).add(to: router)
        ApprovalAPI(portal: portal).add(to: router)
        ApproverAPI(portal: portal).add(to: router)
        MailAPI(portal: portal).add(to: router)
        MailboxAPI(portal: portal).add(to: router)
        QueueRoutes(portal: portal).add(to: router)
        QueueAPI(portal: portal).add(to: router)
        OwnAPI(portal: portal).add(to: router)
        ReportAPI(portal: portal).add(to: router)
        EventAPI(portal: portal).add(to: router)
        responder = router.buildResponder()
        self.configuration = ApplicationConfiguration(address: configuration.bindAddress, serverName: nil)
        self.eventLoopGroup = eventLoopGroup
        self.logger = logger
        services = [feed]
        self.headers = headers
        self.onRunning = onRunning
    }

    public var server: HTTPServerBuilder {
        .http1(
            configuration: HTTP1Channel.Configuration(
                additionalChannelHandlers: [BareAnswerHeaders.Installer(headers: headers)],
                idleTimeout: .seconds(60),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: RequestLimits.headerField, maxHeaderListSize: RequestLimits.header,
                    maxHeaderFieldCount: RequestLimits.headerFields)))
    }

    @Sendable public func onServerRunning(_ channel: any NIOCore.Channel) async {
        await onRunning()
    }
}

extension PortalConfiguration {
    var bindAddress: BindAddress {
        switch listen {
        case .address(let host, let port): .hostname(host, port: port)
        case .unixSocket(let path): .unixDomainSocket(path: path)
        }
    }
}
