/// The parts of a message that a template writes; the raw value is the suffix of its file.
public enum TemplatePart: String, CaseIterable, Hashable, Sendable {
    case subject, text, html
}
