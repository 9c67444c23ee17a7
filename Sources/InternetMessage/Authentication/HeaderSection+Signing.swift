/// What a signature leaves open to whoever passes a mail on.
extension HeaderSection {
    /// A signature says that it covers the beginning of the body only: whoever passes the mail on may add to it, and no
    /// verifier's "pass" tells.
    ///
    /// - Standard: RFC 6376 §8.2 (body length limits)
    public var hasPartialSignature: Bool {
        bodies(of: "dkim-signature").contains { TagList($0[...])?["l"] != nil }
    }

    /// A field that says whose mail it is, or how to read it, stands there twice: signers sign the lowest, and whoever
    /// passes the mail on may put another above it.
    ///
    /// - Standard: RFC 6376 §8.15 (extra header fields), RFC 5322 §3.6
    public var repeatsSignedField: Bool {
        ["from", "to", "subject", "mime-version", "content-type", "content-transfer-encoding"]
            .contains { count(of: $0) > 1 }
    }
}
