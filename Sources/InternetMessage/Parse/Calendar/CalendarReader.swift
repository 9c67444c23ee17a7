/// Reads content lines of a calendar up to the end of its first event.
///
/// - Standard: RFC 5545 §3.1 (content lines, folding), §3.3.11 (escapes in text)
struct CalendarReader {
    static let maximumBytes = 1 << 20
    static let maximumLines = 20_000

    private let lines: [[UInt8]]

    init(_ text: String) {
        lines = Self.unfolded(Array(text.utf8.prefix(Self.maximumBytes)))
    }

    private static func unfolded(_ bytes: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for line in bytes.split(whereSeparator: \.isLineEnd) {
            if line.first?.isBlank == true, let last = lines.indices.last {
                lines[last].append(contentsOf: line.dropFirst())
            } else if lines.count < maximumLines {
                lines.append(Array(line))
            }
        }
        return lines
    }

    mutating func event() -> CalendarInvitation? {
        var event = CalendarInvitation()
        // Names of the open components; only lines of the event itself count, not those of its alarms.
        var open: [[UInt8]] = []
        var isFound = false
        for line in lines {
            guard let property = Property(line) else { continue }
            switch property.name {
            case "BEGIN": if open.count < 20 { open.append(property.value.map(\.asciiLowercased)) }
            case "END":
                if isFound, open.last?.elementsEqual("vevent".utf8) == true { return event }
                _ = open.popLast()
            case "METHOD": if !isFound { event.method = Self.upper(property.value) }
            default:
                guard open.last?.elementsEqual("vevent".utf8) == true else { continue }
                isFound = true
                Self.take(property, into: &event)
            }
        }
        return isFound ? event : nil
    }

    private static func take(_ property: Property, into event: inout CalendarInvitation) {
        switch property.name {
        case "SUMMARY": event.summary = text(property.value)
        case "LOCATION": event.location = text(property.value)
        case "DTSTART": event.start = time(property)
        case "DTEND": event.end = time(property)
        case "DURATION": event.duration = line(property.value, limit: 40)
        case "RRULE": event.recurrence = line(property.value, limit: 200)
        case "STATUS": event.isCancelled = upper(property.value) == "CANCELLED"
        case "ORGANIZER": event.organizer = person(property)
        case "ATTENDEE": if event.attendees.count < 50 { event.attendees.append(address(property.value)) }
        default: break
        }
    }

    private static func time(_ property: Property) -> CalendarTime? {
        CalendarTime(parsing: property.value, zone: line(property.parameter("TZID") ?? [], limit: 80))
    }

    private static func person(_ property: Property) -> String {
        let name = line(property.parameter("CN") ?? [], limit: 100)
        let address = address(property.value)
        return name.isEmpty || name == address ? address : "\(name) <\(address)>"
    }

    private static func address(_ value: [UInt8]) -> String {
        line(value.startsIgnoringCase("mailto:") ? Array(value.dropFirst(7)) : value, limit: 320)
    }

    /// Escapes undone, on one line.
    private static func text(_ value: [UInt8]) -> String {
        var plain: [UInt8] = []
        var isEscaped = false
        for byte in value.prefix(4_000) {
            if isEscaped {
                plain.append(byte | 0x20 == UInt8(ascii: "n") ? 0x20 : byte)
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                plain.append(byte)
            }
        }
        return line(plain, limit: 500)
    }

    private static func line(_ bytes: [UInt8], limit: Int) -> String {
        HeaderText.clean(String(decoding: bytes.prefix(limit * 4), as: UTF8.self), limit: limit)
    }

    private static func upper(_ value: [UInt8]) -> String {
        String(decoding: value.prefix(40).filter(\.isASCIILetter).map { $0 & 0xDF }, as: UTF8.self)
    }

    /// `NAME;PARAMETER="value":value`
    private struct Property {
        var name: String
        private var parameters: [(name: String, value: [UInt8])] = []
        var value: [UInt8] = []

        init?(_ line: [UInt8]) {
            var index = 0
            while index < line.count, line[index].isASCIILetter || line[index] == 0x2D { index += 1 }
            guard index > 0, index < line.count else { return nil }
            name = String(decoding: line[..<index].map { $0.isASCIILetter ? $0 & 0xDF : $0 }, as: UTF8.self)
            while index < line.count, line[index] == UInt8(ascii: ";"), parameters.count < 50 {
                let start = index + 1
                var isQuoted = false
                index = start
                while index < line.count, isQuoted || (line[index] != 0x3B && line[index] != 0x3A) {
                    if line[index] == 0x22 { isQuoted.toggle() }
                    index += 1
                }
                add(line[start..<index])
            }
            guard index < line.count, line[index] == UInt8(ascii: ":") else { return nil }
            value = Array(line[(index + 1)...])
        }

        private mutating func add(_ parameter: ArraySlice<UInt8>) {
            guard let equals = parameter.firstIndex(of: 0x3D) else { return }
            let name = parameter[..<equals].map { $0.isASCIILetter ? $0 & 0xDF : $0 }
            let value = parameter[(equals + 1)...].filter { $0 != 0x22 }
            parameters.append((String(decoding: name, as: UTF8.self), value))
        }

        func parameter(_ name: String) -> [UInt8]? { parameters.first { $0.name == name }?.value }
    }
}
