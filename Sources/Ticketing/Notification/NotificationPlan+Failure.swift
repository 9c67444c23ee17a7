public import InternetMessage

public import struct Foundation.Date

extension NotificationPlan {
    /// To the author of a message: it did not arrive. Notices have no author, and nothing tells of a message that
    /// itself tells of a failure.
    public static func deliveryFailure(
        of template: String, to recipient: MailAddress, author: Mailbox?, desk: String, people: [Person],
        status: String, reply: String, at moment: Date, policy: NotificationPolicy
    ) -> [Notification] {
        guard let author, author.address.key != recipient.key, template != "delivery-failure",
            !policy.isOurs(author.address)
        else { return [] }
        let notification = policy.notification(
            "delivery-failure", to: author, desk: desk,
            languages: [people.first { $0.address == author.address }?.language],
            values: [
                "failure.recipient": recipient.description, "failure.status": status,
                "failure.diagnostic": PlainText.preview(reply, scalars: 500),
                "failure.occurred_at": "\(Int64(moment.timeIntervalSince1970))",
            ])
        return notification.map { [$0] } ?? []
    }
}
