/// What kind of mail this is, judged by its own fields.
///
/// - Standard: RFC 3834 §2, RFC 3464, RFC 2919
public enum MessageClass: String, Sendable, Hashable, CaseIterable {
    case person
    case autoReply = "auto-reply"
    case bounce
    case list
    case loop
}

extension MessageClass {
    /// Judges by the fields, the reverse-path and the types of report parts. In doubt it is a person: a machine taken
    /// for a person gets one acknowledgement too many, a person taken for a machine gets none.
    ///
    /// `loop` is never found here; only who knows what we sent can tell.
    /// - Parameter text: the message's words, for reports that nothing but their words betrays; believed only of
    ///   senders that are no person.
    public init(
        header: HeaderSection, reversePath: ReversePath?, subject: String, text: String = "", reportTypes: [String] = []
    ) {
        let signs = MessageSigns(
            header: header, reversePath: reversePath, subject: subject, text: text, reportTypes: reportTypes)
        if signs.isDispositionNotification {
            self = .autoReply
        } else if signs.isDeliveryReport {
            self = .bounce
        } else if signs.isAutomatic {
            self = .autoReply
        } else if signs.isFromList {
            self = .list
        } else {
            self = .person
        }
    }
}
