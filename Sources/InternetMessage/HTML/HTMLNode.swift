/// A node of an HTML5 tree, as the parser's child returned it. Nothing in it is safe.
///
/// Comments, doctypes, processing instructions and `<template>` contents are already gone.
public indirect enum HTMLNode: Sendable, Hashable {
    case element(HTMLElement)
    case text(String)
}

/// An element with its children.
public struct HTMLElement: Sendable, Hashable {
    public enum Namespace: UInt8, Sendable, Hashable { case html = 0, svg = 1, mathML = 2 }

    public struct Attribute: Sendable, Hashable {
        /// Lower-case.
        public var name: String
        /// Character references resolved.
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public var namespace: Namespace
    /// Lower-case local name.
    public var name: String
    public var attributes: [Attribute]
    public var children: [HTMLNode]

    public init(
        namespace: Namespace = .html, name: String, attributes: [Attribute] = [], children: [HTMLNode] = []
    ) {
        self.namespace = namespace
        self.name = name
        self.attributes = attributes
        self.children = children
    }

    public func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name }?.value
    }
}
