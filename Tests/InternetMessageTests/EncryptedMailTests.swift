import Foundation
import Testing

@testable import InternetMessage

@Suite("Mail that only a key opens")
struct EncryptedMailTests {
    private static let armor = [
        "-----BEGIN PGP MESSAGE-----", "Version: X 1", "", "hQEMA0w5k2Zt9uQxAQf9G", "=a1b2",
        "-----END PGP MESSAGE-----",
    ]

    private func plain(_ lines: [String]) -> InternetMessage {
        read(RawMessage(Array((["From: a@b.example", ""] + lines).joined(separator: "\r\n").utf8)))
    }

    @Test func `an encrypted block within the words becomes a file`() {
        let message = plain(["Please see:"] + Self.armor + ["Thanks, Ann"])
        #expect(message.text == "Please see:\nThanks, Ann")
        #expect(message.encryption == .openPGP && message.reports("encrypted (OpenPGP)"))
        #expect(message.attachments.map(\.name) == ["encrypted.asc"])
        #expect(message.attachments.map(\.bytes) == [Array((Self.armor.joined(separator: "\n") + "\n").utf8)])
    }

    @Test func `nothing but a block leaves no words, even where its end was cut off`() {
        for lines in [Self.armor, Array(Self.armor.dropLast())] {
            let message = plain(lines)
            #expect(message.text.isEmpty && message.encryption == .openPGP && message.attachments.count == 1)
        }
    }

    @Test(arguments: [
        ["It begins with -----BEGIN PGP MESSAGE----- and so on."], ["-----BEGIN PGP MESSAGE-----", "is what I see."],
        ["-----BEGIN PGP MESSAGE-----"], armor.map { "> " + $0 },
        ["-----BEGIN PGP MESSAGE", "x", "-----END PGP MESSAGE"],
    ])
    func `words about encryption, and what others quoted, stay`(lines: [String]) {
        let message = plain(lines)
        #expect(message.text == lines.joined(separator: "\n"))
        #expect(message.encryption == nil && message.attachments.isEmpty)
    }

    @Test(arguments: [(20, 20, false), (21, 20, true)])
    func `twenty blocks are taken out`(count: Int, taken: Int, isLeft: Bool) {
        let message = plain(Array(repeating: Self.armor, count: count).flatMap { $0 })
        #expect(message.attachments.count == taken)
        #expect(message.text.contains("BEGIN PGP MESSAGE") == isLeft)
    }

    /// The beginning of an enveloped message in basic encoding rules.
    private static let enveloped = Data([
        0x30, 0x80, 0x06, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 3, 0xA0, 0x80,
    ]).base64EncodedString()

    @Test(arguments: [
        "application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "application/x-pkcs7-mime",
        "application/octet-stream; name=\"SMIME.P7M\"",
    ])
    func `an enveloped message says so and is kept`(type: String) {
        let message = read(
            "From: a@b.example", "Content-Type: \(type)", "Content-Transfer-Encoding: base64", "", Self.enveloped)
        #expect(message.encryption == .smime && message.reports("encrypted (S/MIME)"))
        #expect(message.text.isEmpty && message.attachments.count == 1)
    }

    @Test func `a file that is only called so is a file`() {
        let message = read("From: a@b.example", "Content-Type: application/octet-stream; name=a.p7m", "", "words")
        #expect(message.encryption == nil && message.attachments.map(\.name) == ["a.p7m"])
    }

    @Test func `OpenPGP's parts say so where a gateway changed what is around them`() {
        let message = read(
            "From: a@b.example", "Content-Type: multipart/mixed; boundary=x", "", "--x", "Content-Type: text/plain", "",
            "", "--x", "Content-Type: application/pgp-encrypted; name=\"PGPMIME version.asc\"", "", "Version: 1", "--x",
            "Content-Type: application/octet-stream; name=encrypted.asc", "", "-----BEGIN PGP MESSAGE-----", "--x--")
        #expect(message.encryption == .openPGP)
        #expect(message.attachments.map(\.name) == ["PGPMIME version.asc", "encrypted.asc"])
    }
}
