import HTTPTypes
import Hummingbird

/// An API error.
///
/// - Standard: RFC 9457 §3; RFC 6750 §3 (challenge)
struct Problem {
    private let failure: PortalFailure
    private let requestID: String

    init(_ failure: PortalFailure, requestID: String) {
        self.failure = failure
        self.requestID = requestID
    }

    var response: Response {
        var response = Response.json(body, status: failure.status)
        response.headers[.contentType] = "application/problem+json"
        switch failure {
        case .unauthenticated: response.headers[.wwwAuthenticate] = "Bearer realm=\"martlet\""
        case .tooMany(let seconds): response.headers[.retryAfter] = String(seconds)
        case .methodNotAllowed(let allow): response.headers[.allow] = allow
        case .unavailable: response.headers[.retryAfter] = "5"
        default: break
        }
        return response
    }

    private var body: JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "type", value: "about:blank"), .init(name: "title", value: .string(title)),
            .init(name: "status", value: .integer(Int64(failure.status.code))),
            .init(name: "detail", value: .string(detail)), .init(name: "request_id", value: .string(requestID)),
        ]
        if case .invalid(let field, let detail) = failure {
            members.append(
                .init(name: "errors", value: [["field": .string(field), "detail": .string(detail)]]))
        }
        return .object(members)
    }

    private var title: String {
        failure.status.reasonPhrase.isEmpty ? "Error" : failure.status.reasonPhrase
    }

    private var detail: String {
        switch failure {
        case .badRequest(let detail): detail
        case .invalid(let field, let detail): "\(field): \(detail)"
        case .unauthenticated: "a valid bearer token is needed"
        case .forbidden, .forged: "this token may not do that"
        case .notFound: "there is no such thing, or it is not for this token"
        case .gone: "removed as security.retention says"
        case .methodNotAllowed(let allow): "allowed: \(allow)"
        case .conflict(let detail): detail
        case .tooLarge(let limit): "the limit is \(limit) bytes"
        case .unsupportedType: "send application/json"
        case .tooMany(let seconds): "try again in \(seconds) seconds"
        case .unavailable: "busy; try again in a few seconds"
        case .defect: "something went wrong on our side"
        }
    }
}
