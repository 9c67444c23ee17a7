import Foundation
import InternetMessage
import MailGateway
import NIOCore
import Ticketing

/// The resolver as the core's port.
struct ResolverNames: NameService {
    let client: DNSClient

    func text(of name: String) async -> TextRecords { await client.text(of: name) }
}

extension SenderCheck {
    /// As the configuration has it: without a resolver our MTA's word alone counts, and no list is read.
    init(_ identity: Configuration.Identity, group: any EventLoopGroup) {
        guard let resolver = identity.resolver else {
            self.init(authservID: identity.authservID)
            return
        }
        let suffixes = PublicSuffixFile.list()
        let client = DNSClient(
            DNSClient.Configuration(host: resolver.host, port: resolver.port, suffixes: suffixes), group: group)
        self.init(authservID: identity.authservID, names: ResolverNames(client: client), suffixes: suffixes)
    }
}

/// The list of public suffixes as Debian's package `publicsuffix` keeps it.
enum PublicSuffixFile {
    static let path = "/usr/share/publicsuffix/public_suffix_list.dat"
    private static let limit = 4 << 20

    /// Nil where the package is not installed: the stricter rule without a list holds then.
    static func list() -> PublicSuffixList? {
        // Whatever keeps the file from being read, there is no list.
        guard let data = try? Data(contentsOf: URL(filePath: path)), data.count <= limit else { return nil }
        return PublicSuffixList([UInt8](data))
    }
}
