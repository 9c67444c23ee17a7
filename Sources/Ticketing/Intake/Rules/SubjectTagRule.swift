extension IntakeRule {
    /// The ticket's number in the subject, from somebody on the ticket or a verified agent of its desk.
    static let subjectTag = IntakeRule("subject-tag") { intake in
        intake.tagKeys.lazy.compactMap { intake.append(by: $0) }.first
    }
}
