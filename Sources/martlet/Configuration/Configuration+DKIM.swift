import Cryptography
import Foundation
import InternetMessage
import Ticketing

/// A key of `smtp.dkim` with the file it came from.
struct SigningKeyFile: Sendable, Equatable {
    var key: DKIMSigningKey
    var path: String
    /// Others than owner and group may read the file, or others than the owner may write to it.
    var isExposed: Bool

    /// Says what is wrong with the file's permissions, where anything is, and the mend.
    var warning: String? {
        isExposed ? "\(path) can be read or changed by others: chmod 0640 \(path), or 0600" : nil
    }

    private static let longest = 64 << 10

    /// All that can be used. What is wrong with the others is reported.
    static func all(_ sections: [ConfigurationSection<SignatureKey>], desks: [Desk]) -> [SigningKeyFile] {
        var files: [SigningKeyFile] = []
        for section in sections {
            guard let file = SigningKeyFile(section, desks: desks) else { continue }
            if files.contains(where: { $0.key.recordName == file.key.recordName }) {
                section.report(.selector, "stands twice for this domain: one record can hold one key only")
            }
            files.append(file)
        }
        return files
    }

    private init?(_ section: ConfigurationSection<SignatureKey>, desks: [Desk]) {
        for key in [SignatureKey.domain, .selector, .keyFile] where !section.has(key) {
            section.report(key, "is missing")
        }
        guard let domain = section.text(.domain), let selector = section.text(.selector),
            let path = section.readableFile(.keyFile), let key = Self.key(path, section)
        else { return nil }
        guard let signing = DKIMSigningKey(domain: domain, selector: selector, key: key) else {
            section.report(.domain, "and selector must be names such as example.com and 2026a")
            return nil
        }
        let signer = DKIMSigner(keys: [signing])
        guard desks.flatMap(\.addresses).contains(where: { !signer.keys(for: $0.domain).isEmpty }) else {
            section.report(.domain, "is neither the domain of a desk's address nor above one: \(domain.shortened)")
            return nil
        }
        self.key = signing
        self.path = path
        isExposed = Self.isExposed(path)
    }

    private static func key(_ path: String, _ section: ConfigurationSection<SignatureKey>) -> PrivateKey? {
        do {
            let pem = try Data(contentsOf: URL(filePath: path))
            let key = try PrivateKey(pem: Array(pem.prefix(longest)))
            let wanted = section.choice(.algorithm, [Algorithm.rsa, .ed25519])
            if let wanted, wanted.kind != key.kind {
                section.report(.algorithm, "does not fit the key in \(path), which is of the kind \(key.kind.rawValue)")
                return nil
            }
            return key
        } catch let trouble as PrivateKey.Trouble {
            section.report(.keyFile, "names \(path), \(words(for: trouble)): martlet dkim key makes a key")
        } catch {
            section.report(.keyFile, "names \(path), which cannot be read: \(FileTrouble.reason(error, path: path))")
        }
        return nil
    }

    private enum Algorithm: String, CaseIterable {
        case rsa = "rsa-sha256"
        case ed25519 = "ed25519-sha256"

        var kind: PrivateKey.Kind { self == .rsa ? .rsa : .ed25519 }
    }

    private static func words(for trouble: PrivateKey.Trouble) -> String {
        switch trouble {
        case .noPEM: "in which there is no private key in PEM"
        case .encrypted: "whose key has a password: openssl pkey takes it off"
        case .otherKind: "whose key is neither RSA nor Ed25519, or damaged"
        case .keySize(let bits):
            "whose RSA key has \(bits) bits: \(PrivateKey.rsaBits.lowerBound) to \(PrivateKey.rsaBits.upperBound) are taken"
        }
    }

    private static func isExposed(_ path: String) -> Bool {
        // A file that was read a moment ago and cannot be looked at now is about to be missed anyway.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return ((attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0) & 0o027 != 0
    }
}
