extension MessageStructure {
    /// The compact form in which a child returns a structure: the tree in preorder.
    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 256)
        root.write(to: &writer)
        return writer.bytes
    }

    /// Reads what a child returned.
    ///
    /// Security: the child may have been taken over by the message it read. Ranges are held to the message, and
    /// depth and number of parts to the limits; an answer that claims more is refused as a whole.
    package init(
        decoding bytes: [UInt8], messageBytes: Int, limits: MessageLimits
    ) throws(ByteCodingError) {
        var decoder = Decoder(reader: ByteReader(bytes), messageBytes: messageBytes, partsLeft: limits.parts)
        let root = try decoder.part(depthLeft: limits.depth)
        try decoder.reader.finish()
        self.init(root: root)
    }

    private struct Decoder {
        var reader: ByteReader
        let messageBytes: Int
        var partsLeft: Int

        mutating func part(depthLeft: Int) throws(ByteCodingError) -> Part {
            guard depthLeft > 0, partsLeft > 0 else { throw .tooLarge }
            partsLeft -= 1
            guard let kind = Kind(rawValue: try reader.byte()) else { throw .malformed }
            let header = try range()
            let body = try range()
            let count = try reader.count(limit: partsLeft)
            guard isPlausible(kind, count) else { throw .malformed }
            var children: [Part] = []
            for _ in 0..<count {
                children.append(try part(depthLeft: depthLeft - 1))
            }
            return Part(header: header, body: body, kind: kind, children: children)
        }

        mutating func range() throws(ByteCodingError) -> Range<Int> {
            let lower = try reader.count(limit: messageBytes)
            let length = try reader.count(limit: messageBytes - lower)
            return lower..<(lower + length)
        }

        func isPlausible(_ kind: Kind, _ children: Int) -> Bool {
            switch kind {
            case .single: children == 0
            case .multipart: true
            case .message: children <= 1
            }
        }
    }
}

extension MessageStructure.Part {
    fileprivate func write(to writer: inout ByteWriter) {
        writer.byte(kind.rawValue)
        for range in [header, body] {
            writer.count(range.lowerBound)
            writer.count(range.count)
        }
        writer.count(children.count)
        for child in children {
            child.write(to: &writer)
        }
    }
}
