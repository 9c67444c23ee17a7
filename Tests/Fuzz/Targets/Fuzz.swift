import Glibc

/// What libFuzzer calls with each input. One program holds all targets: `FUZZ_TARGET` says which one is meant.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    target(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private let targets: [String: @Sendable ([UInt8]) -> Void] = [
    "mime": Reading.mime, "prescan": Reading.prescan, "enclosed": Reading.enclosed, "address": Fields.address,
    "header": Fields.header, "dkim": Signatures.dkim,
    "text": Words.text, "approval": Decision.approval, "html": Words.html, "calendar": Words.calendar,
    "lmtp": Session.lmtp,
    "dns": Answers.dns, "childframe": Answers.childFrame, "imap": MailboxServer.imap, "pop3": MailboxServer.pop3,
]

private let target: @Sendable ([UInt8]) -> Void = {
    guard let name = getenv("FUZZ_TARGET"), let target = targets[String(cString: name)] else {
        preconditionFailure("FUZZ_TARGET names none of \(targets.keys.sorted())")
    }
    return target
}()

// The package manager calls an executable's entry so, and libFuzzer's own `main` would not be found.
@_cdecl("fuzz_main")
public func fuzzMain(_ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> CInt {
    var (count, arguments) = (count, arguments)
    return runDriver(&count, &arguments, testOneInput)
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<CInt>,
    _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt
