/// Unwraps `format=flowed` text.
///
/// - Standard: RFC 3676 §4.1 (flow), §4.3 (signature), §4.4 (space-stuffing), §4.5 (quoting), DelSp in §4
enum FlowedText {
    /// - Parameter text: line ends are LF.
    static func unwrapped(_ text: String, deletingSpace: Bool) -> String {
        var output: [UInt8] = []
        var openDepth: Int?
        let units = Array(text.utf8)
        output.reserveCapacity(units.count)
        var isFirst = true
        for line in units.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let depth = line.prefix { $0 == 0x3E }.count
            var content = line.dropFirst(depth)
            if content.first == 0x20 { content = content.dropFirst() }
            let isSignature = content.elementsEqual("-- ".utf8)
            let continues = openDepth == depth && !isSignature
            if !continues {
                if !isFirst { output.append(0x0A) }
                output.append(contentsOf: repeatElement(0x3E, count: depth))
                if depth > 0, !content.isEmpty { output.append(0x20) }
            }
            isFirst = false
            let flows = content.last == 0x20 && !isSignature
            output.append(contentsOf: flows && deletingSpace ? content.dropLast() : content)
            openDepth = flows ? depth : nil
        }
        return String(decoding: output, as: UTF8.self)
    }
}
