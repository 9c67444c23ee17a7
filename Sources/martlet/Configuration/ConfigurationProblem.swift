/// Something wrong in the configuration file, with the mend.
struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
    var file: String
    /// nil when it is about the file as a whole.
    var line: Int?
    var text: String

    var description: String { line.map { "\(file):\($0): \(text)" } ?? "\(file): \(text)" }
}

/// All that is wrong, in the order of the file: one run of the program is enough to find every error.
struct ConfigurationProblems: Error, Sendable, CustomStringConvertible {
    var problems: [ConfigurationProblem]

    var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Gathers problems while a file is read.
final class ProblemList {
    let file: String
    private(set) var problems: [ConfigurationProblem] = []

    init(file: String) {
        self.file = file
    }

    func add(_ text: String, line: Int?) {
        problems.append(ConfigurationProblem(file: file, line: line, text: text))
    }

    var sorted: [ConfigurationProblem] {
        problems.enumerated().sorted {
            ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset)
        }.map(\.element)
    }
}

/// Finds the name somebody probably meant.
enum NearestName {
    /// The candidate within two edits (one for short names), the nearest first.
    static func of(_ name: String, among candidates: [String]) -> String? {
        let scored = candidates.map { ($0, distance(Array(name.lowercased().utf8), Array($0.utf8))) }
        guard let best = scored.min(by: { $0.1 < $1.1 }) else { return nil }
        return best.1 <= (name.utf8.count <= 3 ? 1 : max(2, name.utf8.count / 3)) ? best.0 : nil
    }

    /// Insertions, deletions, changes and swaps of neighbors that turn one into the other.
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard left.count <= 64, right.count <= 64 else { return 64 }
        var table = [[Int]](repeating: [Int](repeating: 0, count: right.count + 1), count: left.count + 1)
        for row in 0...left.count { table[row][0] = row }
        for column in 0...right.count { table[0][column] = column }
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        for row in 1...left.count {
            for column in 1...right.count {
                let change = left[row - 1] == right[column - 1] ? 0 : 1
                var best = min(
                    table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + change)
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    best = min(best, table[row - 2][column - 2] + 1)
                }
                table[row][column] = best
            }
        }
        return table[left.count][right.count]
    }
}
