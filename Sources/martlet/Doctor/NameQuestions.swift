import Foundation
import InternetMessage
import MailGateway
import NIOCore
import NIOPosix

/// What the doctor asks the name service, through the resolver that the desk uses or else the system's.
struct NameQuestions: Sendable {
    /// Whose answers these are: `identity.resolver`, or the system's.
    let place: ListenAddress
    /// Named in the configuration: it may know names that the world does not.
    let isOwn: Bool
    private let client: DNSClient

    /// Nil where there is none.
    init?(_ configuration: Configuration) {
        let own = configuration.identity.resolver
        guard let resolver = own ?? SystemResolver.first else { return nil }
        place = .tcp(host: resolver.host, port: resolver.port)
        isOwn = own != nil
        client = DNSClient(
            DNSClient.Configuration(host: resolver.host, port: resolver.port),
            group: NIOSingletons.posixEventLoopGroup)
    }

    func records(_ kind: DNSRecordKind, of name: String) async -> TextRecords { await client.records(kind, of: name) }

    func texts(of name: String) async -> TextRecords { await client.records(.text, of: name) }

    /// Addresses of both kinds; what could not be answered counts as none.
    func addresses(of name: String) async -> [IPAddress] {
        async let four = client.records(.address, of: name)
        async let six = client.records(.address6, of: name)
        let answers = await [four, six]
        return answers.flatMap { (records: TextRecords) -> [IPAddress] in
            guard case .found(let found) = records else { return [] }
            return found.compactMap { IPAddress(bytes: $0) }
        }
    }

    func words(_ kind: DNSRecordKind, of name: String) async -> [String] {
        guard case .found(let found) = await records(kind, of: name) else { return [] }
        return found.map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The first resolver of /etc/resolv.conf.
enum SystemResolver {
    static var first: Configuration.Identity.Resolver? {
        // Whatever keeps the file from being read, there is no resolver.
        guard let text = try? String(contentsOfFile: "/etc/resolv.conf", encoding: .utf8) else { return nil }
        for line in text.split(separator: "\n") {
            let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })
            guard words.count >= 2, words[0] == "nameserver", IPAddress(String(words[1])) != nil else { continue }
            return Configuration.Identity.Resolver(host: String(words[1]), port: 53)
        }
        return nil
    }
}
