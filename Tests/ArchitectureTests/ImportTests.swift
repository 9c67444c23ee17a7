import Testing

/// The arrows of docs/architecture.md.
@Suite("Modules import only what their row allows")
struct ImportTests {
    static let anywhere: Set<String> = ["Foundation", "Glibc"]
    static let allowed: [String: Set<String>] = [
        "UnicodeText": ["CICUShim"],
        "Cryptography": ["COpenSSLShim"],
        "InternetMessage": ["UnicodeText", "Cryptography"],
        "TemplateEngine": ["UnicodeText"],
        "Ticketing": ["InternetMessage", "TemplateEngine", "Cryptography", "UnicodeText", "Logging"],
        "TicketStore": [
            "Ticketing", "InternetMessage", "TemplateEngine", "Cryptography", "UnicodeText", "CSQLite", "CPostgres",
            "Synchronization", "Dispatch",
        ],
        "MailGateway": [
            "InternetMessage", "CChildProcess", "NIOCore", "NIOHTTP1", "NIOPosix", "NIOSSL", "ServiceLifecycle",
            "Logging",
            "Synchronization", "Dispatch", "NIOConcurrencyHelpers",
        ],
        "MailParser": ["InternetMessage", "Cryptography", "CEtpan", "CGumbo", "CVerifiedStream", "CChildProcess"],
        "Portal": [
            "Ticketing", "InternetMessage", "TemplateEngine", "Cryptography", "Logging", "Hummingbird",
            "HummingbirdCore", "HTTPTypes", "NIOCore", "NIOHTTP1", "NIOPosix", "ServiceLifecycle", "Synchronization",
        ],
    ]

    @Test(arguments: SourceTree.files())
    func `imports are drawn`(file: SourceTree.File) throws {
        guard file.module != "martlet" else { return }
        let allowed = try #require(Self.allowed[file.module], "module \(file.module) is not in the table")
        for module in file.lines.compactMap(Self.importedModule) {
            #expect(allowed.contains(module) || Self.anywhere.contains(module), "\(file.path) imports \(module)")
        }
    }

    @Test func `the tree is found`() {
        #expect(Set(SourceTree.files().map(\.module)).isSuperset(of: Self.allowed.keys))
    }

    @Test func `logging stays in the workers`() {
        for file in SourceTree.files() where file.module == "Ticketing" && !file.path.contains("/Workers/") {
            #expect(!file.lines.contains { Self.importedModule($0) == "Logging" }, "\(file.path) imports Logging")
        }
    }

    /// `public import struct Foundation.Date` → `Foundation`.
    static func importedModule(_ line: String) -> String? {
        var words = line.split(separator: " ").map(String.init)
        while let first = words.first,
            first.hasPrefix("@") || ["public", "internal", "private", "fileprivate", "package"].contains(first)
        {
            words.removeFirst()
        }
        guard words.first == "import", words.count >= 2 else { return nil }
        let name =
            words.count >= 3
                && ["struct", "class", "enum", "func", "protocol", "typealias", "let", "var"].contains(words[1])
            ? words[2] : words[1]
        return name.split(separator: ".").first.map(String.init)
    }
}
