import InternetMessage

/// What one attempt on one connection came to.
struct SMTPResult: Hashable, Sendable {
    /// One for each forward-path, in order.
    var outcomes: [DeliveryOutcome]
    /// The connection failed before any content was sent: on a connection that had been used before, this says
    /// nothing about the message, and a new one may be tried at once.
    var isStale = false
    /// A transaction was begun, so what was said is about the message.
    var wasAsked = true

    func outcomes(for paths: [ForwardPath]) -> [RecipientOutcome] {
        zip(paths, outcomes).map { RecipientOutcome(recipient: $0, outcome: $1, wasAsked: wasAsked) }
    }
}

/// One mail transaction as the session keeps it.
struct SMTPTransaction {
    enum Step: Hashable {
        case rset, mail
        /// Index of the forward-path.
        case rcpt(Int)
        case data, content
    }

    /// Nil while a recipient's fate is open.
    private(set) var outcomes: [DeliveryOutcome?]
    private(set) var openCount: Int
    var steps: [Step] = []
    /// How many steps have been written, and how many answered.
    var sent = 0
    var answered = 0
    var hasContentBegun = false
    var isContentSent = false

    init(recipients: Int) {
        outcomes = Array(repeating: nil, count: recipients)
        openCount = recipients
    }

    var open: [Int] { outcomes.indices.filter { outcomes[$0] == nil } }

    mutating func settle(_ index: Int, _ outcome: DeliveryOutcome) {
        guard outcomes[index] == nil else { return }
        outcomes[index] = outcome
        openCount -= 1
    }

    mutating func settleOpen(_ outcome: DeliveryOutcome) {
        for index in open { settle(index, outcome) }
    }

    /// Whatever nobody spoke about is transient.
    func result(isStale: Bool = false) -> SMTPResult {
        SMTPResult(
            outcomes: outcomes.map { $0 ?? .transientFailure(reply: "4.4.0 no reply for this recipient") },
            isStale: isStale && !hasContentBegun)
    }
}

extension SMTPReply {
    func failureOutcome(ofRecipient: Bool = false) -> DeliveryOutcome {
        switch failure(ofRecipient: ofRecipient) {
        case .transient: .transientFailure(reply: text)
        case .permanent: ofRecipient ? .refusedRecipient(reply: text) : .permanentFailure(reply: text)
        }
    }
}
