import InternetMessage

extension IntakeRule {
    /// An answer to an address that we signed for one person on one ticket, or to the return address of a message to
    /// them, where absence notes go. Such a note that no ticket takes is about nothing.
    ///
    /// - Standard: RFC 5233 §4, RFC 3834 §4
    static let replyToken = IntakeRule("reply-token") { intake in
        let answer = (intake.tokenKeys + intake.returnKeys).lazy.compactMap { intake.append(by: $0) }.first
        if answer == nil, !intake.context.returned.isEmpty, intake.message.messageClass == .autoReply {
            return Answer(
                .ignore(reason: "an automatic answer to a message on no open ticket"),
                "came to the return address of a message")
        }
        return answer
    }
}
