extension Migration {
    /// Approvals, who was asked by which key, what they said, and the chain that proves it.
    static let approvals = Migration(
        version: 30, name: "approvals",
        script: """
            CREATE TABLE approval (
                id {lasting identity}, ticket BIGINT NOT NULL REFERENCES ticket,
                author BIGINT NOT NULL REFERENCES person, content_version BIGINT NOT NULL, state TEXT NOT NULL,
                expires_at BIGINT, default_verdict TEXT, created_at BIGINT NOT NULL, settled_at BIGINT,
                revision BIGINT NOT NULL);
            CREATE INDEX approval_of ON approval (ticket, id);
            CREATE INDEX approval_due ON approval (expires_at) WHERE state = 'pending';
            -- What was to be decided, frozen; all versions stay.
            CREATE TABLE approval_content (
                approval BIGINT NOT NULL REFERENCES approval, version BIGINT NOT NULL, subject TEXT NOT NULL,
                text TEXT NOT NULL, fields TEXT NOT NULL, files TEXT NOT NULL, digest TEXT NOT NULL,
                PRIMARY KEY (approval, version));
            CREATE TABLE approval_step (
                approval BIGINT NOT NULL REFERENCES approval, position BIGINT NOT NULL, rule TEXT NOT NULL,
                is_passive BIGINT NOT NULL, state TEXT NOT NULL, opened_at BIGINT, due_after BIGINT,
                escalates_to BIGINT REFERENCES person, escalated_at BIGINT, reminded_at BIGINT,
                reminders BIGINT NOT NULL DEFAULT 0, PRIMARY KEY (approval, position));
            CREATE TABLE approval_approver (
                approval BIGINT NOT NULL REFERENCES approval, position BIGINT NOT NULL,
                person BIGINT NOT NULL REFERENCES person, PRIMARY KEY (approval, position, person));
            CREATE INDEX approval_approver_of ON approval_approver (person, approval);
            -- One decision for each approver about each content, whoever is first.
            CREATE TABLE approval_decision (
                approval BIGINT NOT NULL REFERENCES approval, position BIGINT NOT NULL, content_version BIGINT NOT NULL,
                approver BIGINT NOT NULL REFERENCES person, author BIGINT NOT NULL REFERENCES person,
                verdict TEXT NOT NULL, reason TEXT NOT NULL, channel TEXT NOT NULL, mail BIGINT, at BIGINT NOT NULL,
                PRIMARY KEY (approval, position, content_version, approver));
            CREATE INDEX approval_decision_by ON approval_decision (author, approval);
            -- By the digest of the key.
            CREATE TABLE approval_invitation (
                key_digest {bytes} PRIMARY KEY, approval BIGINT NOT NULL REFERENCES approval, position BIGINT NOT NULL,
                approver BIGINT NOT NULL REFERENCES person, holder BIGINT NOT NULL REFERENCES person,
                content_version BIGINT NOT NULL, message_id TEXT NOT NULL, issued_at BIGINT NOT NULL);
            CREATE INDEX approval_invitation_of ON approval_invitation (approval, position);
            CREATE TABLE delegation (
                id {lasting identity}, approver BIGINT NOT NULL REFERENCES person,
                substitute BIGINT NOT NULL REFERENCES person, starts_at BIGINT NOT NULL, ends_at BIGINT NOT NULL,
                created_at BIGINT NOT NULL, revoked_at BIGINT);
            CREATE INDEX delegation_of ON delegation (approver, ends_at);
            CREATE INDEX delegation_to ON delegation (substitute, ends_at);
            -- Each record holds the digest of the one before; what it says of people stands beside it, so that it can be
            -- erased and the chain still holds.
            CREATE TABLE evidence (
                sequence BIGINT PRIMARY KEY, approval BIGINT NOT NULL REFERENCES approval, record TEXT NOT NULL,
                digest {bytes} NOT NULL);
            CREATE INDEX evidence_of ON evidence (approval, sequence);
            CREATE TABLE evidence_fact (
                sequence BIGINT NOT NULL REFERENCES evidence, name TEXT NOT NULL, salt {bytes}, value TEXT,
                PRIMARY KEY (sequence, name));
            CREATE TABLE evidence_head (id BIGINT PRIMARY KEY, sequence BIGINT NOT NULL, digest {bytes} NOT NULL);

            """)
}
