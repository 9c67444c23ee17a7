import Foundation
import Testing

@testable import InternetMessage

@Suite("RFC 5322 §3.3 – dates")
struct DateFieldTests {
    static let dates: [(field: String, iso: String?)] = [
        ("Thu, 02 Jan 2025 03:04:05 +0000", "2025-01-02T03:04:05Z"),
        ("Thu, 2 Jan 2025 03:04:05 +0800", "2025-01-01T19:04:05Z"),
        ("2 Jan 25 03:04 EST", "2025-01-02T08:04:00Z"),
        ("Fri, 21 Nov 97 09:55:06 -0600 (CST)", "1997-11-21T15:55:06Z"),
        ("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T15:55:06Z"),
        ("21-Nov-97 09:55:06 GMT", "1997-11-21T09:55:06Z"),
        ("Fri Nov 21 09:55:06 1997", "1997-11-21T09:55:06Z"),
        ("Fri Nov 21 09:55:06 PST 1997", "1997-11-21T17:55:06Z"),
        ("2005-01-02T03:04:05Z", "2005-01-02T03:04:05Z"),
        ("2005-01-02 03:04:05 +01:00", "2005-01-02T02:04:05Z"),
        ("2005-01-02T03:04:05.123-05:00", "2005-01-02T08:04:05Z"),
        ("Mon, 3 February 2020 10:00:00 GMT+0800", "2020-02-03T02:00:00Z"),
        ("Tue, 1 Jul 103 10:00:00 +0000", "2003-07-01T10:00:00Z"),
        ("Nov 21, 2019 4:05 PM", "2019-11-21T16:05:00Z"),
        ("Sat, 29 Feb 2020 23:59:60 -0000", "2020-03-01T00:00:00Z"),
        ("1 Jan 1970 00:00:00 Q", "1970-01-01T00:00:00Z"),
        ("Thu, 02 Jan 2025 03:04:05 +9999", "2025-01-02T03:04:05Z"),
        ("Thu, 02 Jan 99999 03:04:05 +0000", nil),
        ("Sun, 29 Feb 2021 10:00:00 +0000", nil),
        ("yesterday", nil), ("", nil), ("32 Jan 2025", nil), ("12345678901234567890 Jan 2025 1:1", nil),
        ("((((", nil),
    ]

    @Test(arguments: dates)
    func `every vintage is read`(field: String, iso: String?) {
        #expect(DateField.date(Array(field.utf8)) == iso.flatMap { try? Date($0, strategy: .iso8601) })
    }
}
