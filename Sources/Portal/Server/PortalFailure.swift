import Hummingbird
import Ticketing

/// Why a request was not answered as it wished: what the outside sees. Details go to the log only.
enum PortalFailure: Error, Sendable, Hashable {
    case badRequest(String)
    /// A field does not hold what it should (API).
    case invalid(field: String, String)
    case unauthenticated
    case forbidden
    /// The form did not come from our page, or its session has ended.
    case forged
    case notFound
    /// It was here, and was removed as the retention says.
    case gone
    case methodNotAllowed(allow: String)
    case conflict(String)
    case tooLarge(limit: Int)
    case unsupportedType
    case tooMany(seconds: Int)
    case unavailable
    case defect

    var status: HTTPResponse.Status {
        switch self {
        case .badRequest: .badRequest
        case .invalid: .unprocessableContent
        case .unauthenticated: .unauthorized
        case .forbidden, .forged: .forbidden
        case .notFound: .notFound
        case .gone: .gone
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .unsupportedType: .unsupportedMediaType
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .defect: .internalServerError
        }
    }

    /// What any error means outside. Unknown trouble is a defect of ours.
    init(_ error: any Error) {
        switch error {
        case let failure as PortalFailure: self = failure
        case let error as StoreError: self = PortalFailure(store: error)
        case let error as CommandError: self = PortalFailure(command: error)
        case ApprovalError.store(let error): self = PortalFailure(store: error)
        case ApprovalError.refused(let refusal): self = PortalFailure(refusal: refusal)
        case let error as any HTTPResponseError: self = PortalFailure(status: error.status)
        default: self = .defect
        }
    }

    private init(store error: StoreError) {
        switch error {
        case .unavailable: self = .unavailable
        case .notFound: self = .notFound
        case .conflict(let detail): self = .conflict(detail)
        case .corrupt: self = .defect
        }
    }

    private init(command error: CommandError) {
        switch error {
        case .store(let error): self.init(store: error)
        case .refused(let refusal): self.init(refusal: refusal)
        }
    }

    init(refusal: TicketRefusal) {
        switch refusal {
        case .notPermitted: self = .forbidden
        case .unknownDesk: self = .invalid(field: "desk", "no such desk")
        case .isFinal(let state): self = .conflict("the ticket is \(state.rawValue) and does not change any more")
        case .sameState(let state): self = .conflict("the ticket is \(state.rawValue) already")
        case .noScore: self = .invalid(field: "score", "must be 1 to 5")
        case .emptyText: self = .invalid(field: "text", "must not be empty")
        case .textTooLong(let limit, let actual):
            self = .invalid(field: "text", "has \(actual) bytes, the limit is \(limit)")
        case .changedMeanwhile(let version): self = .conflict("the ticket is at version \(version) by now")
        case .notAnAgent: self = .invalid(field: "assignee", "does not work this desk")
        case .invalidAddress: self = .invalid(field: "requester", "is not a mail address")
        case .readersChanged: self = .conflict("somebody would get the answer who was not shown")
        case .isNoCopy(let address):
            self = .invalid(field: "leave_out", "\(address) is no participant besides the requester")
        case .tooManyParticipants(let limit):
            self = .invalid(field: "address", "the ticket has \(limit) participants already, the limit")
        }
    }

    init(refusal: ApprovalRefusal) {
        switch refusal {
        case .notPermitted, .notAnApprover, .ownRequest: self = .forbidden
        case .alreadyDecided, .isOver, .isExpired, .notYet, .contentChanged, .ticketIsFinal, .noLongerAsked:
            self = .conflict(refusal.description)
        case .reasonMissing: self = .invalid(field: "reason", refusal.description)
        case .textTooLong, .emptyText: self = .invalid(field: "text", refusal.description)
        case .tooMany("comments", _, _): self = .conflict(refusal.description)
        case .tooMany(let what, _, _) where what != "approvers": self = .invalid(field: what, refusal.description)
        case .incompleteField, .fieldTooLong: self = .invalid(field: "fields", refusal.description)
        case .unknownFile: self = .invalid(field: "files", refusal.description)
        case .noApprovers, .tooMany, .unknownApprover, .unknownRole, .unknownGroup, .nobody:
            self = .invalid(field: "approvers", refusal.description)
        case .nobodyDecides: self = .invalid(field: "steps", refusal.description)
        case .notSeated: self = .invalid(field: "replace", refusal.description)
        case .seatedAlready: self = .invalid(field: "by", refusal.description)
        case .unreachable: self = .invalid(field: "rule", refusal.description)
        case .expiryPassed: self = .invalid(field: "expires_at", refusal.description)
        }
    }

    private init(status: HTTPResponse.Status) {
        switch status.code {
        case 401: self = .unauthenticated
        case 403: self = .forbidden
        case 404: self = .notFound
        case 410: self = .gone
        case 413: self = .tooLarge(limit: RequestLimits.body)
        case 429: self = .tooMany(seconds: 60)
        case 503: self = .unavailable
        case 400..<500: self = .badRequest("the request could not be read")
        default: self = .defect
        }
    }
}

/// What a request may weigh.
enum RequestLimits {
    /// Bytes of any body.
    static let body = 30 << 20
    /// Bytes of a form without files, or of JSON. A text may have 256 KiB, and each byte may be three in a form.
    static let text = 1 << 20
    /// Fields of a form, levels of JSON.
    static let fields = 100
    static let depth = 16
    /// Bytes of one header field, and of all.
    static let headerField = 16 << 10
    static let header = 64 << 10
    static let headerFields = 100
}
