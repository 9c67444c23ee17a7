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
