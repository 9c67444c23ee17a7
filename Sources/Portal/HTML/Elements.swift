// The elements that pages are made of, so that a page reads as its outline.

func tag(_ name: StaticString, _ attributes: Attributes = [:], _ children: HTML...) -> HTML {
    .element(name, attributes, children)
}

func tag(_ name: StaticString, _ attributes: Attributes = [:], _ children: [HTML]) -> HTML {
    .element(name, attributes, children)
}

func text(_ text: String) -> HTML { .text(text) }

func div(_ style: String?, _ children: HTML...) -> HTML { .element("div", ["class": style], children) }

func paragraph(_ content: String, style: String? = nil) -> HTML { tag("p", ["class": style], text(content)) }

func link(_ target: String, _ label: String, style: String? = nil) -> HTML {
    tag("a", ["href": target, "class": style], text(label))
}

/// Text that somebody else wrote: kept apart from ours in direction and order.
func foreign(_ content: String, style: String? = nil) -> HTML {
    tag("bdi", ["class": style], text(content))
}

/// A symbol of the sprite at the top of each page; says nothing to a screen reader.
func icon(_ name: StaticString) -> HTML {
    let target = name.withUTF8Buffer { "#" + String(decoding: $0, as: UTF8.self) }
    return tag("svg", ["class": "i", "aria-hidden": "true"], tag("use", ["href": target]))
}

func hidden(_ name: String, _ value: String) -> HTML {
    .void("input", ["type": "hidden", "name": name, "value": value])
}
