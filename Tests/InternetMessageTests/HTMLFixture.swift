import InternetMessage

/// Trees by hand: `e("p", "text", e("b", "bold"))`.
protocol HTMLFixture { var node: HTMLNode { get } }
extension String: HTMLFixture { var node: HTMLNode { .text(self) } }
extension HTMLNode: HTMLFixture { var node: HTMLNode { self } }

func e(_ name: String, _ attributes: [String: String] = [:], _ children: any HTMLFixture...) -> HTMLNode {
    element(.html, name, attributes, children.map(\.node))
}

func element(
    _ namespace: HTMLElement.Namespace, _ name: String, _ attributes: [String: String], _ children: [HTMLNode]
) -> HTMLNode {
    let sorted = attributes.sorted { $0.key < $1.key }.map { HTMLElement.Attribute(name: $0.key, value: $0.value) }
    return .element(HTMLElement(namespace: namespace, name: name, attributes: sorted, children: children))
}

/// `e("b", e("b", …))`, built without recursion.
func nested(_ name: String, _ depth: Int, around innermost: HTMLNode) -> HTMLNode {
    (0..<depth).reduce(innermost) { inner, _ in e(name, [:], inner) }
}
