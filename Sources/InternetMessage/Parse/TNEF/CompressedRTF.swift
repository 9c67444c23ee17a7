/// Expands the compressed rich text of Outlook's messages.
///
/// Security: what comes out is bounded by the caller, whatever the header promises.
enum CompressedRTF {
    private static let compressed: UInt32 = 0x7546_5A4C
    private static let stored: UInt32 = 0x414C_454D

    static func decode(_ bytes: ArraySlice<UInt8>, limit: Int) -> [UInt8]? {
        let input = Array(bytes)
        var reader = LittleEndianReader(input, in: 0..<input.count)
        guard reader.uint32() != nil, let size = reader.uint32(), let magic = reader.uint32(), reader.uint32() != nil
        else { return nil }
        let wanted = min(Int(size), max(0, limit))
        switch magic {
        case stored: return Array(input[reader.position...].prefix(wanted))
        case compressed: return expand(&reader, wanted)
        default: return nil
        }
    }

    private static func expand(_ reader: inout LittleEndianReader, _ wanted: Int) -> [UInt8] {
        var dictionary = [UInt8](repeating: 0x20, count: 4_096)
        dictionary.replaceSubrange(0..<preset.count, with: preset)
        var write = preset.count
        var output: [UInt8] = []
        func put(_ byte: UInt8) {
            output.append(byte)
            dictionary[write] = byte
            write = (write + 1) & 0xFFF
        }
        while output.count < wanted, let flags = reader.uint8() {
            for bit in 0..<8 where output.count < wanted {
                guard flags >> UInt8(bit) & 1 == 1 else {
                    guard let byte = reader.uint8() else { return output }
                    put(byte)
                    continue
                }
                guard let high = reader.uint8(), let low = reader.uint8() else { return output }
                let offset = Int(high) << 4 | Int(low) >> 4
                if offset == write { return output }
                for step in 0..<(Int(low & 0xF) + 2) where output.count < wanted {
                    put(dictionary[(offset + step) & 0xFFF])
                }
            }
        }
        return output
    }

    /// What the dictionary begins with, by the format's definition.
    private static let preset = Array(
        ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript "
            + "\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n"
            + "\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").utf8)
}
