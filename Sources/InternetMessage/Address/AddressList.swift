/// The mailboxes of an address field.
///
/// Lenient where a meaning is plain, strict where two readers could differ: an address stands between the last angle
/// brackets, text before them is only ever a name (`ceo@a (x) <m@b>` is m@b), encoded words are never decoded inside
/// an address, and two bracketed addresses in one place are two mailboxes. Groups are flattened, routes dropped.
///
/// - Standard: RFC 5322 §3.4, §4.4 (routes); RFC 6532 §3.2 (UTF-8)
public struct AddressList: Sendable {
    public private(set) var mailboxes: [Mailbox] = []
    /// English sentences on what could not be read.
    public private(set) var problems: [String] = []
    /// There were more mailboxes than the limit.
    public private(set) var isCut = false

    /// - Parameters:
    ///   - body: an unfolded field body.
    ///   - hint: the charset of the message's text, for raw 8-bit names.
    ///   - limit: mailboxes that are read at most.
    public init(parsing body: [UInt8], hint: String? = nil, limit: Int = 1_000) {
        var parser = AddressParser(body, hint: hint, limit: limit)
        parser.run()
        mailboxes = parser.mailboxes
        problems = parser.problems
        isCut = parser.total > limit
    }
}

struct AddressParser {
    private typealias Token = AddressTokens.Token

    private let tokens: [AddressTokens.Token]
    private let hint: String?
    private let limit: Int
    private(set) var mailboxes: [Mailbox] = []
    private(set) var problems: [String] = []
    private(set) var total = 0
    private var unreadable = 0
    private var isUndivided = false

    private var phrase: [Token] = []
    /// Whether the phrase holds an at sign.
    private var hasAt = false
    private var comments: [Token] = []
    private var found: [(name: [Token], address: MailAddress?)] = []

    init(_ body: [UInt8], hint: String?, limit: Int) {
        tokens = AddressTokens(body).tokens
        self.hint = hint
        self.limit = limit
    }

    mutating func run() {
        var index = 0
        while index < tokens.count {
            switch tokens[index].kind {
            case .special(UInt8(ascii: "<")):
                index = angleAddress(from: index + 1)
                continue
            case .special(UInt8(ascii: ",")), .special(UInt8(ascii: ";")): finish()
            case .special(UInt8(ascii: ":")) where !hasAt:
                // A group's name.
                phrase = []
                comments = []
            case .comment: comments.append(tokens[index])
            case .special(UInt8(ascii: ">")): break
            default:
                hasAt = hasAt || tokens[index].kind == .special(UInt8(ascii: "@"))
                phrase.append(tokens[index])
            }
            index += 1
        }
        finish()
        if total > limit { problems.append("There are \(total) addresses in one field; the first \(limit) were read.") }
        if isUndivided { problems.append("An address has several at signs; it is shown as it came, and not used.") }
        if unreadable > 0 { problems.append("Addresses that could not be read: \(unreadable).") }
    }

    /// Takes the tokens up to `>`; returns where to go on.
    private mutating func angleAddress(from start: Int) -> Int {
        var index = start
        var inside: [Token] = []
        let isRoute = index < tokens.count && tokens[index].kind == .special(UInt8(ascii: "@"))
        scanning: while index < tokens.count {
            switch tokens[index].kind {
            case .special(UInt8(ascii: ">")):
                index += 1
                break scanning
            case .special(UInt8(ascii: "<")): break scanning
            case .special(UInt8(ascii: ",")), .special(UInt8(ascii: ";")):
                guard isRoute else { break scanning }
            case .special(UInt8(ascii: ":")): inside = []
            case .comment: break
            default: inside.append(tokens[index])
            }
            index += 1
        }
        var address = AddressSpecification.address(inside)
        if address == nil, let closed = AddressSpecification.closingGaps(inside) {
            address = closed
            problems.append("An address holds blanks; they were left out.")
        }
        if address == nil, let undivided = AddressSpecification.undivided(inside) {
            address = undivided
            isUndivided = true
        }
        found.append((phrase, address))
        phrase = []
        hasAt = false
        return index
    }

    /// Ends one address of the list.
    private mutating func finish() {
        defer {
            phrase = []
            hasAt = false
            comments = []
            found = []
        }
        if found.isEmpty {
            guard !phrase.isEmpty else { return }
            let address = AddressSpecification.address(phrase)
            if address?.isComplete != true, let commented = commentedAddress() {
                // `Name (address)`, the other way round.
                add(commented, name: phrase)
            } else if let address {
                add(address, name: comments)
            } else if let (address, words) = AddressSpecification.onlyAddress(in: phrase) {
                add(address, name: words + comments)
            } else if let addresses = AddressSpecification.addresses(separatedByBlanks: phrase) {
                for address in addresses { add(address, name: []) }
            } else if let address = AddressSpecification.undivided(phrase) {
                add(address, name: comments)
                isUndivided = true
            } else {
                unreadable += 1
            }
            return
        }
        for (name, address) in found {
            guard let address else {
                unreadable += 1
                continue
            }
            add(address, name: name.isEmpty ? comments : name)
        }
    }

    /// The address that a lone comment holds, where the words before it are none.
    private func commentedAddress() -> MailAddress? {
        guard comments.count == 1, let comment = comments.first, comment.bytes.contains(0x40) else { return nil }
        return AddressSpecification.address(AddressTokens(comment.bytes).tokens)
    }

    private mutating func add(_ address: MailAddress, name: [Token]) {
        total += 1
        guard mailboxes.count < limit else { return }
        mailboxes.append(Mailbox(displayName: displayName(name), address: address))
    }

    private mutating func displayName(_ tokens: [Token]) -> String? {
        var bytes: [UInt8] = []
        for token in tokens {
            if token.followsBlank, !bytes.isEmpty { bytes.append(0x20) }
            bytes.append(contentsOf: token.bytes)
        }
        guard !bytes.isEmpty else { return nil }
        let decoded = HeaderText.decode(bytes, hint: hint, limit: HeaderText.nameScalars)
        if let problem = decoded.problem, !problems.contains(problem) { problems.append(problem) }
        return decoded.text.isEmpty ? nil : decoded.text
    }
}
