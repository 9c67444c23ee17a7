@testable import InternetMessage
@testable import MailParser

/// What people wrote.
enum Words {
    static func text(_ bytes: [UInt8]) {
        let fresh = FreshText(text: String(decoding: bytes, as: UTF8.self))
        // Line ends may become one byte of two, and what is invalid three of one.
        precondition(fresh.text.utf8.count <= bytes.count * 3 + 16, "nothing is invented")
    }

    static func calendar(_ bytes: [UInt8]) {
        guard let invitation = CalendarInvitation(parsing: String(decoding: bytes, as: UTF8.self)) else { return }
        precondition(invitation.attendees.count <= 50, "who is invited is counted")
        let card = invitation.card
        precondition(!card.utf8.contains { $0 < 0x20 && $0 != 0x0A }, "a card is lines")
        precondition(card.utf8.count <= bytes.count * 3 + 1_000, "nothing is invented")
    }

    static func html(_ bytes: [UInt8]) {
        _ = HTMLText.strippingTags(String(decoding: bytes, as: UTF8.self))
        guard let tree = try? HTMLTree.parse(bytes) else { return }
        precondition((try? HTMLNode(decoding: tree.encoded)) == tree, "the daemon takes the child's answer")
        let safe = SafeHTML.sanitize(tree)
        for harm in ["<script", "<iframe", "<object", "<style", "<svg", "<math", "<base", "<meta", "<form"] {
            precondition(!holds(safe, harm), "\(harm) gets through")
        }
        _ = FreshText(html: tree)
        _ = HTMLText.plainText(tree)
    }

    private static func holds(_ text: String, _ word: String) -> Bool {
        let word = Array(word.utf8)
        let units = Array(text.utf8)
        guard units.count >= word.count else { return false }
        return (0...(units.count - word.count)).contains { start in
            word.indices.allSatisfy { units[start + $0].asciiLowercased == word[$0] }
        }
    }
}
