import ArgumentParser
import Dispatch
import Glibc
import MailParser

// The children come first: they must have nothing of the daemon, not even its thread pool.
switch CommandLine.arguments.dropFirst().first {
case "parse-child": exit(ChildMain.run())
case "mailbox-child": exit(MailboxChildMain.run())
default:
    signal(SIGPIPE, SIG_IGN)
    Task.detached {
        await Martlet.main(CommandArguments.normalized(Array(CommandLine.arguments.dropFirst())))
        exit(0)
    }
    dispatchMain()
}
