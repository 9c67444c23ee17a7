/// Whether a permanent failure says that the address itself is no good, so that other mail would fare the same.
///
/// Most permanent failures say nothing about the address: a mail may be too large, look like spam, or come from
/// somebody the other side does not trust. Of the subjects of RFC 3463 only those about the address and its mailbox
/// count, and what cannot be told apart is no fault of the address.
///
/// - Standard: RFC 3463 §3.2 to §3.8, RFC 5248 (registry), RFC 7505 §4.2 (null MX), RFC 5321 §4.2.3 (reply codes)
public enum AddressFault {
    /// Details of `5.1`, addresses, and `5.2`, mailboxes, that name the address; then two of routing.
    private static let codes: Set<String> = [
        "5.1.0",  // something about the address
        "5.1.1",  // no such mailbox
        "5.1.2",  // no such mail system
        "5.1.3",  // bad syntax
        "5.1.4",  // ambiguous
        "5.1.6",  // moved, and left no new address
        "5.1.10",  // the domain takes no mail (null MX)
        "5.2.0",  // something about the mailbox
        "5.2.1",  // disabled
        "5.4.4",  // no route: the domain does not exist
        "5.4.310",  // Microsoft: the domain does not exist
    ]
    // Not: 5.1.5 (valid), 5.1.7 to 5.1.9 (the sender), 5.2.2 (full), 5.2.3 and 5.3.4 (size), 5.2.4 (list),
    // 5.3 (the mail system), 5.4 (network and routing, loops, time), 5.5 (protocol), 5.6 (content), 5.7 (policy).

    /// Reply codes that are about the mailbox, for servers that give no other detail.
    private static let replies: Set<String> = ["550", "551", "553", "556"]

    /// - Parameters:
    ///   - status: the enhanced status code, `5.1.1`. Without one nothing is known.
    ///   - diagnostic: the server's words; asked where the code says nothing but its class.
    public static func isNamed(by status: String?, diagnostic: String?) -> Bool {
        guard let status else { return false }
        guard status == "5.0.0" else { return codes.contains(status) }
        guard let reply = diagnostic.flatMap({ EnhancedStatusCode.reply(in: Array($0.utf8)) }) else { return true }
        return replies.contains(reply)
    }

    /// For a reply to RCPT, `550 5.1.1 User unknown`.
    public static func isNamed(byReply reply: String) -> Bool {
        isNamed(by: EnhancedStatusCode.first(in: reply.utf8.prefix(64)), diagnostic: reply)
    }

    /// The enhanced status code of a reply; of its class alone where it has none.
    public static func status(ofReply reply: String) -> String {
        if let code = EnhancedStatusCode.first(in: reply.utf8) { return code }
        return reply.utf8.first == UInt8(ascii: "4") ? "4.0.0" : "5.0.0"
    }
}
