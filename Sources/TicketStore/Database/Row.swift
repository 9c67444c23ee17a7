import Foundation
import Ticketing

/// One row of a result, read by position. A value of another type than the schema says is `corrupt`.
struct Row: Sendable {
    let values: [SQLValue]

    func isNull(_ index: Int) -> Bool { self[index] == .null }

    func integer(_ index: Int) throws(StoreError) -> Int64 {
        guard case .integer(let value) = self[index] else { throw unexpected(index, "an integer") }
        return value
    }

    func text(_ index: Int) throws(StoreError) -> String {
        guard case .text(let value) = self[index] else { throw unexpected(index, "text") }
        return value
    }

    func blob(_ index: Int) throws(StoreError) -> [UInt8] {
        guard case .blob(let value) = self[index] else { throw unexpected(index, "bytes") }
        return value
    }

    func optionalInteger(_ index: Int) throws(StoreError) -> Int64? {
        isNull(index) ? nil : try integer(index)
    }

    func optionalText(_ index: Int) throws(StoreError) -> String? {
        isNull(index) ? nil : try text(index)
    }

    func optionalBlob(_ index: Int) throws(StoreError) -> [UInt8]? {
        isNull(index) ? nil : try blob(index)
    }

    func date(_ index: Int) throws(StoreError) -> Date {
        Date(microseconds: try integer(index))
    }

    func optionalDate(_ index: Int) throws(StoreError) -> Date? {
        isNull(index) ? nil : try date(index)
    }

    /// A word of a closed vocabulary.
    func word<Word: RawRepresentable<String>>(_ index: Int, _ type: Word.Type) throws(StoreError) -> Word {
        let text = try text(index)
        guard let word = Word(rawValue: text) else { throw .corrupt("'\(text)' is no \(Word.self)") }
        return word
    }

    func id<ID: RowIdentifier>(_ index: Int, _ type: ID.Type) throws(StoreError) -> ID {
        ID(rawValue: try integer(index))
    }

    private subscript(index: Int) -> SQLValue {
        values.indices.contains(index) ? values[index] : .null
    }

    private func unexpected(_ index: Int, _ wanted: String) -> StoreError {
        .corrupt("column \(index) of a result is not \(wanted)")
    }
}
