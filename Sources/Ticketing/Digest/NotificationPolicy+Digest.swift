import TemplateEngine

extension NotificationPolicy {
    /// Desks whose tickets a person works on.
    public func desks(of person: Person) -> [String] {
        desks.desks.map(\.name).filter { AccessPolicy.works(person, desk: $0) }
    }

    /// The digest of this material; nil when there is nothing to tell, or nobody to tell it to. It goes out under the
    /// first desk that the person works for, else the one of a ticket in it.
    public func digest(for person: Person, _ material: DigestMaterial) -> Notification? {
        let mail = DigestMail(material, for: person) { desks.promise(of: $0)?.dueAt }
        guard person.isActive, !mail.isEmpty, !isOurs(person.address), !NotificationPlan.isRobot(person.address)
        else { return nil }
        let ticket = material.waiting.first ?? material.tickets.min { $0.key.rawValue < $1.key.rawValue }?.value
        var message = notification(
            TemplateKey.digest.rawValue, to: person.mailbox, desk: desks(of: person).first ?? ticket?.desk ?? "",
            languages: [person.language, ticket?.language], values: mail.values, reader: person)
        // All has happened already: it waits for nothing but the end of quiet hours.
        message?.hold.window = 0
        return message
    }
}
