/// How large and how deep a tree of HTML may be when it crosses from a child to the daemon.
package enum HTMLTreeLimits {
    /// Levels of elements; what lies deeper is lifted into the last one.
    package static let depth = 256
    /// Elements and texts together.
    package static let nodes = 100_000
    /// Attributes of one element; more are dropped.
    package static let attributes = 256
    /// Encoded bytes of the whole tree.
    package static let bytes = 16 << 20
}

extension HTMLNode {
    private static let textTag: UInt8 = 0
    private static let elementTag: UInt8 = 1

    /// Writes the compact form in which a child returns a tree: the nodes in preorder.
    package func write(to writer: inout ByteWriter) {
        switch self {
        case .text(let text):
            writer.byte(Self.textTag)
            writer.string(text)
        case .element(let element):
            writer.byte(Self.elementTag)
            writer.byte(element.namespace.rawValue)
            writer.string(element.name)
            writer.count(element.attributes.count)
            for attribute in element.attributes {
                writer.string(attribute.name)
                writer.string(attribute.value)
            }
            writer.count(element.children.count)
            for child in element.children {
                child.write(to: &writer)
            }
        }
    }

    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 4096)
        write(to: &writer)
        return writer.bytes
    }

    /// Reads what a child returned, holding it to `HTMLTreeLimits`.
    ///
    /// Security: any bytes may come; a tree that claims more than the limits is refused as a whole.
    package init(decoding bytes: [UInt8]) throws(ByteCodingError) {
        guard bytes.count <= HTMLTreeLimits.bytes else { throw .tooLarge }
        var decoder = Decoder(reader: ByteReader(bytes), nodesLeft: HTMLTreeLimits.nodes)
        self = try decoder.node(depthLeft: HTMLTreeLimits.depth + 1)
        try decoder.reader.finish()
    }

    private struct Decoder {
        var reader: ByteReader
        var nodesLeft: Int

        mutating func node(depthLeft: Int) throws(ByteCodingError) -> HTMLNode {
            guard nodesLeft > 0, depthLeft > 0 else { throw .tooLarge }
            nodesLeft -= 1
            switch try reader.byte() {
            case HTMLNode.textTag: return .text(try reader.string(limit: reader.remaining))
            case HTMLNode.elementTag: return .element(try element(depthLeft: depthLeft))
            default: throw .malformed
            }
        }

        mutating func element(depthLeft: Int) throws(ByteCodingError) -> HTMLElement {
            guard let namespace = HTMLElement.Namespace(rawValue: try reader.byte()) else { throw .malformed }
            var element = HTMLElement(namespace: namespace, name: try reader.string(limit: 256))
            for _ in 0..<(try reader.count(limit: HTMLTreeLimits.attributes)) {
                let name = try reader.string(limit: reader.remaining)
                element.attributes.append(.init(name: name, value: try reader.string(limit: reader.remaining)))
            }
            for _ in 0..<(try reader.count(limit: nodesLeft)) {
                element.children.append(try node(depthLeft: depthLeft - 1))
            }
            return element
        }
    }
}
