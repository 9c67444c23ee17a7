extension HTMLText {
    /// Text of raw HTML when no tree could be had: tags dropped, the commonest character references resolved.
    ///
    /// One pass over the bytes. The result is text, never HTML: it is to be escaped like any other.
    public static func strippingTags(_ html: String) -> String {
        var stripper = TagStripper(html)
        return stripper.run()
    }
}
