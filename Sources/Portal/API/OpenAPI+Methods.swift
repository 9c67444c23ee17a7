extension OpenAPI {
    private static let described = paths

    /// The methods of one of the described paths, for `Allow`; nil where there is no such path.
    static func methods(at path: String) -> [String]? {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false)
        guard case .object(let paths) = described,
            case .object(let operations)? = paths.first(where: { matches(segments, $0.name) })?.value
        else { return nil }
        let names = operations.map(\.name).filter { $0 != "parameters" }
        return names.flatMap { $0 == "get" ? ["GET", "HEAD"] : [$0.uppercased()] }
    }

    private static func matches(_ segments: [Substring], _ template: String) -> Bool {
        let wanted = template.split(separator: "/", omittingEmptySubsequences: false)
        return wanted.count == segments.count
            && zip(wanted, segments).allSatisfy { $0 == $1 || $0.hasPrefix("{") && !$1.isEmpty }
    }
}
