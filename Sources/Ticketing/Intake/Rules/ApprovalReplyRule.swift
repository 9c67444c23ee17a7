extension IntakeRule {
    /// An answer to a request for approval, by the key in the address that it was sent to.
    ///
    /// - Standard: RFC 5233 §4
    static let approval = IntakeRule("approval") { intake in
        intake.context.invited.map { intake.approvalAnswer($0) }
    }
}
