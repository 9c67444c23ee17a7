import Testing

@testable import Ticketing

@Suite("Codes for approvers")
struct ApprovalCodeTests {
    /// The same bytes again and again.
    private struct Fixed: TokenSource {
        let byte: UInt8
        func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: byte, count: count) }
    }

    @Test(arguments: [
        ("042195", "042195"), (" 042 195\t", "042195"), ("042-195", "042195"), ("０４２１９５", "042195"),
        ("\u{3000}042195", "042195"), ("04219", nil), ("0421950", nil), ("", nil), ("04219x", nil),
        ("٠٤٢١٩٥", "042195"), ("\u{2068}042195\u{2069}", "042195"),
        ("042195\n", nil), (String(repeating: " ", count: 40) + "042195", nil),
    ])
    func `A code is read as people type it`(typed: String, code: String?) {
        #expect(ApprovalCode.typed(typed) == code)
    }

    @Test(arguments: [(0, "000000"), (0xFF, "551615")])
    func `A code has six digits, leading noughts too`(byte: UInt8, code: String) {
        #expect(ApprovalCode.make(Fixed(byte: byte)) == code)
    }

    @Test func `What is kept says nothing without the browser's secret`() {
        let digest = ApprovalCode.digest(of: "042195", browser: "a")
        #expect(digest != ApprovalCode.digest(of: "042195", browser: "b"))
        #expect(digest != ApprovalCode.digest(of: "042196", browser: "a"))
        #expect(ApprovalCode.digest(ofBrowser: "a") != ApprovalCode.digest(ofBrowser: "b"))
    }
}
