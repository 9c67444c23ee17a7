import Foundation
import Testing

/// The Swift files under `Sources`, by module.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct File: CustomTestStringConvertible {
        let module: String
        /// Relative to `Sources`.
        let path: String
        let lines: [String]

        var testDescription: String { path }
    }

    static func files(under folder: String = "Sources") -> [File] {
        let base = root.appending(path: folder)
        let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            guard let text = try? String(contentsOf: base.appending(path: path), encoding: .utf8),
                let module = path.split(separator: "/").first
            else { return nil }
            return File(module: String(module), path: path, lines: text.components(separatedBy: "\n"))
        }
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
