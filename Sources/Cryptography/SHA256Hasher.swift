import COpenSSLShim

/// SHA-256 of bytes that come piece by piece.
///
/// A value: a copy goes its own way, and `digest` may be asked at any time without ending the sequence.
public struct SHA256Hasher {
    private var state = State(martlet_sha256_new())

    public init() {}

    public mutating func update(_ bytes: [UInt8]) {
        update(bytes[...])
    }

    public mutating func update(_ bytes: ArraySlice<UInt8>) {
        if !isKnownUniquelyReferenced(&state) {
            state = State(martlet_sha256_copy(state.pointer))
        }
        bytes.withUnsafeBufferPointer { martlet_sha256_update(state.pointer, $0.baseAddress, $0.count) }
    }

    /// The digest of everything so far.
    public var digest: [UInt8] {
        let last = State(martlet_sha256_copy(state.pointer))
        return [UInt8](unsafeUninitializedCapacity: SHA256.length) { output, count in
            martlet_sha256_final(last.pointer, output.baseAddress)
            count = SHA256.length
        }
    }

    /// Owns the C hasher and frees it with its last reference.
    private final class State {
        let pointer: OpaquePointer?

        init(_ pointer: OpaquePointer?) {
            self.pointer = pointer
        }

        deinit {
            martlet_sha256_free(pointer)
        }
    }
}
