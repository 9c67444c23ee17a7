extension MessageReader {
    mutating func readFields() {
        let header = message.header
        for body in header.bodies(of: "from") where message.from.isEmpty { message.from = mailboxes(body) }
        message.sender = header.first("sender").flatMap { mailboxes($0).first }
        message.replyTo = header.first("reply-to").map { mailboxes($0) } ?? []
        message.to = header.bodies(of: "to").flatMap { mailboxes($0) }
        message.cc = header.bodies(of: "cc").flatMap { mailboxes($0) }
        if let subject = header.first("subject") {
            let decoded = HeaderText.decode(subject, hint: hint)
            message.subject = decoded.text
            report(decoded.problem)
        }
        standIn()
        message.messageID = header.first("message-id").flatMap(IdentificationFields.messageID)
        message.references = IdentificationFields.references(
            header.bodies(of: "references") + header.bodies(of: "in-reply-to"))
        if let date = header.first("date") {
            message.date = DateField.date(date)
            if message.date == nil { report("The Date field could not be read.") }
        }
        reportFields()
    }

    /// Who to answer when `From` names nobody.
    private mutating func standIn() {
        let isUnusable = message.from.allSatisfy { !$0.address.isComplete && $0.address.localPart.utf8.contains(0x40) }
        guard isUnusable, let other = message.sender ?? message.replyTo.first else { return }
        message.from = [other]
        message.isAuthorStandIn = true
    }

    private var addressRoom: Int {
        let read = message.from.count + message.replyTo.count + message.to.count + message.cc.count
        return max(0, context.limits.addresses - read)
    }

    private mutating func mailboxes(_ body: [UInt8]) -> [Mailbox] {
        let list = AddressList(parsing: body, hint: hint, limit: addressRoom)
        list.problems.forEach { report($0) }
        message.isTruncated = message.isTruncated || list.isCut
        return list.mailboxes
    }

    private mutating func reportFields() {
        let header = message.header
        if header.count(of: "from") == 0 {
            report("There is no From field.")
        } else if message.from.isEmpty || message.isAuthorStandIn {
            report("The From field names nobody.")
        } else if message.from.count > 1 {
            report("The From field names \(message.from.count) authors; none is taken for the author.")
        }
        if message.isAuthorStandIn {
            report("The Sender or Reply-To field stands in for the author, who is not known.")
        }
        if header.count(of: "from") > 1 {
            report("There are \(header.count(of: "from")) from fields; the first one that names somebody was used.")
        }
        for name in ["sender", "reply-to", "subject", "date", "message-id"] where header.count(of: name) > 1 {
            report("There are \(header.count(of: name)) \(name) fields; the first one was used.")
        }
        for name in ["to", "cc"] where header.count(of: name) > 1 {
            report("There are \(header.count(of: name)) \(name) fields; they were read as one list.")
        }
    }
}
