/// HTML of a mail made safe to show: what is not on the allow list is gone, and every byte is written anew.
///
/// The output holds no element whose content browsers read as raw text, nothing of SVG or MathML, no handler, id,
/// class or style sheet, and nothing that loads by itself but `cid:` and small `data:` images. It is safe to parse
/// again, however a browser rearranges it. Text is kept wherever a person could have read it.
///
/// - Standard: HTML Living Standard §13.3 (serialising fragments)
public enum SafeHTML {
    public struct Policy: Sendable, Hashable {
        /// Elements nested deeper are written without their tags; their text stays.
        public var depth = 100
        /// Writing stops here; open elements are still closed.
        public var outputBytes = 4 << 20
        /// Longest `data:` image that is kept.
        public var dataImageBytes = 128 << 10
        /// Longest URL that is kept.
        public var urlBytes = 4_096

        public init() {}
    }

    public static func sanitize(_ root: HTMLNode, policy: Policy = Policy()) -> String {
        var writer = SafeHTMLWriter(policy: policy)
        writer.write(root)
        return writer.finish()
    }
}

/// Walks the tree with a stack of its own, so that no nesting can exhaust the thread's.
struct SafeHTMLWriter {
    private enum Step {
        case node(HTMLNode)
        case close(String)
    }

    private let policy: SafeHTML.Policy
    private var output: [UInt8] = []
    private var steps: [Step] = []
    private var depth = 0
    private var isInLink = false

    init(policy: SafeHTML.Policy) {
        self.policy = policy
    }

    mutating func write(_ root: HTMLNode) {
        steps = [.node(root)]
        while let step = steps.popLast() {
            switch step {
            case .close(let name): close(name)
            case .node(let node) where output.count < policy.outputBytes: open(node)
            case .node: continue
            }
        }
    }

    consuming func finish() -> String { String(decoding: output, as: UTF8.self) }

    private mutating func open(_ node: HTMLNode) {
        switch node {
        case .text(let text): HTMLEscaping.append(text, to: &output, limit: policy.outputBytes)
        case .element(let element): open(element)
        }
    }

    private mutating func open(_ element: HTMLElement) {
        let name = element.name
        if AllowedHTML.isSilent(element) { return }
        if AllowedHTML.isFallback(element) {
            return HTMLEscaping.append(HTMLText.fallback(of: element), to: &output, limit: policy.outputBytes)
        }
        if element.namespace == .html, AllowedHTML.void.contains(name) { return writeVoid(element) }
        let rendered = element.namespace == .html ? AllowedHTML.replacement(for: name) : nil
        let attributes = rendered.map { AllowedHTML.attributes(of: element, as: $0, policy: policy) } ?? []
        let shows =
            rendered != nil && depth < policy.depth
            && !(rendered == "a" && (isInLink || !attributes.contains { $0.name == "href" }))
        if shows, let rendered {
            depth += 1
            if rendered == "a" { isInLink = true }
            writeTag(rendered, attributes)
            steps.append(.close(rendered))
        } else if AllowedHTML.separates.contains(name), let last = output.last, last != 0x20 {
            output.append(0x20)
        }
        for child in element.children.reversed() { steps.append(.node(child)) }
    }

    private mutating func close(_ name: String) {
        depth -= 1
        if name == "a" { isInLink = false }
        output.append(contentsOf: "</\(name)>".utf8)
    }

    private mutating func writeVoid(_ element: HTMLElement) {
        let attributes = AllowedHTML.attributes(of: element, as: element.name, policy: policy)
        if element.name == "img", attributes.isEmpty { return }
        writeTag(element.name, attributes)
    }

    private mutating func writeTag(_ name: String, _ attributes: [HTMLElement.Attribute]) {
        output.append(contentsOf: "<\(name)".utf8)
        for attribute in attributes {
            output.append(contentsOf: " \(attribute.name)=\"".utf8)
            HTMLEscaping.append(attribute.value, to: &output, limit: .max)
            output.append(0x22)
        }
        output.append(0x3E)
        // A parser drops one line end right after this tag.
        if name == "pre" { output.append(0x0A) }
    }
}

/// Writes text so that it is text in element content and in a double-quoted attribute alike.
enum HTMLEscaping {
    static func append(_ text: String, to output: inout [UInt8], limit: Int) {
        for byte in text.utf8 {
            // Cut between characters only.
            if output.count >= limit, byte & 0xC0 != 0x80 { return }
            switch byte {
            case UInt8(ascii: "&"): output.append(contentsOf: "&amp;".utf8)
            case UInt8(ascii: "<"): output.append(contentsOf: "&lt;".utf8)
            case UInt8(ascii: ">"): output.append(contentsOf: "&gt;".utf8)
            case UInt8(ascii: "\""): output.append(contentsOf: "&quot;".utf8)
            case UInt8(ascii: "'"): output.append(contentsOf: "&#39;".utf8)
            case UInt8(ascii: "`"): output.append(contentsOf: "&#96;".utf8)
            case 0x0D: output.append(0x0A)
            case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: output.append(contentsOf: "\u{FFFD}".utf8)
            default: output.append(byte)
            }
        }
    }
}
