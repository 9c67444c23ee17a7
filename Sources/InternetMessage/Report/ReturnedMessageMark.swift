/// Where, in a bounce's text, the returned message begins.
enum ReturnedMessageMark {
    static func stands(in line: TextLine) -> Bool {
        let content = line.content
        if content.count > 200 { return false }
        // "The original message was received at" tells of it; what is returned comes later.
        if ["original message was", "original mail was"].contains(where: { ASCII.contains(content, $0) }) {
            return false
        }
        if marks.contains(where: { ASCII.contains(content, $0) }) { return true }
        return ["return-path:", "received: ", "received:from"].contains { ASCII.hasPrefix(content, $0) }
    }

    static func isRule(_ line: TextLine) -> Bool {
        QuotationMark.isRule(line.content) || marks.contains { ASCII.contains(line.content, $0) }
    }

    private static let marks = [
        "this is a copy of", "below this line is a copy", "copy of the message", "copy of your message",
        "original message follows",
        "original message", "returned message", "message header follow", "message headers follow", "headers follow",
        "unsent message",
        "undelivered message follows", "the body of your message", "your message follows", "original email",
        "original mail",
        "message text follows", "returned mail follows", "start of returned", "included message", "original header",
        "header of the original", "headers of the original", "full headers of", "content of the message",
        "failed message follows",
    ]
}
