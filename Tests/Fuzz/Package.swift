// swift-tools-version: 6.2
import PackageDescription

// A package of its own: nothing of it burdens the build that people wait for. `script/fuzz` builds it.

let instrumented: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer", "-enable-testing"]),
]

let package = Package(
    name: "fuzz",
    dependencies: [.package(url: "https://github.com/apple/swift-nio", from: "2.101.0")],
    targets: [
        .systemLibrary(name: "CEtpan"),
        .systemLibrary(name: "CGumbo"),
        .target(
            name: "CICUShim",
            linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc"), .linkedLibrary("icudata")]),
        .target(name: "COpenSSLShim", linkerSettings: [.linkedLibrary("crypto"), .linkedLibrary("argon2")]),
        .target(
            name: "CVerifiedStream",
            linkerSettings: [.linkedLibrary("etpan"), .linkedLibrary("ssl"), .linkedLibrary("crypto")]),
        .target(name: "CChildProcess"),
        .target(name: "UnicodeText", dependencies: ["CICUShim"], swiftSettings: instrumented),
        .target(name: "Cryptography", dependencies: ["COpenSSLShim"], swiftSettings: instrumented),
        .target(name: "InternetMessage", dependencies: ["UnicodeText", "Cryptography"], swiftSettings: instrumented),
        // Of the core only what reads a decision out of a stranger's words.
        .target(
            name: "Ticketing", dependencies: ["InternetMessage", "UnicodeText"],
            sources: [
                "Approval/ApprovalDoubt.swift", "Approval/ApprovalEdges.swift", "Approval/ApprovalLanguage+Words.swift",
                "Approval/ApprovalLanguage.swift", "Approval/ApprovalLine.swift", "Approval/ApprovalReading.swift",
                "Approval/ApprovalRule.swift", "Approval/ApprovalVocabulary.swift", "Approval/ApprovalWords.swift",
            ],
            swiftSettings: instrumented),
        .target(
            name: "MailParser",
            dependencies: ["InternetMessage", "CEtpan", "CGumbo", "CVerifiedStream", "CChildProcess"],
            swiftSettings: instrumented),
        // Of the gateway only what reads strangers' bytes: no server, no daemon.
        .target(
            name: "MailGateway",
            dependencies: ["InternetMessage", "CChildProcess", .product(name: "NIOCore", package: "swift-nio")],
            sources: [
                "Child", "DNS/DNSAnswer.swift", "DNS/DNSName.swift", "DNS/DNSQuestion.swift", "DNS/DNSReader.swift",
                "DNS/DNSRecordKind.swift",
                "IMAP/IMAPAnswers.swift", "IMAP/IMAPCursor.swift",
                "LMTP/Acceptance.swift", "LMTP/CommandBytes.swift", "LMTP/ContentBudget.swift", "LMTP/DotDecoder.swift",
                "LMTP/LMTPCommand.swift",
                "LMTP/LMTPInput.swift", "LMTP/LMTPLimits.swift", "LMTP/LMTPReply.swift", "LMTP/LMTPSession.swift",
                "LMTP/PathScanner.swift", "Mailbox/MailboxStart.swift", "POP3/POP3List.swift", "POP3/POP3Plan.swift",
            ],
            swiftSettings: instrumented),
        .target(name: "Guard", path: "Guard"),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "InternetMessage", "Ticketing", "MailParser", "MailGateway", "CChildProcess", "Guard",
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            path: "Targets",
            swiftSettings: instrumented + [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]),
    ],
    cxxLanguageStandard: .cxx17
)
