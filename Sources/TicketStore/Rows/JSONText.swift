import Foundation
import Ticketing

/// Lists and tables of words in one column.
enum JSONText {
    static func encode(_ value: some Encodable) throws(StoreError) -> String {
        do {
            return String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
        } catch {
            throw .corrupt("a value cannot be written as JSON: \(error)")
        }
    }

    static func decode<Value: Decodable>(_ text: String?, _ type: Value.Type, or none: Value) throws(StoreError)
        -> Value
    {
        guard let text else { return none }
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw .corrupt("stored JSON cannot be read: \(error)")
        }
    }
}
