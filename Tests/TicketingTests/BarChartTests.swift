import Testing

@testable import Ticketing

@Suite("The picture of a report")
struct BarChartTests {
    @Test func `bars stand side by side, as high as their share of the highest`() {
        let rows = BarChart([4, 0], [2, 1]).rows
        #expect(rows.count == 280)
        #expect(rows.allSatisfy { $0.count == 1_100 })
        // A slot is 550 wide, a bar 220, with a tenth of the slot before the first.
        func column(_ x: Int) -> [BarChart.Ink: Int] { rows.reduce(into: [:]) { $0[$1[x], default: 0] += 1 } }
        #expect(column(54) == [.none: 278, .line: 2])
        for x in [55, 274] { #expect(column(x) == [.first: 278, .line: 2]) }
        for x in [275, 494] { #expect(column(x) == [.none: 139, .second: 139, .line: 2]) }
        for x in [495, 605, 824] { #expect(column(x) == [.none: 278, .line: 2]) }
        #expect(column(825)[.second] == 70)
    }

    @Test(arguments: [([], []), ([0, 0], [0, 0]), ([-3], [-1])] as [([Int], [Int])])
    func `where nothing happened there is a line alone`(first: [Int], second: [Int]) {
        let inks = Set(BarChart(first, second).rows.joined())
        #expect(inks == [.none, .line])
    }

    @Test(arguments: [31, 32])
    func `a month has room, and what is beyond is left out`(count: Int) {
        let chart = BarChart(Array(repeating: 1, count: count), Array(repeating: Int.max, count: count))
        #expect(chart.days.count == BarChart.dayLimit)
        #expect(chart.png.count < 30_000)
    }

    @Test func `checksums are the known ones`() {
        let digits = Array("123456789".utf8)
        #expect(PNGWriter.crc(digits) == 0xCBF4_3926)
        #expect(PNGWriter.adler(digits) == 0x091E_01DE)
        #expect(PNGWriter.crc([]) == 0)
        #expect(PNGWriter.adler([]) == 1)
    }

    @Test func `long runs are short, and all else is literal`() {
        // An empty block, a literal of each width, a run of 259 and one that is too short to be one.
        #expect(FixedDeflate.bytes([]) == [0x03, 0x00])
        #expect(FixedDeflate.bytes([UInt8(ascii: "a")]) == [0x4B, 0x04, 0x00])
        #expect(FixedDeflate.bytes(Array(repeating: 0, count: 259)).count == 4)
        #expect(FixedDeflate.bytes(Array(repeating: 0, count: 258)).count > 250)
    }
}
