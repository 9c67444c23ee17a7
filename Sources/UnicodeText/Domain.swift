import CICUShim

/// Domain names as bytes that can be compared.
///
/// - Standard: RFC 5890 §2.3.2.1 (A-label), RFC 5891
public enum Domain {
    /// The name with A-labels, in lower case and without a final dot, or nil when it is no valid name.
    ///
    /// Plain ASCII names are checked without ICU and need not obey the rules for host names (`_dmarc` is a name too).
    public static func ascii(_ name: String) -> String? {
        let units = name.utf8
        guard (1...1_000).contains(units.count) else { return nil }
        if units.allSatisfy({ $0 < 0x80 }), !hasEncodedLabel(units) { return plainASCII(units) }
        var out = [CChar](repeating: 0, count: 512)
        let source = Array(units)
        let written = source.withUnsafeBufferPointer { buffer -> Int32 in
            guard let base = buffer.baseAddress else { return -1 }
            return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) { pointer in
                cicu_domain_to_ascii(pointer, buffer.count, &out, out.count)
            }
        }
        guard written > 0 else { return nil }
        return plainASCII(out.prefix(Int(written)).map { UInt8(bitPattern: $0) })
    }

    /// What the name looks like: two names with the same bytes here are easily taken for each other.
    ///
    /// Letters of other scripts, and `1` beside `l`, become alike; a name without such a form is its own.
    ///
    /// - Standard: Unicode Technical Standard #39 §4 (confusable detection)
    public static func skeleton(_ name: String) -> [UInt8] {
        let source = Array(name.utf8.prefix(1_000))
        var out = [CChar](repeating: 0, count: 4_096)
        let written = source.withUnsafeBufferPointer { buffer -> Int32 in
            guard let base = buffer.baseAddress else { return -1 }
            return base.withMemoryRebound(to: CChar.self, capacity: buffer.count) { pointer in
                cicu_domain_skeleton(pointer, buffer.count, &out, out.count)
            }
        }
        guard written > 0 else { return source }
        return out.prefix(Int(written)).map { UInt8(bitPattern: $0) }
    }

    private static func plainASCII(_ units: some Collection<UInt8>) -> String? {
        var kept: [UInt8] = []
        kept.reserveCapacity(units.count)
        for unit in units {
            switch unit {
            case 0x41...0x5A: kept.append(unit | 0x20)
            case 0x2E:
                guard let last = kept.last, last != 0x2E else { return nil }
                kept.append(unit)
            case 0x61...0x7A, 0x30...0x39, 0x2D, 0x5F: kept.append(unit)
            default: return nil
            }
        }
        if kept.last == 0x2E { kept.removeLast() }
        return kept.isEmpty || kept.count > 253 ? nil : String(decoding: kept, as: UTF8.self)
    }

    private static func hasEncodedLabel(_ units: String.UTF8View) -> Bool {
        units.split(separator: 0x2E).contains { label in
            label.count > 4 && label.prefix(4).elementsEqual("xn--".utf8)
        }
    }
}
