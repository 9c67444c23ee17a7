/// Where the credential of each visit comes from.
public enum MailboxCredentials: Sendable {
    case password(MailboxPassword)
    case tokens(OAuthTokens)

    /// Opens a mailbox; an access token that is refused is not used again.
    func use<Value: Sendable>(
        _ body: (MailboxCredential) async throws(MailboxFailure) -> Value
    ) async throws(MailboxFailure) -> Value {
        switch self {
        case .password(let password): return try await body(.password(password))
        case .tokens(let tokens):
            let token = try await tokens.accessToken()
            do throws(MailboxFailure) {
                return try await body(.accessToken(token))
            } catch {
                if case .session(.login, _) = error { await tokens.forgetAccessToken() }
                throw error
            }
        }
    }
}
