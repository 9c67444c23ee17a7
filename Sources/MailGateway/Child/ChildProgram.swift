/// Which program a child runs: the daemon's own, with a hidden subcommand.
public struct ChildProgram: Sendable, Hashable {
    /// `/proc/self/exe` in the daemon.
    public var executable: String
    public var arguments: [String]

    public init(executable: String, arguments: [String]) {
        self.executable = executable
        self.arguments = arguments
    }

    /// Reads messages and HTML.
    public static func parser(executable: String) -> ChildProgram {
        ChildProgram(executable: executable, arguments: ["parse-child"])
    }

    /// Talks to one mailbox.
    public static func mailbox(executable: String) -> ChildProgram {
        ChildProgram(executable: executable, arguments: ["mailbox-child"])
    }
}
