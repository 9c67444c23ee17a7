import Foundation
public import InternetMessage

public struct ApprovalWords: Sendable, Hashable {
    public init() {}
    public static func shown(in language: String) -> (approve: String, reject: String) {
        language.hasPrefix("zh") ? ("同意", "不同意") : ("APPROVE", "REJECT")
    }
}
public enum ApprovalReading: Sendable, Hashable {
    case approve(reason: String)
    case reject(reason: String)
    case unclear(String)
    public init(_ message: InternetMessage, words: ApprovalWords) {
        let lines = message.fresh.text.split(separator: "\n", omittingEmptySubsequences: true).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        switch lines.first.map({ $0.uppercased() }) {
        case "APPROVE", "同意": self = .approve(reason: lines.dropFirst().joined(separator: "\n"))
        case "REJECT", "不同意": self = .reject(reason: lines.dropFirst().joined(separator: "\n"))
        default: self = .unclear("noWord")
        }
    }
}
