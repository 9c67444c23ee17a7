/// What common mail programs would drop, block or show wrongly.
public enum MailMarkupFault: Hashable, Sendable {
    /// An element that some program drops, with what is in it or without.
    case element(String)
    /// An attribute that does nothing in mail, or a handler of scripts.
    case attribute(String, of: String)
    /// A property that Outlook, Gmail or a Chinese web mailer drops, or takes the whole style away for.
    case property(String)
    /// A color that is no `#rrggbb`: Gmail drops the whole style.
    case color(String)
    /// Pure white or black: programs that make mail dark turn it into something unreadable.
    case pureColor(String)
    /// A length that is neither `px` nor `%`.
    case unit(String)
    /// Padding on anything but a cell: Outlook ignores it.
    case paddingOutsideOfCell(String)
    /// A table that is neither `role="presentation"` nor has heads.
    case tableWithoutRole
    /// A width beyond 600 pixels.
    case tooWide(String)
    /// A picture without `alt`, or without `width` or `height`.
    case picture(lacks: String)
    /// A link that is no `http`, `https` or `mailto`; a picture that is no `https` or `cid`.
    case address(String)
    /// An end tag without its start, or a start without its end.
    case unbalanced(String)
    /// `html` without `lang`, or without `dir` where the language is written from right to left.
    case rootLacks(String)
    /// A body that does not begin with a hidden line for the list of mails.
    case noPreheader
    /// A style sheet that does more than dark mode, or exceeds what Gmail reads.
    case styleSheet(String)
    /// More than `MailMarkupLint.sizeLimit` bytes: Gmail cuts mail at about 102 KB.
    case tooLarge(Int)

    /// What is wrong, as part of a sentence.
    public var reason: String {
        switch self {
        case .element(let name): "<\(name)> is dropped by mail programs"
        case .attribute(let name, let element): "\(name) on <\(element)> is dropped by mail programs"
        case .property(let name): "the property \(name) is dropped by mail programs"
        case .color(let value): "\(value) is no color of the form #1d5fd1"
        case .pureColor(let value): "\(value) turns unreadable in dark mode: use a tone beside it"
        case .unit(let value): "\(value): lengths are px or % in mail"
        case .paddingOutsideOfCell(let name): "padding on <\(name)> is ignored by Outlook: put it on the cell"
        case .tableWithoutRole: "a table needs role=\"presentation\", or heads (<th>)"
        case .tooWide(let value): "\(value) is wider than 600 pixels"
        case .picture(let name): "a picture needs \(name)"
        case .address(let value): "\(value) is no link or picture that mail programs open"
        case .unbalanced(let name): "<\(name)> and its end do not match"
        case .rootLacks(let name): "<html> needs \(name)"
        case .noPreheader: "the body does not begin with a hidden line for the list of mails"
        case .styleSheet(let what): "in the style sheet, \(what)"
        case .tooLarge(let count): "\(count) bytes of HTML are more than \(MailMarkupLint.sizeLimit)"
        }
    }
}
