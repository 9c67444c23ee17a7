import InternetMessage
import NIOCore
import Testing

@testable import MailGateway

@Suite("What the resolver said is remembered for a while") struct DNSCacheTests {
    private let name: DNSName
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    init() throws {
        name = try #require(DNSName("a.example"))
    }

    @Test func `for as long as it holds, an hour at most`() {
        var cache = DNSCache(entryLimit: 10)
        cache.keep(.none, of: name, seconds: 60, at: start)
        #expect(cache.records(of: name, at: start + .seconds(59)) == TextRecords.none)
        #expect(cache.records(of: name, at: start + .seconds(60)) == nil)
        cache.keep(.none, of: name, seconds: .max, at: start)
        #expect(cache.records(of: name, at: start + .seconds(3_599)) == TextRecords.none)
        #expect(cache.records(of: name, at: start + .seconds(3_600)) == nil)
    }

    @Test func `not at all where it holds for no time`() {
        var cache = DNSCache(entryLimit: 10)
        cache.keep(.unknown("x"), of: name, seconds: 0, at: start)
        #expect(cache.records(of: name, at: start) == nil)
    }

    @Test func `a flood of names does not grow it`() throws {
        var cache = DNSCache(entryLimit: 10)
        for number in 0..<1_000 {
            cache.keep(.none, of: try #require(DNSName("n\(number).example")), seconds: 60, at: start)
        }
        let kept = try (0..<1_000).count { number in
            cache.records(of: try #require(DNSName("n\(number).example")), at: start) != nil
        }
        #expect((1...10).contains(kept))
    }

    @Test func `a silent resolver is left alone after three times, for half a minute`() {
        var cache = DNSCache(entryLimit: 10)
        cache.heardNothing(at: start)
        cache.heardNothing(at: start)
        #expect(!cache.isPausing(at: start))
        cache.heardNothing(at: start)
        #expect(cache.isPausing(at: start + .seconds(29)))
        #expect(!cache.isPausing(at: start + .seconds(30)))
        cache.heard()
        #expect(!cache.isPausing(at: start))
    }
}
