import Foundation
import TemplateEngine
import Testing

@Suite("Values as a queue keeps them")
struct FlatValuesTests {
    @Test func `What a text means says the variable`() {
        let values = FlatValues.values(
            [
                "digest.waiting": "7", "digest.from": "60", "digest.to": "soon", "digest.opened": "many",
                "tickets.10.number": "IT-3", "tickets.9.number": "IT-2", "tickets.0.number": "IT-1",
                "tickets.0.is_late": "true", "tickets.9.is_late": "1", "other": "x", "": "y",
            ], of: .digest)
        #expect(
            values["digest"]
                == [
                    "waiting": 7, "from": .date(Date(timeIntervalSince1970: 60)), "to": "soon", "opened": "many",
                ])
        #expect(
            values["tickets"]
                == [["number": "IT-1", "is_late": true], ["number": "IT-2", "is_late": false], ["number": "IT-3"]])
        #expect(values["other"] == "x")
    }

    @Test func `A list has 200 items and no more, and HTML is never made of text`() {
        let flat = (0...200).map { ("tickets.\($0).number", "IT-\($0)") }
        guard case .list(let items) = FlatValues.values(Dictionary(flat) { $1 }, of: .digest)["tickets"] else {
            Issue.record("no list")
            return
        }
        #expect(items.count == FlatValues.itemLimit)
        #expect(FlatValues.values(["entry.html": "<b>"], of: .note)["entry"] == ["html": "<b>"])
    }

    @Test func `Names beyond twenty segments are passed over`() {
        let name = { (count: Int) in Array(repeating: "a", count: count).joined(separator: ".") }
        #expect(FlatValues.values([name(20): "x"], of: .note)["a"] != nil)
        #expect(FlatValues.values([name(21): "x"], of: .note)["a"] == nil)
    }
}
