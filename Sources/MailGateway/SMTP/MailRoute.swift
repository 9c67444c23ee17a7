/// Where outgoing mail goes: to a relay, or into files.
public enum MailRoute: Sendable, Hashable {
    case smtp(SMTPRoute)
    case file(directory: String)

    /// Reads `smtp://[user:password@]host[:port]`, `smtps://…` or `file:DIR`.
    ///
    /// User and password may be percent-encoded. `smtp:` asks for STARTTLS, but not on loopback.
    public init(url: String, heloName: String) throws(MailRouteError) {
        guard let colon = url.utf8.firstIndex(of: 0x3A) else { throw .scheme }
        let rest = url[url.index(after: colon)...]
        switch url[..<colon].lowercased() {
        case "file":
            let directory = rest.hasPrefix("//") ? rest.dropFirst(2) : rest
            guard !directory.isEmpty else { throw .directory }
            self = .file(directory: String(directory))
        case "smtp", "smtps":
            self = .smtp(try SMTPRoute(url: url, heloName: heloName))
        default: throw .scheme
        }
    }
}

/// What is wrong with a route.
public enum MailRouteError: Error, Hashable, CustomStringConvertible {
    case scheme
    case host
    case port
    case credentials
    case directory
    /// The authorities' file cannot be read, or holds no certificate.
    case trustRoots(reason: String)

    public var description: String {
        switch self {
        case .scheme: "a mail route starts with smtp://, smtps:// or file:"
        case .host: "the mail route names no host"
        case .port: "the port of the mail route is no number from 1 to 65535"
        case .credentials: "user and password of the mail route cannot be read (user:password, percent-encoded)"
        case .directory: "the mail route names no directory"
        case .trustRoots(let reason): "the certificate authorities cannot be loaded: \(reason)"
        }
    }
}

extension SMTPRoute {
    /// Reads `smtp://` or `smtps://`; see `MailRoute`.
    public init(url: String, heloName: String) throws(MailRouteError) {
        let isImplicit: Bool
        var rest: Substring
        if url.lowercased().hasPrefix("smtps://") {
            (isImplicit, rest) = (true, url.dropFirst(8))
        } else if url.lowercased().hasPrefix("smtp://") {
            (isImplicit, rest) = (false, url.dropFirst(7))
        } else {
            throw .scheme
        }
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        var credentials: SMTPCredentials?
        if let at = rest.lastIndex(of: "@") {
            credentials = try SMTPCredentials(userInfo: rest[..<at])
            rest = rest[rest.index(after: at)...]
        }
        let (host, port) = try Self.hostAndPort(rest)
        self.init(
            host: host, port: port ?? (isImplicit ? 465 : 25), security: .implicit, credentials: credentials,
            heloName: heloName)
        if !isImplicit { security = isLoopback ? .off : .required }
    }

    private static func hostAndPort(_ text: Substring) throws(MailRouteError) -> (String, Int?) {
        var host = text
        var port: Int?
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            host = text[..<colon]
            guard let number = UInt16(text[text.index(after: colon)...]), number > 0 else { throw .port }
            port = Int(number)
        }
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        let isHost = host.utf8.allSatisfy { PathScanner.isAtomOrDot($0) && $0 != 0x2F || $0 == 0x3A }
        guard !host.isEmpty, isHost else { throw .host }
        return (String(host), port)
    }
}

extension SMTPCredentials {
    fileprivate init(userInfo: Substring) throws(MailRouteError) {
        guard let colon = userInfo.utf8.firstIndex(of: 0x3A),
            let user = percentDecoded(userInfo[..<colon]),
            let password = percentDecoded(userInfo[userInfo.index(after: colon)...]), !user.isEmpty
        else { throw .credentials }
        self.init(user: user, password: password)
    }
}

/// - Standard: RFC 3986 §2.1
private func percentDecoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8
    while let unit = rest.popFirst() {
        guard unit == 0x25 else {
            bytes.append(unit)
            continue
        }
        let digits = String(rest.prefix(2)) ?? ""
        guard digits.utf8.count == 2, let byte = UInt8(digits, radix: 16), byte != 0 else { return nil }
        bytes.append(byte)
        rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
}
