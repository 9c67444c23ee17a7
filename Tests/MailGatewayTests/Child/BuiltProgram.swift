import Foundation

@testable import MailGateway

/// The built program beside the test bundle: the children of these tests are the real ones.
enum BuiltProgram {
    static let path: String? = {
        // `/proc/self/exe` is the test bundle, which is an executable on this platform; it lies beside the program.
        let candidates = [
            CommandLine.arguments.first, try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"),
        ]
        for candidate in candidates.compactMap({ $0 }) {
            let path = URL(fileURLWithPath: candidate).deletingLastPathComponent().appendingPathComponent("martlet")
                .path
            if FileManager.default.isExecutableFile(atPath: path) { return path }
        }
        return nil
    }()

    static var parser: ChildProgram { .parser(executable: path ?? "/nonexistent") }
    static var mailbox: ChildProgram { .mailbox(executable: path ?? "/nonexistent") }
}
