import Foundation
import Synchronization
import Ticketing

/// Mailboxes in memory, with an authorization server that grants what it is told to.
final class InMemoryMailboxes: Mailboxes {
    struct State: Sendable {
        var records: [MailboxRecord] = []
        var requests: [ConsentRequest] = []
        var redeemed: [ConsentCode] = []
        var trouble: ConsentError?
        var issuer: String?
    }

    let state = Mutex(State())

    func list() async throws(StoreError) -> [MailboxRecord] { state.withLock { $0.records } }

    func authorizationURL(of id: String, _ request: ConsentRequest) -> String? {
        state.withLock { $0.requests.append(request) }
        return "https://provider.example/authorize?state=\(request.state)"
    }

    func accepts(issuer: String?, of id: String) -> Bool {
        state.withLock { issuer == nil || $0.issuer == nil || issuer == $0.issuer }
    }

    func redeem(_ code: ConsentCode, of id: String) async throws(ConsentError) {
        let trouble = state.withLock { state in
            state.redeemed.append(code)
            return state.trouble
        }
        if let trouble { throw trouble }
    }
}
