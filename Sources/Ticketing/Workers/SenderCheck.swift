public import InternetMessage

public import struct Foundation.Date

/// Decides how far a mail's author can be believed: by our MTA's word and, where a name service is given, by our own
/// check of the author's signature.
///
/// Failure: none. A name service that is away makes `unverified` of what it could have proved, and the mail goes on.
public struct SenderCheck: Sendable {
    private let authservID: String?
    private let names: (any NameService)?
    private let suffixes: PublicSuffixList?
    private let limits: MessageLimits

    /// - Parameters:
    ///   - names: nil leaves our own check out.
    ///   - suffixes: nil where the machine has no list; then only the author's domain and those above it may sign.
    public init(
        authservID: String?, names: (any NameService)? = nil, suffixes: PublicSuffixList? = nil,
        limits: MessageLimits = MessageLimits()
    ) {
        self.authservID = authservID
        self.names = names
        self.suffixes = suffixes
        self.limits = limits
    }

    /// - Parameter moment: when the mail came; an expiry is held against it.
    public func authentication(
        of message: InternetMessage, raw: RawMessage, at moment: Date
    ) async -> SenderAuthentication {
        let author = message.author?.address
        let said = SenderAuthentication(
            header: message.header, author: author, authservID: authservID, suffixes: suffixes)
        guard let names else { return said }
        let check = SignatureCheck(raw, author: author, suffixes: suffixes, at: moment, limits: limits)
        let records = await answers(to: check.questions, names)
        let finding = check.finding { name in
            records.first { $0.name.utf8.elementsEqual(name.utf8) }?.records ?? .unknown("it was not asked for")
        }
        return said.strengthened(by: finding, author: author)
    }

    /// Our own MTA's word alone, on a message that nobody has parsed yet.
    public func word(on raw: RawMessage) -> SenderAuthentication {
        let message = InternetMessage(unstructured: raw, limits: limits)
        return SenderAuthentication(
            header: message.header, author: message.author?.address, authservID: authservID, suffixes: suffixes)
    }

    /// All at once: they wait for the same service.
    private func answers(
        to questions: [String], _ names: any NameService
    ) async -> [(name: String, records: TextRecords)] {
        await withTaskGroup(of: (name: String, records: TextRecords).self) { group in
            for name in questions {
                group.addTask { (name, await names.text(of: name)) }
            }
            var answers: [(name: String, records: TextRecords)] = []
            for await answer in group { answers.append(answer) }
            return answers
        }
    }
}
