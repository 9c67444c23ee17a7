import Foundation
import Testing

@testable import Ticketing

/// A shipped language as an argument whose failures print its tag.
private struct Row: CustomTestStringConvertible {
    let language: ApprovalLanguage
    var testDescription: String { language.tag }
    static let all = ApprovalLanguage.shipped.map { Row(language: $0) }
}

@Suite("Words that decide") struct ApprovalWordsTests {
    private let words = ApprovalWords.shipped

    private static func wide(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar in
            (0x21...0x7E).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// A word as people and their mail clients write it.
    private static func dresses(_ word: String) -> [String] {
        [
            word, word.uppercased(), word.lowercased(), wide(word), wide(word.uppercased()),
            word.decomposedStringWithCanonicalMapping, word.precomposedStringWithCanonicalMapping,
            "  \(word)\t", "\u{A0}\(word)\u{3000}", "\(word).", "\(word)!", "\(word)!!", "\(word) !", "\(word)。",
            "\(word)！",
            "\(word)～", "*\(word)*", "**\(word)**", "_\(word)_", "\"\(word)\"", "“\(word)”", "„\(word)“", "« \(word) »",
            "「\(word)」", "【\(word)】", "（\(word)）", "[\(word)]", "(\(word)).", "‘\(word)’", "\u{200F}\(word)\u{200E}",
            "\u{FEFF}\(word)", "\u{200B}\(word)\u{200B}", "\u{202B}\(word)\u{202C}", "\u{2067}\(word)\u{2069}",
            "\(word) 🙏",
            "\(word)🙂",
        ]
    }

    @Test(arguments: Row.all)
    private func `each word is a whole line, however it is dressed`(row: Row) {
        for decision in ApprovalVerdict.allCases {
            for word in row.language.words(decision) {
                for line in Self.dresses(word) { #expect(words.decision(of: line) == decision, "\(line)") }
            }
        }
    }

    @Test(arguments: Row.all)
    private func `a courtesy may stand before and behind`(row: Row) {
        let language = row.language
        for decision in ApprovalVerdict.allCases {
            let word = language.words(decision)[1]
            for before in language.before(decision) {
                for mark in [", ", "，", "! ", "。", ". ", " - ", " – ", "; "] {
                    #expect(words.decision(of: before + mark + word) == decision, "\(before + mark + word)")
                }
                #expect(words.decision(of: "\(before) \(word)") == nil, "\(before) \(word)")
                #expect(words.decision(of: before) == nil, "\(before)")
            }
            for after in language.after {
                for mark in [", ", "，", "! ", "。", ". ", " - ", " — ", "、", "; "] {
                    #expect(words.decision(of: word + mark + after + "!") == decision, "\(word + mark + after)")
                }
                let isApart = language.partsByBlank ? decision : nil
                #expect(words.decision(of: "\(word) \(after)") == isApart, "\(word) \(after)")
                #expect(words.decision(of: "\(word)\(after)") == nil, "\(word)\(after)")
                #expect(words.decision(of: after) == nil, "\(after)")
                let both = "\(language.before[0]), \(word), \(after)."
                #expect(words.decision(of: both) == decision, "\(both)")
            }
        }
    }

    @Test(arguments: Row.all)
    private func `assent stands beside approving words alone, and regret beside refusing ones`(row: Row) {
        let language = row.language
        for assent in language.beforeApproving where !language.before.contains(assent) {
            #expect(words.decision(of: "\(assent), \(language.rejecting[0])") == nil)
        }
        for regret in language.beforeRejecting {
            #expect(words.decision(of: "\(regret), \(language.approving[0])") == nil)
        }
    }

    @Test(arguments: Row.all)
    private func `whatever is added to a word takes its meaning`(row: Row) {
        for decision in ApprovalVerdict.allCases {
            for word in row.language.words(decision) {
                let more = [
                    "\(word)?", "\(word)？", "¿\(word)", "\(word)؟", "\(word) x", "x \(word)", "x\(word)", "\(word)x",
                    "\(word),", "\(word)，", "\(word):", "\(word)：", "\(word);", "\(word)...", "\(word)…", "\(word)。。",
                    "\(word), x", "\(word) (x)", "\(word) / x", "- \(word)", "1. \(word)", "> \(word)", "#\(word)",
                    "~~\(word)~~", "\(word)\u{330}", "\(word)\u{AD}x", "\u{202E}\(word)", "\u{202D}\(word)",
                    "[ ] \(word)",
                    "\(word), \(word)", "\(word) \(word)", "not \(word) at all", "\(word)吗", "\(word)か", "\(word)까",
                ]
                for line in more {
                    #expect(words.decision(of: line) == nil, "\(line)")
                }
                for at in word.unicodeScalars.indices.dropFirst() {
                    for hidden: Unicode.Scalar in [
                        "\u{200B}", "\u{AD}", "\u{200D}", "\u{202E}", "\u{E0041}", "\u{336}",
                    ] {
                        var line = word.unicodeScalars
                        line.insert(hidden, at: at)
                        #expect(
                            words.decision(of: String(line)) == nil, "\(word) with U+\(String(hidden.value, radix: 16))"
                        )
                    }
                }
            }
        }
    }

    @Test func `no word approves and refuses, and none is a courtesy`() {
        let all = ApprovalLanguage.shipped
        func folded(_ texts: [String]) -> [String] { texts.flatMap { ApprovalLine($0).phrases } }
        let approving = Set(folded(all.flatMap(\.approving)))
        let rejecting = Set(folded(all.flatMap(\.rejecting)))
        let courtesies = Set(folded(all.flatMap { $0.before + $0.beforeApproving + $0.beforeRejecting + $0.after }))
        #expect(approving.isDisjoint(with: rejecting))
        #expect(approving.union(rejecting).isDisjoint(with: courtesies))
        for language in all {
            for list in [language.approving, language.rejecting, language.before, language.after] {
                #expect(Set(folded(list)).count == list.count, "\(language.tag): each is one phrase, and stands once")
                #expect(list.allSatisfy { $0.unicodeScalars.count <= ApprovalWords.longest })
            }
        }
    }

    @Test(arguments: [
        ("APPROVE", ApprovalVerdict.approved), ("同意", .approved), ("批准", .approved), ("承認", .approved),
        ("REJECT", .rejected), ("不同意", .rejected), ("拒绝", .rejected), ("驳回", .rejected), ("却下", .rejected),
    ])
    func `words that are promised`(word: String, decision: ApprovalVerdict) {
        #expect(words.decision(of: word) == decision)
    }

    @Test(arguments: [
        ("👍", ApprovalVerdict.approved), ("👍🏽", .approved), ("✅", .approved), ("✔️", .approved), ("☑", .approved),
        ("👌", .approved),
        ("👎", .rejected), ("❌", .rejected), ("✖️", .rejected), ("🚫", .rejected), ("⛔", .rejected),
    ])
    func `a sign goes with its own kind, and alone decides nothing`(sign: String, decision: ApprovalVerdict) {
        let own = decision == .approved ? "approved" : "rejected"
        let other = decision == .approved ? "rejected" : "approved"
        for line in ["\(own) \(sign)", "\(own)\(sign)", "\(sign) \(own)", "\(own). \(sign)"] {
            #expect(words.decision(of: line) == decision, "\(line)")
        }
        for line in ["\(other) \(sign)", "\(sign) \(other)", sign] {
            #expect(words.decision(of: line) == nil, "\(line)")
        }
    }

    @Test func `a line has 200 bytes at most`() {
        let blanks = String(repeating: " ", count: 193)
        #expect(words.decision(of: "APPROVE" + blanks) == .approved)
        #expect(words.decision(of: "APPROVE" + blanks + " ") == nil)
    }

    @Test(arguments: [
        ("en", "APPROVE", "REJECT"), ("en-GB", "APPROVE", "REJECT"), ("zh", "同意", "拒绝"), ("zh-CN", "同意", "拒绝"),
        ("zh-Hans-HK", "同意", "拒绝"), ("zh-TW", "同意", "拒絕"), ("zh-Hant", "同意", "拒絕"), ("zh-HK", "同意", "拒絕"),
        ("ja", "承認", "却下"), ("ko", "승인", "반려"), ("de-AT", "GENEHMIGT", "ABGELEHNT"), ("fr", "APPROUVÉ", "REFUSÉ"),
        ("es", "APROBADO", "RECHAZADO"), ("pt-BR", "APROVADO", "REJEITADO"), ("ru", "СОГЛАСОВАНО", "ОТКЛОНЕНО"),
        ("ar", "موافق", "مرفوض"), ("nl", "APPROVE", "REJECT"), ("", "APPROVE", "REJECT"), ("-", "APPROVE", "REJECT"),
    ])
    func `what mails print`(tag: String, approve: String, reject: String) {
        #expect(ApprovalWords.printed(.approved, in: tag) == approve)
        #expect(ApprovalWords.printed(.rejected, in: tag) == reject)
    }

    @Test func `docs/approvals.md shows each word`() throws {
        let file = URL(filePath: #filePath).appending(path: "../../../../docs/approvals.md").standardized
        let page = try String(contentsOf: file, encoding: .utf8)
        let written = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map(String.init)
        let rows = ApprovalLanguage.shipped.flatMap { language in
            ["approve", "reject"].map { name in
                let decision: ApprovalVerdict = name == "approve" ? .approved : .rejected
                let list = language.words(decision)
                let courtesies = decision == .approved ? language.beforeApproving : language.beforeRejecting
                return "| `\(language.tag)` | \(name) | **\(list[0])**, \(list.dropFirst().joined(separator: ", ")) | "
                    + "\(courtesies.joined(separator: ", ")) |"
            } + [
                "| `\(language.tag)` | either | | before: \(language.before.joined(separator: ", ")); "
                    + "behind: \(language.after.joined(separator: ", ")) |"
            ]
        }
        #expect(written == rows)
    }
}

@Suite("A desk's own words") struct OwnApprovalWordsTests {
    @Test func `they decide beside the shipped ones`() throws {
        let words = try ApprovalWords(approving: ["Go ahead!", "好的", "ok"], rejecting: ["no go"])
        for line in ["go ahead", "GO  AHEAD.", "Hi, go ahead, thanks", "好的", "OK", "ok, approved", "同意"] {
            #expect(words.decision(of: line) == .approved, "\(line)")
        }
        for line in ["No go.", "sorry, no go", "拒绝"] { #expect(words.decision(of: line) == .rejected, "\(line)") }
        for line in ["go", "go ahead?", "no go ahead", "go ahead thanks"] {
            #expect(words.decision(of: line) == nil, "\(line)")
        }
        #expect(ApprovalWords.shipped.decision(of: "go ahead") == nil)
    }

    @Test(arguments: [
        ("", ApprovalWordFault.empty), (" \u{200B}", .empty), (String(repeating: "g", count: 41), .tooLong(41)),
        ("go\nahead", .severalLines), ("go\u{2028}ahead", .severalLines), ("go, then", .noWord), ("go?", .noWord),
        ("go,", .noWord), ("...", .noWord), ("👍", .noWord), ("!", .noWord), ("go 👍", .noWord),
        ("thanks", .courtesy), ("谢谢", .courtesy),
        ("reject", .opposite), ("ＲＥＪＥＣＴ。", .opposite), ("不同意", .opposite),
        ("reject thanks", .opposite),
    ])
    func `a word that cannot be one`(word: String, fault: ApprovalWordFault) {
        #expect(throws: fault) { try ApprovalWords(approving: [word], rejecting: []) }
    }

    @Test func `a word has 40 characters and one meaning`() throws {
        let long = String(repeating: "g", count: 40)
        #expect(try ApprovalWords(approving: [long], rejecting: []).decision(of: long) == .approved)
        #expect(throws: ApprovalWordFault.opposite) { try ApprovalWords(approving: ["go"], rejecting: ["GO."]) }
        #expect(try ApprovalWords(approving: ["go", "go", "approve"], rejecting: []).decision(of: "go") == .approved)
    }

    @Test func `there are 100 of them`() throws {
        let hundred = (1...100).map { "w\($0)" }
        #expect(try ApprovalWords(approving: hundred, rejecting: []).decision(of: "w100") == .approved)
        #expect(throws: ApprovalWordFault.tooMany) { try ApprovalWords(approving: hundred, rejecting: ["w101"]) }
    }
}
