import Foundation
import InternetMessage
import Testing

@testable import Ticketing

/// The rule once more, in the plainest way: for lines of the pieces below, not for a stranger's.
private enum Reference {
    static let languages = ApprovalLanguage.shipped

    static func plain(_ text: some StringProtocol) -> String {
        String(text).precomposedStringWithCompatibilityMapping.lowercased().precomposedStringWithCanonicalMapping
            .replacingOccurrences(of: "’", with: "'")
    }

    static let approving = Set(languages.flatMap(\.approving).map(plain))
    static let rejecting = Set(languages.flatMap(\.rejecting).map(plain))
    static let after = Set(languages.flatMap(\.after).map(plain))
    static let before = Set(languages.flatMap(\.before).map(plain))
    static let assent = Set(languages.flatMap(\.beforeApproving).map(plain))
    static let regret = Set(languages.flatMap(\.beforeRejecting).map(plain))

    static let idle = " \t\u{200B}\u{200E}\u{200F}\u{FEFF}"

    static func trimmed(_ text: String, _ edge: String) -> String {
        let edge = Set(edge.unicodeScalars)
        var scalars = Array(text.unicodeScalars)
        while let last = scalars.last, edge.contains(last) { scalars.removeLast() }
        return String(String.UnicodeScalarView(scalars.drop { edge.contains($0) }))
    }

    static func decision(_ line: String) -> ApprovalVerdict? {
        let line = plain(line)
        if line.contains("..") || line.contains("。。") { return nil }
        let bare = trimmed(line, idle + "*_\"'“”()[]「」【】.。!~👍👎🙏")
        var parts = bare.components(separatedBy: CharacterSet(charactersIn: ",;.。、!،"))
            .flatMap { $0.components(separatedBy: " - ") }
            .map { trimmed($0, idle).split(separator: " ").joined(separator: " ") }
        guard parts.first != "", parts.last != "" else { return nil }
        parts.removeAll { $0.isEmpty }
        guard (1...3).contains(parts.count) else { return nil }
        for (index, part) in parts.enumerated() {
            let words = part.split(separator: " ").map(String.init)
            // Thanks behind a blank.
            let cuts = index == parts.count - 1 ? Array(1...max(1, words.count)) : [words.count]
            for cut in cuts {
                let word = words.prefix(cut).joined(separator: " ")
                let rest = words.dropFirst(cut).joined(separator: " ")
                guard rest.isEmpty || after.contains(rest) else { continue }
                let others = parts[..<index]
                let decision: ApprovalVerdict
                if approving.contains(word), others.allSatisfy({ before.union(assent).contains($0) }),
                    !line.contains("👎")
                {
                    decision = .approved
                } else if rejecting.contains(word), others.allSatisfy({ before.union(regret).contains($0) }),
                    !line.contains("👍")
                {
                    decision = .rejected
                } else {
                    continue
                }
                let behind = parts[(index + 1)...]
                if index <= 1, behind.count + (rest.isEmpty ? 0 : 1) <= 1, behind.allSatisfy(after.contains) {
                    return decision
                }
            }
        }
        return nil
    }

    static func decision(ofText text: String) -> ApprovalVerdict? {
        let lines = text.split(separator: "\n").map(String.init).filter { !trimmed($0, idle).isEmpty }
        guard let first = lines.first, let decision = decision(first) else { return nil }
        let seen = lines.dropFirst().map { line in
            String(String.UnicodeScalarView(line.unicodeScalars.filter { !$0.properties.isDefaultIgnorableCodePoint }))
        }
        return seen.contains { self.decision($0) == decision.opposite } ? nil : decision
    }
}

/// A generator that says the same each time.
private struct Sequence64: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 29) ^ state
    }
}

@Suite("Whatever is written, nothing decides that the rule does not name") struct ApprovalPropertyTests {
    private static let junk = [
        "not", "never", "不", "未", "没", "吗", "？", "?", "x", "Li", "7", "of", "please", "请", "but", "但是", "if", "<", ">",
        ":", "...",
        "…", "\u{AD}", "\u{202E}", "\u{200D}", "\u{301}", "а", "e", "-", "/", "か", "안", "لا", "не", "👎",
    ]
    private static let marks = [
        " ", " ", ", ", "，", ".", "。", "! ", " - ", "", "", "*", "\"", "(", ")", "\u{200B}", "\u{200F}", "👍", "🙏",
    ]

    private func line(_ dice: inout Sequence64) -> String {
        var line = ""
        for _ in 0..<Int.random(in: 1...4, using: &dice) {
            line += Self.marks.randomElement(using: &dice) ?? ""
            let language = ApprovalLanguage.shipped.randomElement(using: &dice) ?? .english
            let lists = [
                language.approving, language.rejecting, language.approving, language.rejecting, language.before,
                language.beforeApproving, language.beforeRejecting, language.after, Self.junk,
            ]
            line += lists.randomElement(using: &dice)?.randomElement(using: &dice) ?? ""
            line += Self.marks.randomElement(using: &dice) ?? ""
        }
        return line
    }

    @Test(arguments: 1...8 as ClosedRange<UInt64>)
    func `lines of words, courtesies, marks and more`(seed: UInt64) {
        var dice = Sequence64(state: seed)
        var decided = 0
        for _ in 0..<2_000 {
            let line = line(&dice)
            guard let decision = ApprovalWords.shipped.decision(of: line) else { continue }
            decided += 1
            #expect(Reference.decision(line) == decision, "\(line.debugDescription)")
        }
        #expect(decided > 50, "the lines are such that some decide")
    }

    @Test(arguments: 11...14 as ClosedRange<UInt64>)
    func `texts of such lines`(seed: UInt64) {
        var dice = Sequence64(state: seed)
        var decided = 0
        for _ in 0..<2_000 {
            var lines = (0..<Int.random(in: 1...4, using: &dice)).map { _ in line(&dice) }
            if Bool.random(using: &dice) { lines.insert(" \u{200B}", at: 0) }
            let text = lines.joined(separator: "\n")
            let reading = ApprovalReading(FreshText(text: text, quoted: false))
            guard let decision = reading.decision else { continue }
            decided += 1
            #expect(Reference.decision(ofText: text) == decision, "\(text.debugDescription)")
            let taken = ApprovalReading(
                FreshText(text: text + "\n" + (decision == .approved ? "拒绝" : "APPROVE"), quoted: false))
            #expect(taken == .unclear(.opposite), "\(text.debugDescription)")
        }
        #expect(decided > 50, "the texts are such that some decide")
    }
}
