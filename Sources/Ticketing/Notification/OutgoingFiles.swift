/// What becomes of the files of an agent's answer: as many as fit go along, the others are links to the ticket's page.
///
/// Pictures that the agent's mail shows inside its text stay on the ticket: they may stand in what was quoted, and only
/// what was written now goes out.
struct OutgoingFiles {
    /// Bytes of all files of one message. Written in base64 they stay below 10 MB, which is what mail systems with
    /// small limits take.
    static let mostBytes: Int64 = 7 << 20

    private(set) var attached: [StoredAttachment] = []
    private(set) var linked: [StoredAttachment] = []

    init(of entry: OutgoingEntry) {
        guard entry.notification.nature == .personal, let answer = entry.entry, answer.kind == .message,
            answer.direction == .outgoing
        else { return }
        var room = Self.mostBytes
        for file in answer.attachments where file.contentID == nil {
            if file.size <= room {
                room -= file.size
                attached.append(file)
            } else {
                linked.append(file)
            }
        }
    }

    /// A line for each file that is a link; no words, so that they are read in any language.
    func lines(of ticket: Ticket, publicURL: String) -> String {
        linked.map { file in
            "\n\n\(file.name) (\(OutgoingFiles.size(file.size)))\n\(publicURL)/requests/\(ticket.number)/attachments/\(file.id)"
        }.joined()
    }

    /// In megabytes with one digit, never less than one of them.
    private static func size(_ bytes: Int64) -> String {
        let tenths = max(1, bytes / 100_000)
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}
