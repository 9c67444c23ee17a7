extension InternetMessage {
    /// Fills `messageClass` and, for a report, `deliveryStatus` and `reportedMessageID`.
    ///
    /// - Parameter reversePath: what the transport said; nil where it is only known from the `Return-Path` field.
    public func judged(reversePath: ReversePath?) -> InternetMessage {
        var message = self
        message.messageClass = MessageClass(
            header: header, reversePath: reversePath, subject: subject, text: text,
            reportTypes: reportParts.map(\.type))
        guard message.messageClass == .bounce else { return message }
        let report = DeliveryStatusNotification(
            parts: reportParts, header: header, text: text, subject: subject, bystanders: (to + from).map(\.address.key)
        )
        message.deliveryStatus = report.recipients
        message.reportedMessageID = report.reportedMessageID
        return message
    }
}
