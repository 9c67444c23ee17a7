import InternetMessage
import Ticketing

/// What belongs to one person, as conditions of SQL. Numbers are our own and stand in the text; the address is `$1`.
struct ErasureScope: Sendable {
    let address: MailAddress
    /// 0: nobody has the address.
    let person: Int64

    /// The parameter of all conditions that ask for the address.
    var values: [SQLValue] { [.text(address.key)] }

    /// Tickets that they asked for: all that was written there is about them.
    var own: String { "SELECT id FROM ticket WHERE requester = \(person)" }
    /// Where they take part, or wrote from outside or as an approver; others may quote them there.
    var told: String {
        """
        SELECT ticket FROM participant WHERE person = \(person) UNION
            SELECT ticket FROM entry WHERE author = \(person) AND (direction = 'in' OR kind = 'decision') UNION
            SELECT a.ticket FROM approval_comment c JOIN approval a ON a.id = c.approval
            WHERE c.author = \(person) AND a.author <> \(person)
        """
    }
    /// Also where they only worked for the desk, asked for an approval, or have the ticket in their hands.
    var all: String {
        """
        \(own) UNION \(told) UNION SELECT ticket FROM entry WHERE author = \(person)
            UNION SELECT id FROM ticket WHERE assignee = \(person)
            UNION SELECT ticket FROM approval WHERE author = \(person)
            UNION SELECT a.ticket FROM approval_approver p JOIN approval a ON a.id = p.approval WHERE p.person = \(person)
        """
    }

    /// Of `incoming`: they are its author; where nobody knows who that is, they sent it.
    var mails: String {
        """
        (lower(author) = lower($1) OR (author IS NULL AND lower(reverse_path) = lower($1))
            OR id IN (SELECT mail FROM entry WHERE author = \(person) AND mail IS NOT NULL AND kind <> 'change'))
        """
    }

    /// Of `outgoing`.
    var messages: String { "recipient_key = $1" }

    /// Of `outgoing`: what tells others what they said about an approval.
    var retold: String {
        """
        ((template = 'approval-comment' AND message_id IN (
                SELECT i.message_id FROM approval_invitation i JOIN approval_comment c ON c.approval = i.approval
                WHERE c.author = \(person)))
            OR (template IN ('approval-decided', 'approval-expired', 'approval-unclear') AND ticket IN (
                SELECT a.ticket FROM approval_decision d JOIN approval a ON a.id = d.approval
                WHERE d.author = \(person))))
        """
    }

    /// Of `entry`: what goes with its words. Answers and notes that they wrote for the desk on other people's tickets
    /// are the desk's.
    func emptied(keepingWords: Bool) -> String {
        let rating = "(author = \(person) AND field = '\(FieldChange.rating)')"
        guard !keepingWords else { return rating }
        return """
            ((ticket IN (\(own)) AND kind IN ('message', 'note', 'decision'))
                OR (author = \(person) AND (direction = 'in' OR kind = 'decision')) OR \(rating)
                OR id IN (SELECT entry FROM approval_comment WHERE author = \(person) AND entry IS NOT NULL))
            """
    }
}
