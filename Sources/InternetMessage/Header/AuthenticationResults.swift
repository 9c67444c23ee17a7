/// One `Authentication-Results` field: who checked, and what each method found.
///
/// - Standard: RFC 8601 §2.2 (syntax), §2.3 (authserv-id)
public struct AuthenticationResults: Sendable, Hashable {
    public struct Property: Sendable, Hashable {
        /// `smtp`, `header`, `body`, `policy`, lower-case.
        public var type: String
        /// Lower-case.
        public var name: String
        public var value: String
    }

    public struct MethodResult: Sendable, Hashable {
        /// `spf`, `dkim`, `dmarc` …, lower-case, without its version.
        public var method: String
        /// `pass`, `fail`, `none` …, lower-case.
        public var result: String
        public var reason: String?
        public var properties: [Property]

        /// The value of `type.name`, in lower case.
        public func property(_ type: String, _ name: String) -> String? {
            properties.first { $0.type == type && $0.name == name }?.value.lowercased()
        }
    }

    /// Lower-case.
    public var authservID: String
    public var results: [MethodResult]

    /// Nil when the field doesn't begin with an authserv-id.
    public init?(parsing body: [UInt8]) {
        var scanner = AuthenticationResultsScanner(body)
        guard let id = scanner.authservID() else { return nil }
        authservID = id
        results = scanner.results()
    }

    public func results(of method: String) -> [MethodResult] { results.filter { $0.method == method } }
}
