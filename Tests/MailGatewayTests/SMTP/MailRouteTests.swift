import Foundation
import InternetMessage
import NIOPosix
import Synchronization
import Testing

@testable import MailGateway

struct MailRouteTests {
    @Test(arguments: [
        ("smtp://127.0.0.1:2525", "127.0.0.1", 2525, SMTPRoute.Security.off),
        ("smtp://localhost", "localhost", 25, .off),
        ("smtp://mx.example/", "mx.example", 25, .required),
        ("smtps://mx.example", "mx.example", 465, .implicit),
        ("SMTPS://[2001:db8::1]:1465", "2001:db8::1", 1465, .implicit),
    ])
    func `relays are read`(url: String, host: String, port: Int, security: SMTPRoute.Security) throws {
        let route = SMTPRoute(host: host, port: port, security: security, heloName: "h")
        #expect(try MailRoute(url: url, heloName: "h") == .smtp(route))
    }

    @Test func `credentials are decoded and never described`() throws {
        let route = try SMTPRoute(url: "smtps://desk%40x:p%3A%2fw:@mx.example", heloName: "h")
        #expect(route.credentials == SMTPCredentials(user: "desk@x", password: "p:/w:"))
        #expect(!"\(route)".contains("p:/w") && !String(reflecting: route).contains("p:/w"))
        var dumped = ""
        dump(route, to: &dumped)
        #expect(!dumped.contains("p:/w"))
    }

    @Test(arguments: [
        ("mx.example", MailRouteError.scheme), ("http://mx", .scheme), ("smtp:mx", .scheme), ("smtp://", .host),
        ("smtp://a b", .host), ("smtp://mx/path", .host), ("smtp://mx:0", .port), ("smtp://mx:x", .port),
        ("smtp://user@mx", .credentials), ("smtp://:p@mx", .credentials), ("smtp://u:%zz@mx", .credentials),
        ("smtp://u:%0@mx", .credentials), ("file:", .directory),
    ])
    func `others are refused`(url: String, error: MailRouteError) {
        #expect(throws: error) { try MailRoute(url: url, heloName: "h") }
    }

    @Test func `files hold envelope and message, and sort by time`() async throws {
        #expect(try MailRoute(url: "file:var/out", heloName: "h") == .file(directory: "var/out"))
        let directory = NSTemporaryDirectory() + "out-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let count = Mutex(0)
        let route = FileRoute(
            directory: directory, threads: .singleton, now: { Date(timeIntervalSince1970: 1_795_577_565.25) },
            counter: {
                count.withLock {
                    $0 += 1; return $0
                }
            })
        let paths = ["a", "b c"].map { ForwardPath(MailAddress(localPart: $0, domain: "x.example")) }
        let envelope = Envelope(reversePath: .null, forwardPaths: paths)
        for text in ["Subject: 1\r\n\r\n", "Subject: 2\r\n\r\n"] {
            let outcomes = await MailSender.file(route).send(envelope, RawMessage(Array(text.utf8)))
            #expect(outcomes.count == 2)
            guard case .delivered = outcomes.first?.outcome else { return #expect(Bool(false), "\(outcomes)") }
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        #expect(names == ["20261125T033245.250000Z-000001.eml", "20261125T033245.250000Z-000002.eml"])
        let first = try String(contentsOfFile: directory + "/" + (names.first ?? ""), encoding: .utf8)
        let fields = "X-Envelope-From: <>\r\nX-Envelope-To: <a@x.example>\r\nX-Envelope-To: <\"b c\"@x.example>\r\n"
        #expect(first == fields + "Subject: 1\r\n\r\n")
    }

    @Test func `a directory that cannot be written is transient`() async {
        let route = FileRoute(directory: "/proc/nowhere", threads: .singleton, now: { .distantPast }, counter: { 0 })
        let path = ForwardPath(MailAddress(localPart: "a", domain: "x"))
        let outcomes = await route.send(Envelope(reversePath: .null, forwardPaths: [path]), RawMessage([]))
        guard case .transientFailure = outcomes.first?.outcome else { return #expect(Bool(false), "\(outcomes)") }
    }
}
