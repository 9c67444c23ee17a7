import Foundation
import NIOSSL

/// A self-signed certificate made by the openssl command for one test.
struct Certificate {
    let path: String
    private let key: String

    init(names: String) throws {
        let base = NSTemporaryDirectory() + "cert-\(UUID().uuidString)"
        path = base + ".pem"
        key = base + ".key"
        let openssl = Process()
        openssl.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        openssl.arguments = [
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=relay", "-addext", "subjectAltName=\(names)", "-keyout", key, "-out", path,
        ]
        openssl.standardError = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
    }

    func serverContext() throws -> NIOSSLContext {
        let chain = try NIOSSLCertificate.fromPEMFile(path).map { NIOSSLCertificateSource.certificate($0) }
        let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
        return try NIOSSLContext(
            configuration: .makeServerConfiguration(certificateChain: chain, privateKey: .privateKey(privateKey)))
    }

    func remove() {
        for file in [path, key] { try? FileManager.default.removeItem(atPath: file) }
    }
}
