import Ticketing

/// Values in PostgreSQL's binary format, in one buffer.
struct PostgresParameters {
    /// Object identifiers of the types; 0 leaves it to the server, for NULL.
    private(set) var types: [UInt32] = []
    private var bytes: [UInt8] = []
    /// Start of each value; nil is NULL.
    private var starts: [Int?] = []
    private var lengths: [Int32] = []

    init(_ values: [SQLValue]) {
        for value in values { append(value) }
    }

    /// The arrays of `PQexecPrepared`.
    func withPointers<Output>(
        _ body: (
            Int32, UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<Int32>, UnsafePointer<Int32>
        ) throws(StoreError) -> Output
    ) throws(StoreError) -> Output {
        let formats = [Int32](repeating: 1, count: lengths.count + 1)
        let result: Result<Output, StoreError> = bytes.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            // An empty value still needs an address that is not nil, which would be NULL.
            let pointers = starts.map { start in start.flatMap { base?.advanced(by: $0) } } + [nil]
            do throws(StoreError) {
                return .success(try body(Int32(lengths.count), pointers, lengths + [0], formats))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private mutating func append(_ value: SQLValue) {
        switch value {
        case .null: append(type: 0, nil)
        case .integer(let integer): append(type: 20, bigEndian(UInt64(bitPattern: integer)))
        case .real(let real): append(type: 701, bigEndian(real.bitPattern))
        case .text(let text): append(type: 25, Array(text.storable.utf8))
        case .blob(let blob): append(type: 17, blob)
        }
    }

    private mutating func append(type: UInt32, _ value: [UInt8]?) {
        types.append(type)
        starts.append(value.map { _ in bytes.count })
        lengths.append(Int32(clamping: value?.count ?? 0))
        bytes += value ?? []
        // So that even an empty value lies inside the buffer.
        bytes.append(0)
    }

    private func bigEndian(_ value: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
    }
}
