import TemplateEngine
import Testing

@Suite("RFC 2083 – a desk's picture")
struct BrandPictureTests {
    private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    private static func number(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private static func chunk(_ kind: String, _ data: [UInt8] = []) -> [UInt8] {
        number(data.count) + Array(kind.utf8) + data + [0, 0, 0, 0]
    }

    private static func header(_ width: Int, _ height: Int) -> [UInt8] {
        chunk("IHDR", number(width) + number(height) + [8, 2, 0, 0, 0])
    }

    /// Of this many bytes in all.
    private static func picture(_ width: Int = 160, _ height: Int = 64, bytes: Int = 100) -> [UInt8] {
        let rest = bytes - 8 - 25 - 12 - 12
        return signature + header(width, height) + chunk("IDAT", [UInt8](repeating: 7, count: rest)) + chunk("IEND")
    }

    private static func fault(_ png: [UInt8]) -> BrandPicture.Fault? {
        do throws(BrandPicture.Fault) {
            _ = try BrandPicture(png: png, contentID: "a@b")
            return nil
        } catch { return error }
    }

    @Test func `a PNG is taken, and named by its identifier`() throws {
        let picture = try BrandPicture(png: Self.picture(), contentID: "a@b")
        #expect(picture.png == Self.picture() && picture.address == "cid:a@b")
        #expect(Brand(picture: picture).values(language: "en") == ["logo": "cid:a@b"])
    }

    @Test func `each limit holds at it and one beyond`() {
        #expect(Self.fault(Self.picture(bytes: 65_536)) == nil)
        #expect(Self.fault(Self.picture(bytes: 65_537)) == .tooLarge(limit: 65_536, actual: 65_537))
        #expect(Self.fault(Self.picture(1_024, 1_024)) == nil)
        #expect(Self.fault(Self.picture(1, 1)) == nil)
        for (width, height) in [(1_025, 64), (64, 1_025), (0, 64), (64, 0), (0xFFFF_FFFF, 1)] {
            let expected = BrandPicture.Fault.size(limit: 1_024, width: width, height: height)
            #expect(Self.fault(Self.picture(width, height)) == expected)
        }
    }

    @Test(
        arguments: [
            [], Array("GIF89a".utf8), Array("<svg xmlns=\"http://www.w3.org/2000/svg\"/>".utf8),
            [0xFF, 0xD8, 0xFF, 0xE0],
            Array(signature.dropLast()),
        ] as [[UInt8]])
    func `what does not begin as a PNG is none, whatever it is called`(bytes: [UInt8]) {
        #expect(Self.fault(bytes) == .notPNG)
    }

    @Test func `a PNG that is cut off anywhere, or whose chunks do not fit, is damaged`() {
        let whole = Self.picture()
        for length in 8..<whole.count { #expect(Self.fault(Array(whole.prefix(length))) == .damaged, "\(length)") }
        let wrong: [[UInt8]] = [
            whole + [0], whole + Self.chunk("tEXt"), Self.signature + Self.chunk("IEND"),
            Self.signature + Self.header(1, 1) + Self.chunk("IEND"),
            Self.signature + Self.chunk("IDAT", [1]) + Self.header(1, 1) + Self.chunk("IEND"),
            Self.signature + Self.chunk("IHDR", [0, 0, 0, 1]) + Self.chunk("IDAT") + Self.chunk("IEND"),
            Self.signature + Self.header(1, 1) + [0xFF, 0xFF, 0xFF, 0xFF] + Array("IDAT".utf8) + [0, 0, 0, 0],
        ]
        for bytes in wrong { #expect(Self.fault(bytes) == .damaged) }
    }
}
