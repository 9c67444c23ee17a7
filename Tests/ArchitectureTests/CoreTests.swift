import Testing

@Suite("The core decides and does nothing else")
struct CoreTests {
    static let core: Set<String> = ["InternetMessage", "TemplateEngine", "Ticketing"]
    static let ambient = [
        " Date()", "(Date()", "Date.now", ".now()", "UUID()", ".random(", "randomElement(", "shuffled(",
        "SystemRandomNumberGenerator",
        "ProcessInfo", "getenv(", "FileManager", "FileHandle", "print(", "SecureRandom", "Task {", "Task.detached",
    ]
    /// Looked for, not used: input must never reach one of these.
    static let traps = ["try!", "fatalError(", "as! ", "unsafeBitCast", "nonisolated(unsafe)"]

    static func isCore(_ file: SourceTree.File) -> Bool {
        core.contains(file.module) && !file.path.contains("/Workers/")
    }

    @Test(arguments: SourceTree.files().filter(isCore))
    func `no clock, chance, environment or file`(file: SourceTree.File) {
        for (number, line) in Self.code(file) {
            for word in Self.ambient where line.contains(word) {
                Issue.record("\(file.path):\(number): \(word)")
            }
            #expect(!line.contains(" async "), "\(file.path):\(number): async in the core")
        }
    }

    @Test(arguments: SourceTree.files())
    func `nothing traps on purpose`(file: SourceTree.File) {
        for (number, line) in Self.code(file) {
            for word in Self.traps where line.contains(word) {
                Issue.record("\(file.path):\(number): \(word)")
            }
        }
    }

    /// Numbered lines without comments and port declarations.
    static func code(_ file: SourceTree.File) -> [(Int, String)] {
        guard !file.path.contains("/Ports/") else { return [] }
        return zip(1..., file.lines).filter { !$0.1.drop { $0 == " " }.hasPrefix("//") }
    }
}
