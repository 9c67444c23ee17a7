import InternetMessage
import MailGateway

/// Whether a domain lets an address send for it.
///
/// Terms that depend on the mail (`ptr`, `exists`, macros) match nothing here.
///
/// - Standard: RFC 7208 §4.6.4 (at most ten questions), §5.2 (include), §6.1
struct SPFCheck {
    enum Outcome: Sendable, Hashable {
        case said(SPFRecord.Qualifier)
        /// No term is about it.
        case nothing
        case broken(String)
        case unknown(String)
    }

    let names: NameQuestions
    private var questions = 0

    init(names: NameQuestions) {
        self.names = names
    }

    mutating func outcome(of address: IPAddress, for domain: String) async -> Outcome {
        let record: SPFRecord
        switch await names.texts(of: domain) {
        case .found(let found):
            let meant = found.filter(SPFRecord.isMeant)
            guard meant.count == 1, let only = meant.first else {
                return .broken("\(domain) has \(meant.count) SPF records")
            }
            do {
                record = try SPFRecord(only)
            } catch {
                return .broken("\(domain) cannot be read at \"\(error.term.shortened)\"")
            }
        case .none: return .broken("\(domain) has no SPF record")
        case .unknown(let reason): return .unknown(reason)
        }
        for term in record.terms {
            if term.mechanism.asks, let trouble = ask() { return trouble }
            switch await matches(term.mechanism, address, domain) {
            case .said: return .said(term.qualifier)
            case .nothing: continue
            case let trouble: return trouble
            }
        }
        guard let redirect = record.redirect else { return .nothing }
        if let trouble = ask() { return trouble }
        return await outcome(of: address, for: redirect)
    }

    private mutating func ask() -> Outcome? {
        questions += 1
        return questions > SPFRecord.questionLimit
            ? .broken("it costs more than \(SPFRecord.questionLimit) questions") : nil
    }

    /// `.said` for a match, whatever its qualifier.
    private mutating func matches(_ mechanism: SPFRecord.Mechanism, _ address: IPAddress, _ domain: String) async
        -> Outcome
    {
        switch mechanism {
        case .all: return .said(.pass)
        case .network(let network, let bits): return address.isWithin(network, bits: bits) ? .said(.pass) : .nothing
        case .include(let other):
            switch await outcome(of: address, for: other) {
            case .said(.pass): return .said(.pass)
            case .said, .nothing: return .nothing
            case let trouble: return trouble
            }
        case .address(let name, let prefixes):
            return found(address, among: await names.addresses(of: name ?? domain), prefixes)
        case .exchange(let name, let prefixes):
            var hosts: [IPAddress] = []
            for exchange in await names.words(.exchange, of: name ?? domain).prefix(10) {
                let host = exchange.split(separator: " ").last.map(String.init) ?? ""
                hosts += await names.addresses(of: host)
            }
            return found(address, among: hosts, prefixes)
        case .other: return .nothing
        }
    }

    private func found(_ address: IPAddress, among hosts: [IPAddress], _ prefixes: SPFRecord.Prefixes) -> Outcome {
        let bits = address.bytes.count == 4 ? prefixes.four : prefixes.six
        return hosts.contains { address.isWithin($0, bits: bits) } ? .said(.pass) : .nothing
    }
}
