import Foundation

/// Where the configuration is: `--config`, `$MARTLET_CONFIG`, `./etc/martlet.yaml`, `/etc/martlet/martlet.yaml`.
enum ConfigurationFile {
    private static let places = ["etc/martlet.yaml", "/etc/martlet/martlet.yaml"]

    /// The first that is named or exists; nil when nothing is named and no file is there.
    static func path(option: String?) -> String? {
        if let option { return option }
        if let variable = ProcessInfo.processInfo.environment["MARTLET_CONFIG"], !variable.isEmpty { return variable }
        return places.first { FileManager.default.fileExists(atPath: $0) }
    }

    static func load(option: String?) throws -> Configuration {
        guard let path = path(option: option) else {
            throw CommandFailure(
                "there is no configuration: write etc/martlet.yaml (\(places[1]) elsewhere), or name it with --config")
        }
        return try Configuration(file: path)
    }
}
