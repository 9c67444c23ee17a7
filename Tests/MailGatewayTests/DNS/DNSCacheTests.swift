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

    @Test func `not what is too large to be a key`() {
        var cache = DNSCache(entryLimit: 10)
        let half = [UInt8](repeating: 120, count: 2_048)
        cache.keep(.found([half, half]), of: name, seconds: 60, at: start)
        #expect(cache.records(of: name, at: start) == .found([half, half]))
        cache = DNSCache(entryLimit: 10)
        cache.keep(.found([half, half, [120]]), of: name, seconds: 60, at: start)
        #expect(cache.records(of: name, at: start) == nil)
    }

    @Test func `a silent domain is left alone after three times, for half a minute`() throws {
        var cache = DNSCache(entryLimit: 10)
        let other = try #require(DNSName("b.example"))
        for expected in [false, false, true] {
            #expect(!cache.isPausing(name, at: start))
            let isDue = cache.heardNothing(about: name, at: start)
            #expect(isDue == expected)
        }
        #expect(cache.isPausing(name, at: start + .seconds(29)))
        #expect(!cache.isPausing(other, at: start) && !cache.isPausing(at: start))
        #expect(!cache.isPausing(name, at: start + .seconds(30)))
        _ = cache.heardNothing(about: name, at: start + .seconds(30))
        #expect(!cache.isPausing(name, at: start + .seconds(30)))
    }

    @Test func `silences in a row, about whatever, raise the question whether the resolver lives`() throws {
        var cache = DNSCache(entryLimit: 10)
        let names = try (0..<4).map { try #require(DNSName("n\($0).example")) }
        _ = cache.heardNothing(about: names[0], at: start)
        cache.heard(about: names[1])
        let areDue = names[1...].map { cache.heardNothing(about: $0, at: start) }
        #expect(areDue == [false, false, true])
        cache.leaveAlone(at: start)
        #expect(cache.isPausing(at: start + .seconds(29)))
        #expect(!cache.isPausing(at: start + .seconds(30)))
        cache.heard()
        #expect(!cache.isPausing(at: start))
    }

    @Test func `many silences within half a minute, about many domains, ask for hurry`() throws {
        var cache = DNSCache(entryLimit: 10)
        let names = try (0..<16).map { try #require(DNSName("n\($0).example")) }
        for name in names {
            #expect(!cache.isHurried(at: start))
            _ = cache.heardNothing(about: name, at: start)
            cache.heard()
        }
        #expect(cache.isHurried(at: start + .seconds(29)))
        #expect(!cache.isHurried(at: start + .seconds(30)))
        _ = cache.heardNothing(about: names[0], at: start + .seconds(30))
        #expect(!cache.isHurried(at: start + .seconds(30)))
    }

    @Test func `a flood of silent domains does not grow it`() throws {
        var cache = DNSCache(entryLimit: 10)
        let names = try (0..<1_000).map { try #require(DNSName("n\($0).example")) }
        for name in names { for _ in 0..<3 { _ = cache.heardNothing(about: name, at: start) } }
        #expect((1...10).contains(names.count { cache.isPausing($0, at: start) }))
    }
}
