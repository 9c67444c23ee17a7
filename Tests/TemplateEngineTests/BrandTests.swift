import TemplateEngine
import Testing

@Suite("Brands")
struct BrandTests {
    @Test(arguments: ["#1d5fd1", "#1D5FD1"])
    func `A color has six digits`(text: String) { #expect(BrandColor(text)?.description == "#1d5fd1") }

    @Test(arguments: ["", "1d5fd1", "#1d5fd", "#1d5fd12", "#1d5fdg", "red", "#１d5fd"])
    func `Anything else is none`(text: String) { #expect(BrandColor(text) == nil) }

    @Test(arguments: [
        ("#1d5fd1", "#fdfdfe"), ("#000000", "#fdfdfe"), ("#ffd60a", "#010101"), ("#ffffff", "#010101"),
        ("#7f7f7f", "#010101"), ("#c0392b", "#fdfdfe"),
    ])
    func `What stands on it can be read`(color: String, text: String) { #expect(BrandColor(color)?.text == text) }

    @Test func `Words come in the reader's language, else in another`() {
        let brand = Brand(sender: ["en": "Desk", "zh": "台"], footer: ["de": "GmbH"])
        #expect(brand.sender(in: "zh-Hans") == "台")
        #expect(brand.sender(in: "fr") == "Desk")
        #expect(brand.values(language: "en") == ["footer": "GmbH"])
        #expect(Brand().sender(in: "en") == nil)
    }

    @Test(arguments: [("https://example.com/a.png", true), ("http://example.com/a.png", false), ("cid:a@b", true)])
    func `A logo is a picture that mail programs show`(address: String, isLogo: Bool) {
        #expect(Brand.isLogo(address) == isLogo)
    }
}
