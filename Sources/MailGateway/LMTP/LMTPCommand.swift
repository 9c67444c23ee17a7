import InternetMessage
import NIOCore

/// One command line of a client, read.
///
/// ```
/// C: MAIL FROM:<chris@example.org> SIZE=4711 BODY=8BITMIME
/// C: RCPT TO:<help+k7q@example.com>
/// ```
///
/// Security: the line is bytes from anybody. Controls and invalid UTF-8 are refused before anything is looked at, and
/// nothing here is quadratic or recursive.
/// - Standard: RFC 2033 §4.1 (LHLO), RFC 5321 §4.1.1 (commands), RFC 1870, RFC 6152, RFC 6531 §3.4 (parameters)
enum LMTPCommand: Hashable {
    case lhlo(String)
    /// HELO or EHLO, which a server of LMTP must not implement.
    case greetingOfSMTP
    case mail(ReversePath, MailParameters)
    case rcpt(ForwardPath)
    case data
    case rset
    case noop
    case vrfy
    case quit

    /// What MAIL says beside the reverse-path.
    struct MailParameters: Hashable {
        enum Body: Hashable { case sevenBit, eightBitMIME }

        /// Declared size in octets; `Int.max` for a number beyond any machine.
        var size: Int?
        var body = Body.sevenBit
        var isInternationalized = false
    }

    /// Reads a line without its CRLF.
    init(parsing line: ByteBufferView) throws(LMTPSyntaxError) {
        guard line.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), isValidUTF8(line) else { throw .illegalBytes }
        let verb = line.prefix { $0 != 0x20 && $0 != 0x3A }
        let rest = line[verb.endIndex...]
        switch Verb(verb) {
        case .lhlo: self = .lhlo(try domain(in: rest))
        case .helo, .ehlo: self = .greetingOfSMTP
        case .mail: self = try mailCommand(rest)
        case .rcpt: self = try rcptCommand(rest)
        case .data: self = try bare(.data, rest)
        case .rset: self = try bare(.rset, rest)
        case .quit: self = try bare(.quit, rest)
        case .noop: self = .noop
        case .vrfy: self = .vrfy
        case nil: throw .unknownVerb
        }
    }

    /// The verbs, in any case.
    private enum Verb: String, CaseIterable {
        case lhlo, helo, ehlo, mail, rcpt, data, rset, noop, vrfy, quit

        init?(_ bytes: ByteBufferView) {
            guard bytes.count == 4, let verb = Self.allCases.first(where: { equalsIgnoringCase(bytes, $0.rawValue) })
            else { return nil }
            self = verb
        }
    }
}

/// Why a command line is not one. The reply to each is in `LMTPReply`.
enum LMTPSyntaxError: Error, Hashable {
    case illegalBytes
    case bareLineFeed
    case lineTooLong
    case unknownVerb
    case arguments
    case reversePath
    case forwardPath
    case unknownParameter
}

private func bare(_ command: LMTPCommand, _ rest: ByteBufferView) throws(LMTPSyntaxError) -> LMTPCommand {
    guard trimmed(rest).isEmpty else { throw .arguments }
    return command
}

private func domain(in rest: ByteBufferView) throws(LMTPSyntaxError) -> String {
    let name = trimmed(rest)
    guard (1...255).contains(name.count), !name.contains(0x20) else { throw .arguments }
    return String(decoding: name, as: UTF8.self)
}

private func mailCommand(_ rest: ByteBufferView) throws(LMTPSyntaxError) -> LMTPCommand {
    var scanner = PathScanner(try argument(of: "FROM:", in: rest))
    guard let path = scanner.reversePath() else { throw .reversePath }
    return .mail(path, try mailParameters(scanner.rest))
}

private func rcptCommand(_ rest: ByteBufferView) throws(LMTPSyntaxError) -> LMTPCommand {
    var scanner = PathScanner(try argument(of: "TO:", in: rest))
    guard let path = scanner.forwardPath() else { throw .forwardPath }
    // None of the extensions we offer gives RCPT a parameter.
    guard trimmed(scanner.rest).isEmpty else { throw .unknownParameter }
    return .rcpt(path)
}

/// What follows `FROM:` or `TO:`. A blank after the colon is wrong and common; it is let through.
private func argument(of keyword: String, in rest: ByteBufferView) throws(LMTPSyntaxError) -> ByteBufferView {
    let rest = trimmed(rest)
    guard equalsIgnoringCase(rest.prefix(keyword.utf8.count), keyword) else { throw .arguments }
    return trimmed(rest.dropFirst(keyword.utf8.count))
}

private func mailParameters(_ rest: ByteBufferView) throws(LMTPSyntaxError) -> LMTPCommand.MailParameters {
    guard rest.first ?? 0x20 == 0x20 else { throw .reversePath }
    var parameters = LMTPCommand.MailParameters()
    for word in rest.split(separator: 0x20) {
        let name = word.prefix { $0 != 0x3D }
        let value = word[name.endIndex...].dropFirst()
        if equalsIgnoringCase(name, "SIZE") {
            parameters.size = try size(value)
        } else if equalsIgnoringCase(name, "BODY") {
            if equalsIgnoringCase(value, "8BITMIME") {
                parameters.body = .eightBitMIME
            } else if !equalsIgnoringCase(value, "7BIT") {
                throw .unknownParameter
            }
        } else if equalsIgnoringCase(word, "SMTPUTF8") {
            parameters.isInternationalized = true
        } else {
            throw .unknownParameter
        }
    }
    return parameters
}

/// - Standard: RFC 1870 §4 (up to 20 digits)
private func size(_ digits: ByteBufferView) throws(LMTPSyntaxError) -> Int {
    guard (1...20).contains(digits.count), digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
        throw .arguments
    }
    return Int(String(decoding: digits, as: UTF8.self)) ?? .max
}
