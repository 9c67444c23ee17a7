public import ArgumentParser
public import Cryptography
public import TemplateEngine
public import Ticketing

// Values of the core as arguments, spelled as the API spells them.
extension MailState: ExpressibleByArgument {}
extension OutgoingState: ExpressibleByArgument {}
extension TicketState: ExpressibleByArgument {}
extension TicketKind: ExpressibleByArgument {}
extension Priority: ExpressibleByArgument {}
extension Role: ExpressibleByArgument {}
extension ReportCycle: ExpressibleByArgument {}
extension TemplateKey: ExpressibleByArgument {}

extension LanguageTag: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Approval.State: ExpressibleByArgument {}

extension ApprovalRule: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension ApprovalID: ExpressibleByArgument {
    public init?(argument: String) { self.init(text: argument) }
}

extension AttachmentID: ExpressibleByArgument {
    public init?(argument: String) { self.init(text: argument) }
}

extension MailID: ExpressibleByArgument {
    public init?(argument: String) { self.init(text: argument) }
}

extension OutgoingID: ExpressibleByArgument {
    public init?(argument: String) { self.init(text: argument) }
}

extension TicketNumber: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension PrivateKey.Kind: ExpressibleByArgument {}

/// `3d`: from a minute to ten years.
struct DurationArgument: ExpressibleByArgument {
    var seconds: Double

    init?(argument: String) {
        guard let seconds = DurationText.seconds(argument), (60...315_360_000).contains(seconds) else { return nil }
        self.seconds = Double(seconds)
    }
}
