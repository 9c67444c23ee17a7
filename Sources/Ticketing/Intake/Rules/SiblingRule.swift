extension IntakeRule {
    /// One mail to several of our desks is one ticket: the first desk's, with the others linked to it.
    static let sibling = IntakeRule("sibling") { intake in
        intake.context.sibling.map {
            Answer(.link($0), "the same mail, sent to another desk too, is a ticket already")
        }
    }
}
