import CGumbo
import InternetMessage

/// HTML as a browser would see it, read by gumbo.
///
/// Comments, doctypes and `<template>`s are left out; namespaces are kept, since the same name means other things in
/// SVG and MathML. Nothing is judged here: the allow list is the daemon's.
struct HTMLTree {
    private var nodes = 0
    private var bytes = 0

    /// The `<html>` element of the document.
    static func parse(_ html: [UInt8]) throws(Refusal) -> HTMLNode {
        guard html.count <= MessageLimits().htmlBytes else { throw .size }
        try HTMLScan.check(html)
        let parsed: Result<HTMLNode, Refusal> = html.withUnsafeBytes { buffer in
            var options = kGumboDefaultOptions
            options.max_errors = 0
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard let output = gumbo_parse_with_options(&options, start, buffer.count) else {
                return .failure(.request)
            }
            defer { gumbo_destroy_output(&options, output) }
            guard let root = output.pointee.root else { return .failure(.request) }
            return HTMLTree.read(root)
        }
        return try parsed.get()
    }

    private static func read(_ root: UnsafeMutablePointer<GumboNode>) -> Result<HTMLNode, Refusal> {
        var tree = HTMLTree()
        do throws(Refusal) {
            return .success(.element(try tree.element(root, depth: 1)))
        } catch {
            return .failure(error)
        }
    }

    private mutating func element(
        _ node: UnsafeMutablePointer<GumboNode>, depth: Int
    ) throws(Refusal) -> HTMLElement {
        let source = node.pointee.v.element
        var element = HTMLElement(namespace: namespace(source), name: name(source))
        try count(element.name.utf8.count)
        element.attributes = try attributes(source)
        try read(source.children, into: &element.children, depth: depth)
        return element
    }

    /// Children beyond the last level are lifted into it: their text is kept, their elements are not.
    private mutating func read(
        _ children: GumboVector, into list: inout [HTMLNode], depth: Int
    ) throws(Refusal) {
        for index in 0..<Int(children.length) {
            guard let node = children.data[index]?.assumingMemoryBound(to: GumboNode.self) else { continue }
            switch node.pointee.type {
            case GUMBO_NODE_TEXT, GUMBO_NODE_CDATA, GUMBO_NODE_WHITESPACE:
                let text = String(cString: node.pointee.v.text.text)
                try count(text.utf8.count)
                list.append(.text(text))
            case GUMBO_NODE_ELEMENT where depth < HTMLTreeLimits.depth:
                list.append(.element(try element(node, depth: depth + 1)))
            case GUMBO_NODE_ELEMENT:
                // The scan has bounded the depth of what is left.
                try read(node.pointee.v.element.children, into: &list, depth: depth)
            default:
                break
            }
        }
    }

    private mutating func attributes(_ source: GumboElement) throws(Refusal) -> [HTMLElement.Attribute] {
        var list: [HTMLElement.Attribute] = []
        for index in 0..<min(Int(source.attributes.length), HTMLTreeLimits.attributes) {
            guard let found = source.attributes.data[index]?.assumingMemoryBound(to: GumboAttribute.self) else {
                continue
            }
            let name = prefix(found.pointee.attr_namespace) + String(cString: found.pointee.name).lowercased()
            let value = String(cString: found.pointee.value)
            bytes += name.utf8.count + value.utf8.count + 8
            list.append(HTMLElement.Attribute(name: name, value: value))
        }
        guard bytes <= HTMLTreeLimits.bytes / 2 else { throw .size }
        return list
    }

    /// `xlink:href` must not pass for `href`.
    private func prefix(_ namespace: GumboAttributeNamespaceEnum) -> String {
        switch namespace {
        case GUMBO_ATTR_NAMESPACE_XLINK: "xlink:"
        case GUMBO_ATTR_NAMESPACE_XML: "xml:"
        case GUMBO_ATTR_NAMESPACE_XMLNS: "xmlns:"
        default: ""
        }
    }

    private mutating func count(_ length: Int) throws(Refusal) {
        nodes += 1
        bytes += length + 8
        guard nodes <= HTMLTreeLimits.nodes else { throw .nodes }
        guard bytes <= HTMLTreeLimits.bytes / 2 else { throw .size }
    }

    private func namespace(_ source: GumboElement) -> HTMLElement.Namespace {
        switch source.tag_namespace {
        case GUMBO_NAMESPACE_SVG: .svg
        case GUMBO_NAMESPACE_MATHML: .mathML
        default: .html
        }
    }

    /// The local name in lower case, also of elements that gumbo has no number for; at most 64 bytes.
    private func name(_ source: GumboElement) -> String {
        if let known = gumbo_normalized_tagname(source.tag), known.pointee != 0 { return String(cString: known) }
        var original = source.original_tag
        gumbo_tag_from_original_text(&original)
        guard let start = original.data else { return "" }
        let bytes = UnsafeRawBufferPointer(start: start, count: min(original.length, 64))
        return String(decoding: bytes.map { isUpper($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
    }

    private func isUpper(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }
}
