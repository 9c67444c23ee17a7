// Questions about single bytes. Header and protocol work is done on bytes: Swift sees CRLF as one Character.
extension UInt8 {
    /// Space or tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    /// CR or LF.
    var isLineEnd: Bool { self == 0x0D || self == 0x0A }
    /// Blanks, line ends, vertical tab and form feed.
    var isASCIISpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
    var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
    var isASCIILetter: Bool { (0x61...0x7A).contains(self | 0x20) }
    var asciiLowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
    /// What a field name may consist of.
    ///
    /// - Standard: RFC 5322 §2.2
    var isFieldNameByte: Bool { (0x21...0x7E).contains(self) && self != 0x3A }
    /// The value of a hexadecimal digit.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}

extension Collection<UInt8> {
    /// Compares ASCII without case; the argument is in lower case.
    func equalsIgnoringCase(_ lowercase: StaticString) -> Bool {
        count == lowercase.utf8CodeUnitCount && startsIgnoringCase(lowercase)
    }

    /// Whether this begins with the argument, which is in lower case.
    func startsIgnoringCase(_ lowercase: StaticString) -> Bool {
        lowercase.withUTF8Buffer { expected in
            var index = startIndex
            for unit in expected {
                guard index != endIndex, self[index].asciiLowercased == unit else { return false }
                index = self.index(after: index)
            }
            return true
        }
    }

    /// Lower-case text of ASCII bytes; anything else is repaired.
    var asciiLowercasedText: String {
        String(decoding: map(\.asciiLowercased), as: UTF8.self)
    }
}

extension BidirectionalCollection<UInt8> {
    /// Without blanks and line ends at both ends.
    func trimmingSpace() -> SubSequence {
        var rest = self[...]
        while let first = rest.first, first.isASCIISpace || first == 0 { rest = rest.dropFirst() }
        while let last = rest.last, last.isASCIISpace || last == 0 { rest = rest.dropLast() }
        return rest
    }
}
