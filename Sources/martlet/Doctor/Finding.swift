/// What one check of `martlet doctor` found.
struct Finding: Sendable {
    enum State: String, Sendable { case ok, warning, failed }

    let check: String
    let state: State
    let detail: String
    /// What to do about it.
    let mend: String?

    init(_ check: String, _ state: State, _ detail: String, mend: String? = nil) {
        self.check = check
        self.state = state
        self.detail = detail
        self.mend = mend
    }

    var text: String {
        let line = "\(state.rawValue.uppercased())  \(check): \(detail)"
        return mend.map { "\(line)\n    mend: \($0)" } ?? line
    }

    var json: JSON {
        .object([
            ("check", .string(check)), ("state", .string(state.rawValue)), ("text", .string(detail)),
            ("mend", .optional(mend)),
        ])
    }
}
