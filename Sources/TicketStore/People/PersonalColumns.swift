/// Columns with text that may hold somebody's address or name, and how it is taken out of them.
///
/// A test compares this with the schema: a column that is in neither list is one that an erasure would forget.
struct PersonalColumn: Sendable {
    enum Form: Sendable {
        case text
        /// Names and addresses stand in its strings.
        case json
    }

    let table: String
    let column: String
    var form = Form.text
    /// Tickets of its rows, an expression: there names are taken out too. Elsewhere a name may be another's.
    var ticket: String?

    /// Where an address is replaced wherever it stands.
    static let swept: [PersonalColumn] = [
        PersonalColumn(table: "incoming", column: "reverse_path"),
        PersonalColumn(table: "incoming", column: "forward_paths"),
        PersonalColumn(table: "incoming", column: "reason", ticket: "ticket"),
        PersonalColumn(table: "incoming", column: "message_id"),
        PersonalColumn(table: "incoming", column: "author"),
        PersonalColumn(table: "incoming", column: "subject", ticket: "ticket"),
        PersonalColumn(table: "incoming", column: "trace", form: .json, ticket: "ticket"),
        PersonalColumn(table: "incoming", column: "problems", form: .json, ticket: "ticket"),
        PersonalColumn(table: "incoming", column: "aligned_by"),
        PersonalColumn(table: "outgoing", column: "recipient_key"),
        PersonalColumn(table: "outgoing", column: "recipient_address"),
        PersonalColumn(table: "outgoing", column: "recipient_name"),
        PersonalColumn(table: "outgoing", column: "plain_key"),
        PersonalColumn(table: "outgoing", column: "parameters", form: .json, ticket: "ticket"),
        PersonalColumn(table: "outgoing", column: "destinations", form: .json, ticket: "ticket"),
        PersonalColumn(table: "outgoing", column: "last_reply", ticket: "ticket"),
        PersonalColumn(table: "outgoing_attempt", column: "reply"),
        PersonalColumn(table: "person", column: "name"),
        PersonalColumn(table: "credential", column: "label"),
        PersonalColumn(table: "ticket", column: "subject", ticket: "id"),
        PersonalColumn(table: "ticket", column: "folded", ticket: "id"),
        PersonalColumn(table: "entry", column: "author_address"),
        PersonalColumn(table: "entry", column: "author_name"),
        PersonalColumn(table: "entry", column: "text", ticket: "ticket"),
        PersonalColumn(table: "entry", column: "html", ticket: "ticket"),
        PersonalColumn(table: "entry", column: "fresh", ticket: "ticket"),
        PersonalColumn(table: "entry", column: "folded", ticket: "ticket"),
        PersonalColumn(table: "entry", column: "value_from", ticket: "ticket"),
        PersonalColumn(table: "entry", column: "value_to", ticket: "ticket"),
        PersonalColumn(table: "entry", column: "message_id"),
        PersonalColumn(table: "entry", column: "reply_to"),
        PersonalColumn(
            table: "attachment", column: "name", ticket: "(SELECT e.ticket FROM entry e WHERE e.id = entry)"),
        PersonalColumn(table: "attachment", column: "content_id"),
        PersonalColumn(table: "suppression", column: "reason"),
        PersonalColumn(table: "template_release", column: "author"),
        PersonalColumn(table: "template_draft", column: "author"),
        PersonalColumn(table: "digest_item", column: "author", ticket: "ticket"),
        PersonalColumn(table: "digest_item", column: "text", ticket: "ticket"),
        PersonalColumn(
            table: "approval_decision", column: "reason",
            ticket: "(SELECT a.ticket FROM approval a WHERE a.id = approval)"),
        PersonalColumn(
            table: "approval_comment", column: "text",
            ticket: "(SELECT a.ticket FROM approval a WHERE a.id = approval)"),
    ]

    /// Where rows are changed or removed by what they belong to (`ErasureWriter`).
    static let handled: [String: Set<String>] = [
        "person": ["address_key", "address", "language", "password_hash", "time_zone", "digest_days"],
        "suppression": ["address_key", "address"],
        "blob": ["bytes"],
        "ticket": ["thread_index"],
        "message_reference": ["message_id"],
        "membership": ["role", "desk"],
        "credential": ["hash", "kind"],
        "idempotency_key": ["name", "request", "body"],
        "notification_preference": ["kind", "channel", "manner"],
        "digest_item": ["what", "status"],
        "report_delivery": ["reader"],
        "approval_content": ["subject", "text", "fields", "files"],
        "approval_file": ["sha256"],
        "approval_code": ["browser", "digest"],
        "evidence_page": ["bytes"],
        "evidence_fact": ["salt", "value"],
    ]

    /// Words of the desk and of its mail accounts, numbers, digests, secrets of the installation, and identifiers that
    /// it made itself.
    static let impersonal: [String: Set<String>] = [
        "schema_migration": ["name"],
        "blob": ["sha256"],
        "incoming": [
            "digest", "desk", "raw", "transport", "provenance", "state", "copied_by", "left_in",
        ],
        "outgoing": [
            "template", "language", "desk", "nature", "message_id", "composed", "state", "copy_of",
        ],
        "outgoing_attempt": ["outcome"],
        "poll_cursor": ["mailbox", "position"],
        "seen_message": ["maildrop", "message"],
        "refresh_token": ["mailbox", "origin", "token"],
        "refresh_token_fact": ["mailbox", "token"],
        "loose_file": ["sha256"],
        "mailbox_lease": ["mailbox", "holder"],
        "mailbox_state": ["mailbox", "trouble", "words"],
        "number_sequence": ["prefix"],
        "ticket": ["prefix", "state", "kind", "priority", "desk", "language", "flags"],
        "ticket_desk": ["desk"],
        "entry": ["kind", "direction", "channel", "field", "flags"],
        "attachment": ["type", "disposition", "sha256"],
        "event": ["type"],
        "setting": ["name", "value"],
        "suppression": ["source"],
        "template_edition": ["key", "language", "subject", "body", "html"],
        "template_release": ["key", "desk", "kind", "changed"],
        "template_draft": ["key", "desk", "language", "subject", "body", "html"],
        "service_promise": ["desk", "targets"],
        "escalation": ["reason"],
        "report_delivery": ["desk", "cycle", "first_day", "message_id"],
        "approval": ["state", "default_verdict", "desk_rule"],
        "approval_content": ["digest"],
        "approval_step": ["rule", "state", "escalates_as"],
        "approval_approver": ["standing"],
        "approval_decision": ["verdict", "channel"],
        "approval_comment": ["channel"],
        "rule_request": ["rule"],
        "approval_invitation": ["key_digest", "message_id"],
        "evidence": ["record", "digest"],
        "evidence_fact": ["name"],
        "evidence_head": ["digest"],
        "erasure": ["address_code", "summary"],
    ]
}
