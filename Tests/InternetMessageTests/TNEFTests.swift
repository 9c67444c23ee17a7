import Foundation
import Testing

@testable import InternetMessage

/// Builds a `winmail.dat`.
private struct Envelope {
    private(set) var bytes: [UInt8] = [0x78, 0x9F, 0x3E, 0x22, 1, 0]

    mutating func add(_ level: UInt8, _ name: UInt32, _ data: [UInt8]) {
        let sum = data.reduce(UInt16(0)) { $0 &+ UInt16($1) }
        bytes += [level] + little(name) + little(UInt32(data.count)) + data + little(sum)
    }
}

private func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<(Number.bitWidth / 8)).map { UInt8(truncatingIfNeeded: number >> Number($0 * 8)) }
}

private func value(_ type: UInt16, _ tag: UInt16, _ data: [UInt8]) -> [UInt8] {
    let fill = [UInt8](repeating: 0, count: (4 - data.count % 4) % 4)
    return little(type) + little(tag) + little(UInt32(1)) + little(UInt32(data.count)) + data + fill
}

private func wide(_ text: String) -> [UInt8] { Array(text.utf16).flatMap { little($0) } + [0, 0] }

private func properties(_ values: [[UInt8]]) -> [UInt8] { little(UInt32(values.count)) + values.flatMap { $0 } }

@Suite("winmail.dat")
struct TNEFTests {
    private let limits = TNEFContent.Limits(bytes: 1 << 20, files: 10)

    private func sample() -> [UInt8] {
        var envelope = Envelope()
        envelope.add(1, 0x0006_9007, little(UInt32(936)) + little(UInt32(0)))
        envelope.add(
            1, 0x0006_9003,
            properties([
                little(UInt16(3)) + little(UInt16(0x3FDE)) + little(UInt32(65_001)),
                little(UInt16(3)) + little(UInt16(0x8001)) + [UInt8](repeating: 7, count: 16) + little(UInt32(1))
                    + little(UInt32(6)) + wide("ab") + [0, 0] + little(UInt32(5)),
                value(0x1F, 0x0037, wide("Betreff")), value(0x102, 0x1013, Array("<p>Grüße</p>".utf8)),
            ]))
        envelope.add(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
        envelope.add(2, 0x0001_8010, [0xBA, 0xCF, 0xCD, 0xAC] + Array(".doc".utf8) + [0])
        envelope.add(2, 0x0006_800F, [1, 2, 3])
        envelope.add(
            2, 0x0006_9005,
            properties([
                value(0x1F, 0x3707, wide("合同 2026.docx")), value(0x1E, 0x370E, Array("image/png\0".utf8)),
                value(0x1F, 0x3712, wide("pic@x")),
            ]))
        envelope.add(2, 0x0006_9002, [UInt8](repeating: 0, count: 14))
        envelope.add(2, 0x0001_8010, Array("b.txt\0".utf8))
        envelope.add(2, 0x0006_800F, [4])
        return envelope.bytes
    }

    @Test func `body and files are found`() throws {
        let content = try #require(TNEFReader.content(of: sample(), limits: limits))
        #expect(content.html == "<p>Grüße</p>")
        #expect(content.subject == "Betreff")
        #expect(content.files.map(\.name) == ["合同 2026.docx", "b.txt"])
        #expect(content.files.map(\.bytes) == [[1, 2, 3], [4]])
        #expect(content.files.first?.type == "image/png")
    }

    @Test func `files take the envelope's place, and its body that of a missing one`() {
        let data = Data(sample()).base64EncodedString()
        let message = read(
            "From: a@b.example", "Content-Type: application/ms-tnef; name=winmail.dat",
            "Content-Transfer-Encoding: base64", "", data)
        #expect(message.attachments.map(\.name) == ["合同 2026.docx", "b.txt"])
        #expect(message.attachments.map(\.type) == ["image/png", "text/plain"])
        #expect(message.unsafeHTML == "<p>Grüße</p>")
        let beside = read(
            "From: a@b.example", "Content-Type: multipart/mixed; boundary=x", "", "--x", "", "own words", "--x",
            "Content-Type: application/octet-stream; name=WINMAIL.DAT", "Content-Transfer-Encoding: base64", "", data,
            "--x--")
        #expect(beside.text == "own words")
        #expect(beside.unsafeHTML == nil)
        #expect(beside.attachments.count == 2)
    }

    @Test func `what cannot be opened is kept`() {
        let message = read("From: a@b.example", "Content-Type: application/ms-tnef", "", "no envelope")
        #expect(message.attachments.map(\.name) == ["winmail.dat"])
        #expect(message.reports("could not be opened"))
    }

    @Test func `an envelope cut or changed anywhere harms nobody`() {
        let whole = sample()
        for length in 0..<whole.count { _ = TNEFReader.content(of: Array(whole[..<length]), limits: limits) }
        for index in whole.indices {
            for byte: UInt8 in [0, 0x7F, 0x80, 0xFF] {
                var changed = whole
                changed[index] = byte
                _ = TNEFReader.content(of: changed, limits: limits)
            }
        }
    }

    @Test func `numbers that promise too much give nothing`() {
        var envelope = Envelope()
        envelope.add(
            1, 0x0006_9003, little(UInt32.max) + little(UInt16(0x1003)) + little(UInt16(1)) + little(UInt32.max))
        envelope.add(
            1, 0x0006_9003, little(UInt32.max) + little(UInt16(0x101E)) + little(UInt16(1)) + little(UInt32.max))
        #expect(TNEFReader.content(of: envelope.bytes, limits: limits)?.files.isEmpty == true)
        #expect(
            TNEFReader.content(
                of: [0x78, 0x9F, 0x3E, 0x22, 1, 0, 1, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF], limits: limits) == nil)
    }

    @Test func `files are counted in number and bytes`() {
        var envelope = Envelope()
        for _ in 0..<20 {
            envelope.add(2, 0x0006_9002, [])
            envelope.add(2, 0x0006_800F, [UInt8](repeating: 1, count: 100))
        }
        #expect(TNEFReader.content(of: envelope.bytes, limits: limits)?.files.count == 10)
        #expect(TNEFReader.content(of: envelope.bytes, limits: .init(bytes: 350, files: 10))?.files.count == 3)
    }

    @Test func `envelopes in envelopes end at the limit`() {
        let object: [UInt8] = [0x07, 0x03, 0x02, 0x00] + [UInt8](repeating: 0, count: 12)
        var bytes = sample()
        for _ in 0..<8 {
            var outer = Envelope()
            outer.add(2, 0x0006_9002, [])
            outer.add(
                2, 0x0006_9005,
                properties([value(0x0D, 0x3701, object + bytes), value(0x1E, 0x3001, Array("in".utf8))]))
            bytes = outer.bytes
        }
        let files = TNEFReader.content(of: bytes, limits: limits)?.files ?? []
        #expect(files.last?.name == "in.tnef")
        #expect(files.count <= 10)
    }

    @Test func `compressed rich text is expanded within bounds`() {
        // "{\rtf1 " by reference into the preset dictionary, then letters, then the end mark.
        let stream: [UInt8] = [0b0000_0001, 0x00, 0x04] + Array(" hello}".utf8)
        let header = little(UInt32(100)) + little(UInt32(13)) + little(UInt32(0x7546_5A4C)) + little(UInt32(0))
        let rtf = CompressedRTF.decode((header + stream)[...], limit: 1_000)
        #expect(rtf == Array("{\\rtf1 hello}".utf8))
        #expect(CompressedRTF.decode((header + stream)[...], limit: 4)?.count == 4)
        let bomb =
            little(UInt32(0)) + little(UInt32.max) + little(UInt32(0x7546_5A4C)) + little(UInt32(0))
            + [UInt8](repeating: 0xFF, count: 3_000)
        #expect((CompressedRTF.decode(bomb[...], limit: 5_000)?.count ?? 0) <= 5_000)
        #expect(CompressedRTF.decode([1, 2, 3], limit: 10) == nil)
    }

    static let documents: [(rtf: String, text: String)] = [
        ("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\pard Hello\\par Gr\\'fc\\'dfe\\tab x}", "Hello\nGrüße\tx"),
        ("{\\rtf1\\uc1 \\u24352?\\u19977?}", "张三"), ("{\\rtf1\\uc1 \\u-10179?\\u-8704?}", "😀"),
        ("{\\rtf1\\uc0 \\u55357\\u56832 x}", "😀x"), ("{\\rtf1\\uc1 a\\u55357?b}", "a\u{FFFD}b"),
        ("{\\rtf1\\uc1 \\u55357?}", "\u{FFFD}"), ("{\\rtf1\\uc1 \\u56832?\\u55357?\\u65?}", "\u{FFFD}\u{FFFD}A"),
        ("{\\rtf1{\\*\\generator X;}a\\{b\\}c\\~d}", "a{b}c d"),
        ("{\\rtf1\\fromhtml1{\\*\\htmltag <b>}\\htmlrtf \\b\\htmlrtf0 bold{\\*\\htmltag </b>}}", "bold"),
        ("\\", ""),
        ("{{{{\\'f", "f"), ("}}}}x", "x"),
    ]

    @Test(arguments: documents)
    func `rich text gives its words`(rtf: String, text: String) {
        #expect(RTFText.plainText(Array(rtf.utf8), charset: nil) == text)
    }

    @Test func `HTML inside rich text is given back`() {
        let rtf =
            "{\\rtf1\\ansi\\fromhtml1 {\\*\\htmltag64 <p>}\\htmlrtf {\\b \\htmlrtf0 a < b{\\*\\htmltag84 &nbsp;}\\'fc"
            + "\\htmlrtf }\\par \\htmlrtf0 {\\*\\mhtmltag1 <x>}{\\*\\htmltag72 </p>}}"
        #expect(RTFText.html(Array(rtf.utf8), charset: nil) == "<p>a &lt; b&nbsp;ü</p>")
        #expect(RTFText.html(Array("{\\rtf1 a}".utf8), charset: nil) == nil)
    }

    @Test func `groups without end are no trouble`() {
        _ = RTFText.plainText([UInt8](repeating: UInt8(ascii: "{"), count: 200_000), charset: nil)
        _ = RTFText.plainText(Array(String(repeating: "\\u", count: 100_000).utf8), charset: nil)
    }
}
