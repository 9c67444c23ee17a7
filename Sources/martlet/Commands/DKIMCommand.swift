import ArgumentParser
import Cryptography
import Foundation
import InternetMessage

struct DKIMCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "dkim", abstract: "Keys that sign outgoing mail, and the records that publish them.",
        subcommands: [Key.self, Record.self])

    struct Key: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a key file, which nobody else may read, and print the record to publish.",
            discussion: "Publish the record first, then name domain, selector and file under smtp.dkim and start again."
        )

        @OptionGroup var options: CommonOptions
        @Option(help: "The domain of the desk's address, or one above it.") var domain: String
        @Option(help: "A name for this key, such as 2026a; never used before for another one.") var selector: String
        @Option(help: "rsa is understood by all; ed25519 beside it by those that know it.") var type = PrivateKey.Kind
            .rsa
        @Option(help: ArgumentHelp("Where to write the key.", valueName: "file")) var file: String?

        func run() async throws {
            guard let secret = PrivateKey.make(type) else { throw CommandFailure("no key could be made") }
            guard let key = DKIMSigningKey(domain: domain, selector: selector, key: secret) else {
                throw ValidationError("--domain and --selector must be names such as example.com and 2026a")
            }
            let path = file ?? "\(key.selector).\(key.domain).pem"
            try NewFile.write(PEM.text(secret), to: path)
            StandardOutput.line(DKIMRecord.zoneLine(key))
            StandardError.line("wrote \(path): let the user who runs martlet read it, and publish the record above")
        }
    }

    struct Record: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the record of each configured key.")

        @OptionGroup var options: CommonOptions

        func run() async throws {
            for file in try options.load().smtp.dkim { StandardOutput.line(DKIMRecord.zoneLine(file.key)) }
        }
    }
}

/// A key's record as a zone file holds it.
enum DKIMRecord {
    /// A string of a TXT record has 255 bytes at most; receivers join them.
    ///
    /// - Standard: RFC 6376 §3.6.2.2
    static func zoneLine(_ key: DKIMSigningKey) -> String {
        var strings: [String] = []
        var rest = key.record[...]
        while !rest.isEmpty {
            strings.append("\"\(rest.prefix(250))\"")
            rest = rest.dropFirst(250)
        }
        return "\(key.recordName). IN TXT ( \(strings.joined(separator: " ")) )"
    }
}

enum PEM {
    /// - Standard: RFC 7468 §10
    static func text(_ key: PrivateKey) -> String {
        let lines = Data(key.der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
        return "-----BEGIN PRIVATE KEY-----\n\(lines)\n-----END PRIVATE KEY-----\n"
    }
}

/// A file that was not there before, for its owner's eyes only.
enum NewFile {
    static func write(_ text: String, to path: String) throws(CommandFailure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw CommandFailure("\(path) cannot be made: \(String(cString: strerror(errno)))")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
        } catch {
            throw CommandFailure("\(path) cannot be written: \(FileTrouble.system(error))")
        }
    }
}
