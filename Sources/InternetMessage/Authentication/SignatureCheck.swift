public import struct Foundation.Date

/// The question whether the author's domain signed a message: what must be looked up for it, and the answer.
///
/// Only signatures that could speak for the author are looked at, and no more than `signatureLimit` of them, so that a
/// stranger's mail costs a few questions to the name service at most.
///
/// Security: meets whatever bytes a stranger sends. One author, in one From field that reads the same here, or nothing.
///
/// - Standard: RFC 6376 §6.1, RFC 7489 §3.1.1
public struct SignatureCheck: Sendable {
    public static let signatureLimit = 5
    /// Fields that are looked through for them: others' signatures may stand above the author's.
    private static let fieldLimit = 20

    private struct Candidate: Sendable {
        var signature: DKIMSignature
        var fieldIndex: Int
    }

    private let raw: RawMessage
    private let limits: MessageLimits
    private let now: Int
    private let author: String
    private let suffixes: PublicSuffixList?
    private var candidates: [Candidate] = []
    private var problem: DKIMProblem?
    /// Whether there is any signature at all.
    private var isSigned = false

    /// - Parameter now: against `x=`; when the mail arrived, for one that waited.
    public init(
        _ raw: RawMessage, author: MailAddress?, suffixes: PublicSuffixList?, at now: Date,
        limits: MessageLimits = MessageLimits()
    ) {
        self.raw = raw
        self.limits = limits
        self.now = Int(exactly: now.timeIntervalSince1970.rounded(.down)) ?? .max
        self.author = author?.domain ?? ""
        self.suffixes = suffixes
        guard let author, let content = SignedContent(raw, limits: limits) else {
            problem = .malformed("the header can be read in more than one way, or names no single author")
            return
        }
        guard Self.names(author, in: content) else {
            problem = .malformed("the message names no single author")
            return
        }
        select(in: content)
    }

    /// Names whose TXT records decide, each once.
    public var questions: [String] {
        var names: [String] = []
        for candidate in candidates where !names.contains(candidate.signature.keyName) {
            names.append(candidate.signature.keyName)
        }
        return candidates.contains(where: needsPolicy) ? names + policyNames : names
    }

    /// The answer, from the records that the questions brought. A name that was not answered counts as unknown.
    public func finding(_ records: (String) -> TextRecords) -> SignatureFinding {
        guard !candidates.isEmpty, let content = SignedContent(raw, limits: limits) else {
            return .unsigned(problem?.words ?? (isSigned ? "the signature is not the author's" : "no signature"))
        }
        var verification = DKIMVerification(content, now: now)
        var last = problem
        for candidate in candidates where candidate.fieldIndex < content.fields.count {
            let signature = candidate.signature
            do throws(DKIMProblem) {
                try allow(candidate, records)
                try verification.verify(
                    signature, in: content.fields[candidate.fieldIndex], records: records(signature.keyName))
                return .signed(domain: signature.domain, selector: signature.selector)
            } catch {
                last = error
            }
        }
        return .unsigned(last?.words ?? "no signature")
    }

    private mutating func select(in content: SignedContent) {
        let verification = DKIMVerification(content, now: now)
        let alignment = DomainAlignment(suffixes: suffixes)
        let fields = content.fields.indices.filter { content.fields[$0].name.elementsEqual("dkim-signature".utf8) }
        isSigned = !fields.isEmpty
        for index in fields.prefix(Self.fieldLimit) where candidates.count < Self.signatureLimit {
            do throws(DKIMProblem) {
                let signature = try DKIMSignature(parsing: content.value(content.fields[index]))
                guard alignment.isRelaxed(signature.domain, author: author) else { throw .notAligned }
                try verification.check(signature)
                candidates.append(Candidate(signature: signature, fieldIndex: index))
            } catch {
                problem = error
            }
        }
    }

    /// The From field as it is signed must name the author that was read.
    private static func names(_ author: MailAddress, in content: SignedContent) -> Bool {
        let fields = content.fields.filter { $0.name.elementsEqual("from".utf8) }
        guard fields.count == 1, let field = fields.first else { return false }
        let mailboxes = AddressList(parsing: content.value(field).filter { !$0.isLineEnd }, limit: 2).mailboxes
        return mailboxes.count == 1 && mailboxes.first?.address == author
    }

    private func needsPolicy(_ candidate: Candidate) -> Bool {
        !DomainAlignment.isSame(candidate.signature.domain, author)
    }

    /// The author's domain, then the one of its organization.
    private var policyNames: [String] {
        let parent = suffixes?.organizationalDomain(of: author) ?? candidates.first?.signature.domain
        let names = [author] + (parent.map { DomainAlignment.isSame($0, author) ? [] : [$0] } ?? [])
        return names.map { "_dmarc.\($0)" }
    }

    /// Refuses a signer other than the author's own domain where the policy asks for that, or cannot be known.
    private func allow(_ candidate: Candidate, _ records: (String) -> TextRecords) throws(DKIMProblem) {
        guard needsPolicy(candidate) else { return }
        for name in policyNames {
            switch records(name) {
            case .unknown(let why): throw .lookupFailed(why)
            case .none: continue
            case .found(let found):
                guard let policy = DMARCPolicy(found) else { continue }
                if policy.isStrict { throw .notAligned }
                return
            }
        }
    }
}

/// What our own check of the signatures found.
public enum SignatureFinding: Sendable, Hashable {
    /// The author's domain, or one that speaks for it, signed the message as it stands.
    case signed(domain: String, selector: String)
    /// It did not, or nobody knows; with the reason.
    case unsigned(String)
}

extension SenderAuthentication {
    /// Our own check beside our MTA's word: a signature of the author's domain settles it, and nothing else changes
    /// what the MTA said.
    public func strengthened(by finding: SignatureFinding, author: MailAddress?) -> SenderAuthentication {
        switch finding {
        case .signed(let domain, let selector):
            return SenderAuthentication(
                level: .signed,
                detail: "valid signature of \(domain) (\(selector)), aligned with \(author?.domain ?? domain)",
                doubt: doubt == .pathDenied ? nil : doubt)
        case .unsigned(let reason):
            return SenderAuthentication(level: level, detail: "\(detail); own check: \(reason)", doubt: doubt)
        }
    }
}
