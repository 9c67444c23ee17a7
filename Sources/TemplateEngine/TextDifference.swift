/// What changed between two texts, line by line, as a person reads it.
public struct TextDifference: Hashable, Sendable {
    public enum Line: Hashable, Sendable {
        case same(String)
        case removed(String)
        case added(String)
        /// So many lines that are the same are left out here.
        case skipped(Int)
    }

    /// Lines that stand around a change.
    public static let context = 3
    /// Beyond so many lines the texts are shown one after the other: the comparison's cost grows with their product.
    public static let lineLimit = 4_000

    public let lines: [Line]

    public var isEmpty: Bool { lines.isEmpty }

    public init(from old: String, to new: String) {
        let before = Self.lines(of: old)
        let after = Self.lines(of: new)
        guard before.count + after.count <= Self.lineLimit else {
            lines = before.map { .removed($0.text) } + after.map { .added($0.text) }
            return
        }
        lines = Self.folded(Self.all(before, after))
    }

    /// Compared by bytes: canonical equivalence would hide a change.
    private struct TextLine: Equatable {
        let bytes: [UInt8]
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    private static func lines(of text: String) -> [TextLine] {
        guard !text.isEmpty else { return [] }
        var pieces = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
        if pieces.last == [] { pieces.removeLast() }
        return pieces.map { TextLine(bytes: $0.last == 0x0D ? $0.dropLast() : $0) }
    }

    private static func all(_ before: [TextLine], _ after: [TextLine]) -> [Line] {
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var lines: [Line] = []
        var (old, new) = (0, 0)
        while old < before.count || new < after.count {
            if removed.contains(old) {
                lines.append(.removed(before[old].text))
                old += 1
            } else if added.contains(new) {
                lines.append(.added(after[new].text))
                new += 1
            } else {
                if old < before.count { lines.append(.same(before[old].text)) }
                old += 1
                new += 1
            }
        }
        return lines
    }

    /// Long runs of lines that are the same become a number.
    private static func folded(_ lines: [Line]) -> [Line] {
        var isNear = [Bool](repeating: false, count: lines.count)
        for (index, line) in lines.enumerated() {
            if case .same = line { continue }
            for near in max(0, index - context)...min(lines.count - 1, index + context) { isNear[near] = true }
        }
        var result: [Line] = []
        for (index, line) in lines.enumerated() {
            if isNear[index] {
                result.append(line)
            } else if case .skipped(let count)? = result.last {
                result[result.count - 1] = .skipped(count + 1)
            } else {
                result.append(.skipped(1))
            }
        }
        return isNear.contains(true) ? result : []
    }
}
