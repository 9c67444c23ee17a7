extension Migration {
    static let initial = Migration(version: 1, name: "initial", script: initialMail + initialTickets + initialPeople)

    /// Bytes, mail in, mail out.
    private static let initialMail = """
        -- Raw mails and attachments by the digest of their bytes. Large ones are files: then bytes is NULL.
        CREATE TABLE blob (sha256 {bytes} PRIMARY KEY, size BIGINT NOT NULL, bytes {bytes});

        CREATE TABLE incoming (
            id {identity},
            digest {bytes} NOT NULL, desk TEXT NOT NULL, raw {bytes} NOT NULL, size BIGINT NOT NULL,
            transport TEXT NOT NULL, provenance TEXT,
            reverse_path TEXT, forward_paths TEXT NOT NULL,
            state TEXT NOT NULL, reason TEXT, ticket BIGINT,
            message_id TEXT, author TEXT, subject TEXT, trace TEXT, problems TEXT,
            failures BIGINT NOT NULL DEFAULT 0, deaths BIGINT NOT NULL DEFAULT 0,
            next_at BIGINT NOT NULL, lease_until BIGINT,
            received_at BIGINT NOT NULL, settled_at BIGINT);
        CREATE UNIQUE INDEX incoming_content ON incoming (digest, desk);
        CREATE UNIQUE INDEX incoming_provenance ON incoming (provenance, desk) WHERE provenance IS NOT NULL;
        CREATE INDEX incoming_due ON incoming (next_at, id) WHERE state = 'received';
        CREATE INDEX incoming_state ON incoming (state, id);

        CREATE TABLE outgoing (
            id {identity},
            template TEXT NOT NULL, version BIGINT NOT NULL, language TEXT NOT NULL, desk TEXT NOT NULL,
            recipient_key TEXT NOT NULL, recipient_address TEXT NOT NULL, recipient_name TEXT,
            nature TEXT NOT NULL, message_id TEXT NOT NULL UNIQUE, parameters TEXT NOT NULL,
            ticket BIGINT, entry BIGINT, composed {bytes},
            state TEXT NOT NULL, attempts BIGINT NOT NULL DEFAULT 0, last_reply TEXT,
            next_at BIGINT NOT NULL, lease_until BIGINT,
            created_at BIGINT NOT NULL, settled_at BIGINT);
        CREATE INDEX outgoing_due ON outgoing (next_at, id) WHERE state IN ('queued', 'deferred');
        CREATE INDEX outgoing_state ON outgoing (state, id);
        CREATE INDEX outgoing_ticket ON outgoing (ticket);
        CREATE INDEX outgoing_answered ON outgoing (recipient_key, created_at) WHERE nature = 'auto-replied';
        CREATE TABLE outgoing_attempt (
            id {identity}, outgoing BIGINT NOT NULL REFERENCES outgoing, at BIGINT NOT NULL, outcome TEXT NOT NULL,
            reply TEXT NOT NULL);
        CREATE INDEX outgoing_attempt_of ON outgoing_attempt (outgoing);

        CREATE TABLE poll_cursor (mailbox TEXT PRIMARY KEY, position TEXT NOT NULL);

        """

    private static let initialTickets = """
        CREATE TABLE person (
            id {lasting identity}, address_key TEXT NOT NULL UNIQUE, address TEXT NOT NULL, name TEXT NOT NULL,
            language TEXT, is_active BIGINT NOT NULL DEFAULT 1, password_hash TEXT, created_at BIGINT NOT NULL);

        CREATE TABLE number_sequence (prefix TEXT PRIMARY KEY, last BIGINT NOT NULL);
        CREATE TABLE ticket (
            id {lasting identity}, prefix TEXT NOT NULL, sequence BIGINT NOT NULL,
            subject TEXT NOT NULL, state TEXT NOT NULL, kind TEXT NOT NULL, priority TEXT NOT NULL,
            desk TEXT NOT NULL, requester BIGINT NOT NULL REFERENCES person, assignee BIGINT REFERENCES person,
            language TEXT, flags TEXT NOT NULL,
            -- Subject and requester in lower case, for searching.
            folded TEXT NOT NULL,
            created_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, version BIGINT NOT NULL,
            UNIQUE (prefix, sequence));
        CREATE INDEX ticket_recent ON ticket (updated_at, id);
        CREATE INDEX ticket_state ON ticket (state, desk, updated_at, id);
        CREATE INDEX ticket_assignee ON ticket (assignee, updated_at, id);
        CREATE TABLE ticket_desk (
            ticket BIGINT NOT NULL REFERENCES ticket, desk TEXT NOT NULL, PRIMARY KEY (ticket, desk));
        CREATE INDEX ticket_desk_of ON ticket_desk (desk, ticket);
        CREATE TABLE participant (
            ticket BIGINT NOT NULL REFERENCES ticket, person BIGINT NOT NULL REFERENCES person,
            PRIMARY KEY (ticket, person));
        CREATE INDEX participant_of ON participant (person, ticket);

        CREATE TABLE entry (
            id {identity}, ticket BIGINT NOT NULL REFERENCES ticket, kind TEXT NOT NULL, direction TEXT,
            channel TEXT NOT NULL, author BIGINT REFERENCES person, author_address TEXT NOT NULL, author_name TEXT,
            text TEXT NOT NULL, html TEXT, fresh TEXT,
            -- Text in lower case, for searching; NULL where that is the text itself.
            folded TEXT,
            field TEXT, value_from TEXT, value_to TEXT, flags TEXT NOT NULL, created_at BIGINT NOT NULL,
            mail BIGINT, message_id TEXT);
        CREATE INDEX entry_of ON entry (ticket, id);
        CREATE TABLE attachment (
            id {identity}, entry BIGINT NOT NULL REFERENCES entry, name TEXT NOT NULL, type TEXT NOT NULL,
            disposition TEXT NOT NULL, size BIGINT NOT NULL, sha256 {bytes} NOT NULL, content_id TEXT);
        CREATE INDEX attachment_of ON attachment (entry, id);
        -- Every identifier that mails of a ticket bear or name. The first ticket keeps it.
        CREATE TABLE message_reference (
            message_id TEXT PRIMARY KEY, ticket BIGINT NOT NULL REFERENCES ticket);
        CREATE TABLE event (
            sequence {lasting identity}, ticket BIGINT NOT NULL REFERENCES ticket, type TEXT NOT NULL,
            at BIGINT NOT NULL);

        """

    private static let initialPeople = """
        -- A desk of '' is all desks.
        CREATE TABLE membership (
            person BIGINT NOT NULL REFERENCES person, role TEXT NOT NULL, desk TEXT NOT NULL,
            PRIMARY KEY (person, role, desk));
        CREATE TABLE credential (
            hash {bytes} PRIMARY KEY, kind TEXT NOT NULL, person BIGINT NOT NULL REFERENCES person,
            label TEXT NOT NULL, created_at BIGINT NOT NULL, expires_at BIGINT, absolute_expiry BIGINT);
        CREATE INDEX credential_of ON credential (person, kind);
        CREATE TABLE setting (name TEXT PRIMARY KEY, value {bytes} NOT NULL);
        CREATE TABLE idempotency_key (
            person BIGINT NOT NULL, name TEXT NOT NULL, request {bytes} NOT NULL, status BIGINT, body {bytes},
            created_at BIGINT NOT NULL, PRIMARY KEY (person, name));
        CREATE INDEX idempotency_key_age ON idempotency_key (created_at);

        """
}
