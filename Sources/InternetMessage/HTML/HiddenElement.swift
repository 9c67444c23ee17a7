/// Elements that a mail client shows to nobody: hidden preview texts, most of all.
enum HiddenElement {
    static func isHidden(_ element: HTMLElement) -> Bool {
        if element.attributes.contains(where: { $0.name == "hidden" }) { return true }
        guard let style = element.attribute("style"), style.utf8.count <= 4_096 else { return false }
        var clipped = false
        var flat = false
        for declaration in style.utf8.split(separator: UInt8(ascii: ";")).prefix(60) {
            let bytes = ASCII.lowercased(declaration).filter { !ASCII.isSpace($0) }
            switch String(decoding: bytes.prefix(40), as: UTF8.self) {
            case let text where text.hasPrefix("display:none") || text.hasPrefix("visibility:hidden"): return true
            case "mso-hide:all": return true
            case "font-size:0", "font-size:0px", "font-size:0pt": return true
            case "overflow:hidden": clipped = true
            case "max-height:0", "max-height:0px", "height:0", "height:0px": flat = true
            default: continue
            }
        }
        return clipped && flat
    }
}
