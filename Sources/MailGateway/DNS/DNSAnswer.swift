import InternetMessage

/// What one answer says about one question.
///
/// Security: the bytes are a stranger's. Lengths are checked before every read, records beyond `recordLimit` are not
/// looked at, and only names that the question leads to count.
///
/// - Standard: RFC 1035 §4.1 (format), §3.6.2 (aliases)
enum DNSAnswer: Sendable, Hashable {
    /// For so many seconds at most.
    case records(TextRecords, seconds: Int)
    /// The name is an alias of another one, about which the answer says nothing.
    case alias(DNSName)
    /// The rest did not fit: to be asked again over TCP.
    case truncated

    private static let recordLimit = 100
    private static let aliasLimit = 8
    /// Absence is remembered for a minute.
    static let absence = 60

    /// Nil when the bytes are no answer to this question, and must be taken as if they had not come.
    init?(_ bytes: [UInt8], to question: DNSQuestion) {
        var reader = DNSReader(bytes)
        guard let id = reader.number(), id == question.id, let flags = reader.number(), flags & 0xF800 == 0x8000,
            let questions = reader.number(), questions == 1, let answers = reader.number(), reader.skip(4),
            let name = reader.name(), name == question.name, reader.number() == question.kind.rawValue,
            reader.number() == DNSQuestion.internet
        else { return nil }
        if flags & 0x0200 != 0 {
            self = .truncated
            return
        }
        switch flags & 0x000F {
        case 0: break
        case 3:
            self = .records(.none, seconds: Self.absence)
            return
        case let code:
            self = .records(.unknown("the name service answered with code \(code)"), seconds: 0)
            return
        }
        var found = Records(kind: question.kind)
        for _ in 0..<min(Int(answers), Self.recordLimit) {
            guard found.add(&reader) else {
                self = .records(.unknown("the name service's answer is malformed"), seconds: 0)
                return
            }
        }
        self = found.answer(about: name)
    }

    private struct Records {
        let kind: DNSRecordKind
        var texts: [(name: DNSName, text: [UInt8], seconds: Int)] = []
        var aliases: [(name: DNSName, target: DNSName, seconds: Int)] = []

        mutating func add(_ reader: inout DNSReader) -> Bool {
            guard let name = reader.name(), let type = reader.number(), let network = reader.number(),
                let seconds = reader.seconds(), let length = reader.number(), let data = reader.range(Int(length))
            else { return false }
            guard network == DNSQuestion.internet else { return true }
            if type == kind.rawValue {
                guard let text = kind.data(reader, in: data) else { return false }
                texts.append((name, text, seconds))
            } else if type == DNSQuestion.alias {
                guard let target = reader.name(in: data) else { return false }
                aliases.append((name, target, seconds))
            }
            return true
        }

        func answer(about question: DNSName) -> DNSAnswer {
            var name = question
            var seconds = Int.max
            for _ in 0..<DNSAnswer.aliasLimit {
                let found = texts.filter { $0.name == name }
                if !found.isEmpty {
                    seconds = found.reduce(seconds) { min($0, $1.seconds) }
                    return .records(.found(found.map(\.text)), seconds: seconds)
                }
                guard let alias = aliases.first(where: { $0.name == name }) else { break }
                name = alias.target
                seconds = min(seconds, alias.seconds)
            }
            return name == question ? .records(.none, seconds: DNSAnswer.absence) : .alias(name)
        }
    }
}
