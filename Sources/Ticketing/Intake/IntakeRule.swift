/// One question about a mail. The answer is a decision with its reason, or nil: the next rule is asked.
public struct IntakeRule: Sendable {
    public struct Answer: Sendable {
        public var decision: IntakeDecision
        public var reason: String

        public init(_ decision: IntakeDecision, _ reason: String) {
            self.decision = decision
            self.reason = reason
        }
    }

    public let name: String
    let answer: @Sendable (IntakeCase) -> Answer?

    init(_ name: String, _ answer: @escaping @Sendable (IntakeCase) -> Answer?) {
        self.name = name
        self.answer = answer
    }
}
