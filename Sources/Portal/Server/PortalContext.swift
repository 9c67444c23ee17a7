public import Hummingbird
import NIOCore

/// What goes with a request through the portal: where it came from, who asks, in which language.
public struct PortalContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The peer of the connection, which may be a proxy.
    let peer: SocketAddress?
    /// The client, by the word of trusted proxies; set by the outermost layer.
    var client = "local"
    var visitor = Visitor()

    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress
    }

    public var maxUploadSize: Int { RequestLimits.body }
}

/// Who asks, as far as is known.
struct Visitor: Sendable {
    var session: Session?
    var language = PortalLanguage.english
    /// The language a link just asked for, to be remembered.
    var languageToRemember: PortalLanguage?
    var flash: Flash?
    /// Approvals that wait for whoever is signed in.
    var waitingApprovals = 0
}

/// What a page says once about the request before it.
enum Flash: String, Sendable, CaseIterable {
    case created, sent, noted, saved, solved, reopened
    case signedIn = "signed-in"
    case signedOut = "signed-out"
    case retried, wanted, due, duplicate, published, discarded
    case rolledBack = "rolled-back"
    case changedMeanwhile = "changed"
    case refused, empty, consented, reported, asked
    case approvalWithdrawn = "approval-withdrawn"
    case participantAdded = "participant"
    case decided, revoked, delegated, commented
    case nothingChosen = "nothing-chosen"
    case digestChosen = "digest-chosen"
    case digestSent = "digest-sent"
    case digestEmpty = "digest-empty"
    case digestTooSoon = "digest-too-soon"

    var isTrouble: Bool {
        switch self {
        case .changedMeanwhile, .refused, .empty, .nothingChosen, .digestTooSoon: true
        default: false
        }
    }
}
