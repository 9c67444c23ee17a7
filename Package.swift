// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let log = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// The arrows of docs/architecture.md. `Tests/ArchitectureTests` reads the imports and holds them to the same table.
let package = Package(
    name: "martlet",
    products: [.executable(name: "martlet", targets: ["martlet"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // C libraries of Debian, one small target each.
        .systemLibrary(name: "CEtpan", providers: [.apt(["libetpan-dev"])]),
        .systemLibrary(name: "CGumbo", providers: [.apt(["libgumbo-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(
            name: "CICUShim",
            linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc"), .linkedLibrary("icudata")]),
        .target(
            name: "COpenSSLShim",
            linkerSettings: [.linkedLibrary("crypto"), .linkedLibrary("argon2")]),
        .target(
            name: "CVerifiedStream",
            linkerSettings: [.linkedLibrary("etpan"), .linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(name: "CChildProcess"),

        // Core: decisions, no I/O, no clock, no environment.
        .target(name: "UnicodeText", dependencies: ["CICUShim"], swiftSettings: strict),
        .target(name: "Cryptography", dependencies: ["COpenSSLShim"], swiftSettings: strict),
        .target(
            name: "InternetMessage", dependencies: ["UnicodeText", "Cryptography"], swiftSettings: strict),
        .target(name: "TemplateEngine", dependencies: ["UnicodeText"], swiftSettings: strict),
        .target(
            name: "Ticketing", dependencies: ["InternetMessage", "TemplateEngine", "Cryptography", "UnicodeText", log],
            swiftSettings: strict),

        // Shell: sockets, disks, clocks, chance.
        .target(
            name: "TicketStore",
            dependencies: [
                "Ticketing", "InternetMessage", "TemplateEngine", "Cryptography", "UnicodeText", "CSQLite", "CPostgres",
            ],
            swiftSettings: strict),
        .target(
            name: "MailGateway",
            dependencies: ["InternetMessage", "CChildProcess", nioCore, nioHTTP1, nioPosix, nioSSL, lifecycle, log],
            swiftSettings: strict),
        .target(
            name: "MailParser",
            dependencies: ["InternetMessage", "Cryptography", "CEtpan", "CGumbo", "CVerifiedStream", "CChildProcess"],
            swiftSettings: strict),
        .target(
            name: "Portal",
            dependencies: [
                "Ticketing", "InternetMessage", "TemplateEngine", "Cryptography", log, lifecycle,
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"), nioCore,
                nioHTTP1,
            ],
            resources: [.embedInCode("Static")],
            swiftSettings: strict),
        .executableTarget(
            name: "martlet",
            dependencies: [
                "UnicodeText", "Cryptography", "InternetMessage", "TemplateEngine", "Ticketing", "TicketStore",
                "MailGateway", "MailParser", "Portal", log, lifecycle, nioCore, nioPosix, "Yams",
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // Tests: a mirror of Sources.
        .target(
            name: "TestSupport", dependencies: ["Ticketing", "InternetMessage", "TemplateEngine"],
            path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(
            name: "InternetMessageTests",
            dependencies: ["InternetMessage", "UnicodeText", "Cryptography", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "CryptographyTests", dependencies: ["Cryptography"], swiftSettings: strict),
        .testTarget(
            name: "TemplateEngineTests", dependencies: ["TemplateEngine", "UnicodeText", "Cryptography"],
            swiftSettings: strict),
        .testTarget(
            name: "TicketingTests",
            dependencies: [
                "Ticketing", "InternetMessage", "TemplateEngine", "Cryptography", "MailParser", "TestSupport", log,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "TicketStoreTests",
            dependencies: [
                "TicketStore", "Ticketing", "InternetMessage", "TemplateEngine", "Cryptography", "TestSupport",
                log,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "MailGatewayTests",
            dependencies: ["MailGateway", "InternetMessage", "TestSupport", nioCore, nioPosix, nioSSL, lifecycle, log],
            swiftSettings: strict),
        .testTarget(
            name: "MailParserTests", dependencies: ["MailParser", "InternetMessage", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PortalTests",
            dependencies: [
                "Portal", "Ticketing", "InternetMessage", "TemplateEngine", "Cryptography", "TestSupport", log, nioCore,
                nioPosix, .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "Hummingbird", package: "hummingbird"),
            ],
            swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)
