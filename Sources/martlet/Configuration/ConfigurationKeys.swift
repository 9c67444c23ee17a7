/// The keys of one mapping in the configuration file. What is not a case here is reported as unknown.
protocol ConfigurationKey: CaseIterable, RawRepresentable, Hashable, Sendable where RawValue == String {}

enum TopKey: String, ConfigurationKey {
    case database, blobs, desks, lmtp, mailboxes, smtp, http, identity, security, templates, log
    case dingtalk, wecom

    /// Names that later versions give a meaning to.
    static let unavailable: [TopKey] = [.dingtalk, .wecom]
}

enum DatabaseKey: String, ConfigurationKey { case url }

enum BlobsKey: String, ConfigurationKey { case directory }

enum DeskKey: String, ConfigurationKey {
    case name, title, addresses, language, prefix, brand, targets, reports, groups, approvals
    case closeAfter = "close_after"
    case remindAfter = "remind_after"
    case remindApprovers = "remind_approvers"
    case approvalWords = "approval_words"
    case survey
    case surveyRest = "survey_rest"
}

enum ApprovalWordsKey: String, ConfigurationKey { case approve, reject }

/// A rule by which a desk asks for approval.
enum DeskRuleKey: String, ConfigurationKey { case name, when, text, steps, within, `default`, vouched }

enum RuleConditionKey: String, ConfigurationKey { case subject, addresses, from, priority, kind }

enum RuleStepKey: String, ConfigurationKey {
    case approvers, rule, passive
    case dueAfter = "due_after"
    case escalateTo = "escalate_to"
}

enum TargetsKey: String, ConfigurationKey {
    case low, normal, high, urgent, resolution
    case firstResponse = "first_response"
    case warnBefore = "warn_before"

    /// Those of one priority.
    static let priorities: [TargetsKey] = [.low, .normal, .high, .urgent]
}

/// What is promised of one priority.
enum TargetKey: String, ConfigurationKey {
    case resolution
    case firstResponse = "first_response"
}

enum BrandKey: String, ConfigurationKey { case logo, color, sender, footer }

enum ReportKey: String, ConfigurationKey { case period, to, language, at }

enum LMTPKey: String, ConfigurationKey {
    case listen
    case maxMessageBytes = "max_message_bytes"
}

enum MailboxKey: String, ConfigurationKey {
    case url, password, oauth, desk, interval, timeout, after, idle, start
    case tlsCAFile = "tls_ca_file"
}

enum OAuthKey: String, ConfigurationKey {
    case tokenURL = "token_url"
    case authorizationURL = "authorization_url"
    case issuer
    case clientID = "client_id"
    case clientSecret = "client_secret"
    case refreshToken = "refresh_token"
    case scope
    case tlsCAFile = "tls_ca_file"
}

/// A setting that is either.
enum Switch: String, CaseIterable, Sendable { case on, off }

enum SMTPKey: String, ConfigurationKey {
    case url, starttls, user, password, connections, retry, dkim
    case perDomain = "per_domain"
    case noticeWindow = "notice_window"
    case messagesPerConnection = "messages_per_connection"
    case tlsCAFile = "tls_ca_file"
}

/// `algorithm` is the key's own unless it says otherwise.
enum SignatureKey: String, ConfigurationKey {
    case domain, selector, algorithm
    case keyFile = "key_file"
}

enum RetryKey: String, ConfigurationKey {
    case first, longest
    case giveUpAfter = "give_up_after"
}

enum HTTPKey: String, ConfigurationKey {
    case listen
    case publicURL = "public_url"
    case trustedProxies = "trusted_proxies"
}

enum IdentityKey: String, ConfigurationKey {
    case authservID = "authserv_id"
    case hostname, resolver, threads
    case subjectTags = "subject_tags"
    case timeZone = "time_zone"
}

enum SecurityKey: String, ConfigurationKey { case secret, retention }

enum RetentionKey: String, ConfigurationKey {
    case rawMail = "raw_mail"
    case ignoredMail = "ignored_mail"
}

enum TemplatesKey: String, ConfigurationKey { case directory }

enum LogKey: String, ConfigurationKey { case level }

/// Every key of the file by its path, as `martlet config keys` prints them: `lmtp.listen`, `desks[].name`.
enum ConfigurationKeys {
    static let all: [String] = {
        let groups: [(String, [String])] = [
            ("database", names(DatabaseKey.self)), ("blobs", names(BlobsKey.self)), ("desks[]", names(DeskKey.self)),
            ("desks[].brand", names(BrandKey.self)), ("desks[].approval_words", names(ApprovalWordsKey.self)),
            ("desks[].approvals[]", names(DeskRuleKey.self)),
            ("desks[].approvals[].when", names(RuleConditionKey.self)),
            ("desks[].approvals[].steps[]", names(RuleStepKey.self)),
            ("desks[].targets", names(TargetsKey.self)), ("desks[].reports[]", names(ReportKey.self)),
            ("lmtp", names(LMTPKey.self)), ("mailboxes[]", names(MailboxKey.self)),
            ("mailboxes[].oauth", names(OAuthKey.self)), ("smtp", names(SMTPKey.self)),
            ("smtp.retry", names(RetryKey.self)), ("smtp.dkim[]", names(SignatureKey.self)),
            ("http", names(HTTPKey.self)),
            ("identity", names(IdentityKey.self)), ("security", names(SecurityKey.self)),
            ("security.retention", names(RetentionKey.self)),
            ("templates", names(TemplatesKey.self)), ("log", names(LogKey.self)),
        ]
        let targets = TargetsKey.priorities.map { ("desks[].targets.\($0.rawValue)", names(TargetKey.self)) }
        let mappings =
            [
                "desks[].targets", "desks[].approval_words", "desks[].reports", "desks[].approvals",
                "desks[].approvals[].when", "desks[].approvals[].steps",
            ] + targets.map(\.0)
        return (groups + targets).flatMap { group, keys in keys.map { "\(group).\($0)" } }.filter {
            !["desks[].brand", "mailboxes[].oauth", "smtp.retry", "smtp.dkim", "security.retention"].contains($0)
                && !mappings.contains($0)
        }.sorted()
    }()

    private static func names<Key: ConfigurationKey>(_ keys: Key.Type) -> [String] {
        keys.allCases.map(\.rawValue)
    }
}
