import Cryptography
import Foundation
import InternetMessage

extension ConfigurationSection {
    func integer(_ key: Key, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        guard let value = Int(text) else {
            report(key, "must be a whole number, not \"\(text.shortened)\"")
            return nil
        }
        guard range.contains(value) else {
            report(key, "must be from \(range.lowerBound) to \(range.upperBound), not \(value)")
            return nil
        }
        return value
    }

    /// A number with `s`, `m`, `h` or `d`.
    func duration(_ key: Key, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        guard let seconds = DurationText.seconds(text) else {
            report(key, "must be a number with a unit, such as 30s, 5m, 1h or 2d, not \"\(text.shortened)\"")
            return nil
        }
        guard range.contains(seconds) else {
            report(key, "must be from \(range.lowerBound)s to \(range.upperBound)s, not \(text.shortened)")
            return nil
        }
        return seconds
    }

    /// A number of bytes, or one with `KiB`, `MiB` or `GiB`.
    func bytes(_ key: Key, in range: ClosedRange<Int>) -> Int? {
        guard let text = text(key) else { return nil }
        let units = [("KiB", 10), ("MiB", 20), ("GiB", 30)]
        let unit = units.first { text.hasSuffix($0.0) }
        let digits = unit.map { text.dropLast($0.0.count) } ?? text[...]
        guard let count = Int(digits), count >= 0, count <= 1 << 40 else {
            report(key, "must be a number of bytes, or one with KiB, MiB or GiB, not \"\(text.shortened)\"")
            return nil
        }
        let value = count << (unit?.1 ?? 0)
        guard range.contains(value) else {
            report(key, "must be from \(range.lowerBound) to \(range.upperBound) bytes, not \(value)")
            return nil
        }
        return value
    }

    func choice<Choice: CaseIterable & RawRepresentable>(_ key: Key, _ choices: [Choice]) -> Choice?
    where Choice.RawValue == String {
        guard let text = text(key) else { return nil }
        guard let choice = choices.first(where: { $0.rawValue == text }) else {
            let names = choices.map(\.rawValue).joined(separator: ", ")
            report(key, "must be one of \(names), not \"\(text.shortened)\"")
            return nil
        }
        return choice
    }

    /// The value itself, or what `file:/path` or `env:NAME` names.
    func secret(_ key: Key) -> Secret? {
        guard let text = text(key) else { return nil }
        if text.hasPrefix("env:") { return environment(key, String(text.dropFirst(4))) }
        if text.hasPrefix("file:") { return file(key, String(text.dropFirst(5))) }
        return Secret(text)
    }

    private func environment(_ key: Key, _ name: String) -> Secret? {
        guard let value = ProcessInfo.processInfo.environment[name], !value.isEmpty else {
            report(key, "names the environment variable \(name), which is not set: set it, or write file:/path")
            return nil
        }
        return Secret(value)
    }

    private func file(_ key: Key, _ path: String) -> Secret? {
        do {
            let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
            let value = text.trimmingCharacters(in: .newlines)
            guard !value.isEmpty, value.utf8.count <= 64 << 10 else {
                report(key, "names the file \(path), which is empty or larger than 64 KiB")
                return nil
            }
            return Secret(value)
        } catch {
            report(key, "names the file \(path), which cannot be read: \(FileTrouble.reason(error, path: path))")
            return nil
        }
    }

    /// A path that must be a readable file.
    func readableFile(_ key: Key) -> String? {
        guard let path = text(key) else { return nil }
        guard FileManager.default.isReadableFile(atPath: path) else {
            report(key, "names \(path), which cannot be read: \(FileTrouble.reason(nil, path: path))")
            return nil
        }
        return path
    }
}

/// Why a file could not be used, in words that lead to the mend.
enum FileTrouble {
    static func reason(_ error: (any Error)?, path: String) -> String {
        var isDirectory: ObjCBool = false
        if !FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) { return "there is no such file" }
        if isDirectory.boolValue { return "it is a directory" }
        if !FileManager.default.isReadableFile(atPath: path) { return "the user who runs martlet may not read it" }
        return error.map { "\(($0 as NSError).localizedDescription)" } ?? "it is not a file"
    }
}

extension String {
    /// For messages: on one line, and short.
    var shortened: String {
        String(String.UnicodeScalarView(unicodeScalars.prefix(60).map { $0.value < 0x20 ? "?" : $0 }))
    }
}

/// A time span as people write it.
enum DurationText {
    private static let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]

    /// `30s`, `5m`, `1h`, `2d`; what is beyond all limits is the largest number.
    static func seconds(_ text: String) -> Int? {
        guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()) else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow ? (count < 0 ? Int.min : Int.max) : seconds
    }
}
