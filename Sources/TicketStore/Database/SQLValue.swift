import Foundation
import Ticketing

/// A value as both databases know it. Times are integers: microseconds since 1970, UTC.
enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])
}

extension SQLValue {
    init(_ value: Int) { self = .integer(Int64(value)) }
    init(_ value: Int64?) { self = value.map(SQLValue.integer) ?? .null }
    init(_ value: String?) { self = value.map(SQLValue.text) ?? .null }
    init(_ value: [UInt8]?) { self = value.map(SQLValue.blob) ?? .null }
    init(_ value: Date?) { self = value.map { .integer($0.microseconds) } ?? .null }
    init(_ value: some RowIdentifier) { self = .integer(value.rawValue) }
    init(_ value: some RawRepresentable<String>) { self = .text(value.rawValue) }
}

extension Date {
    /// Since 1970, UTC; kept within what the column can hold.
    var microseconds: Int64 {
        let value = (timeIntervalSince1970 * 1_000_000).rounded()
        guard value.isFinite else { return 0 }
        return Int64(min(max(value, -4e18), 4e18))
    }

    init(microseconds: Int64) {
        self.init(timeIntervalSince1970: Double(microseconds) / 1_000_000)
    }
}

extension String {
    /// Without NUL, which PostgreSQL cannot keep in a text.
    var storable: String {
        guard utf8.contains(0) else { return self }
        return String(decoding: utf8.filter { $0 != 0 }, as: UTF8.self)
    }
}
