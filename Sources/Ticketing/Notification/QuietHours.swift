public import struct Foundation.Date
public import struct Foundation.TimeZone

/// A part of each day in which a person gets no notices, by the clock on their wall.
public struct QuietHours: Sendable, Hashable {
    /// Minutes of a day.
    public static let day = 1_440

    /// Minute of the day at which they begin.
    public let from: Int
    /// Minute of the day at which they are over; before `from` when that is on the next day.
    public let to: Int

    /// nil unless both are minutes of a day, and different ones.
    public init?(from: Int, to: Int) {
        guard (0..<Self.day).contains(from), (0..<Self.day).contains(to), from != to else { return nil }
        self.from = from
        self.to = to
    }

    /// Whether a minute of the day is one of them.
    public func contains(minute: Int) -> Bool {
        from < to ? (from..<to).contains(minute) : minute >= from || minute < to
    }

    /// `moment` itself when it is not quiet, else when it is quiet no longer.
    ///
    /// A night on which the clocks change is an hour shorter or longer. Where the clock skips the end, it is over as
    /// soon as the clock has gone as far as it would have without the change.
    public func end(from moment: Date, in zone: TimeZone) -> Date {
        let offset = zone.secondsFromGMT(for: moment)
        let day = Double(Self.day * 60)
        let local = moment.timeIntervalSince1970 + Double(offset)
        let second = local - (local / day).rounded(.down) * day
        guard second.isFinite, contains(minute: min(Int(second) / 60, Self.day - 1)) else { return moment }
        let wait = Double(to * 60) - second
        let plain = moment.addingTimeInterval(wait > 0 ? wait : wait + day)
        let change = zone.secondsFromGMT(for: plain) - offset
        let shifted = plain.addingTimeInterval(-Double(change))
        guard zone.secondsFromGMT(for: shifted) == zone.secondsFromGMT(for: plain) else { return max(plain, shifted) }
        return max(shifted, moment)
    }
}

/// The name of a time zone as people's places have it.
public enum ZoneName {
    /// Bytes of the longest that is looked at.
    public static let longest = 64

    /// The zone of an IANA name; nil for abbreviations, offsets and all that is none.
    public static func zone(_ name: String) -> TimeZone? {
        guard name.utf8.count <= longest, name == "UTC" || name.utf8.contains(UInt8(ascii: "/")),
            name.utf8.allSatisfy(isPlain)
        else { return nil }
        return TimeZone(identifier: name)
    }

    /// The zone of a name that was checked before; UTC where the system does not know it any more.
    static func known(_ name: String) -> TimeZone { TimeZone(identifier: name) ?? .gmt }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
