import Cryptography

import struct Foundation.Date

/// Counts what could be guessing, in bounded memory, by digests of what is counted.
///
/// An address is slowed for each client by itself, so that somebody who guesses does not keep its owner out; only a
/// flood from everywhere slows the address as such, and a sign-in link works even then.
actor SignInThrottle {
    struct Limit: Sendable {
        let count: Int
        let seconds: Double
    }

    enum Subject: Sendable {
        case passwordOfAddress(String, client: String)
        case passwordsOfClient(String)
        case passwordFlood(String)
        case linksToAddress(String)
        case codesToAddress(String)
        case linksOfClient(String)
        case redemptionsOfClient(String)
        case badTokensOfClient(String)
        case requestsOfToken(String, limit: Int)
        case badLinksOfClient(String)
        /// By the link in a notice: each of them is told to the person by mail.
        case changesByLink(String)

        var limit: Limit {
            switch self {
            case .passwordOfAddress: Limit(count: 8, seconds: 900)
            case .passwordsOfClient: Limit(count: 40, seconds: 900)
            case .passwordFlood: Limit(count: 300, seconds: 3_600)
            case .linksToAddress: Limit(count: 5, seconds: 3_600)
            // With five tries for each, a guess of a million is right once in forty thousand hours.
            case .codesToAddress: Limit(count: 5, seconds: 3_600)
            case .linksOfClient: Limit(count: 30, seconds: 3_600)
            case .redemptionsOfClient: Limit(count: 30, seconds: 900)
            case .badTokensOfClient: Limit(count: 60, seconds: 60)
            case .requestsOfToken(_, let limit): Limit(count: limit, seconds: 60)
            case .badLinksOfClient: Limit(count: 30, seconds: 900)
            case .changesByLink: Limit(count: 10, seconds: 3_600)
            }
        }

        fileprivate var key: [UInt8] {
            let name =
                switch self {
                case .passwordOfAddress(let address, let client): "pa \(client) \(address)"
                case .passwordsOfClient(let client): "pc \(client)"
                case .passwordFlood(let address): "pf \(address)"
                case .linksToAddress(let address): "la \(address)"
                case .codesToAddress(let address): "ca \(address)"
                case .linksOfClient(let client): "lc \(client)"
                case .redemptionsOfClient(let client): "rc \(client)"
                case .badTokensOfClient(let client): "bt \(client)"
                case .requestsOfToken(let token, _): "rt \(token)"
                case .badLinksOfClient(let client): "bl \(client)"
                case .changesByLink(let person): "cl \(person)"
                }
            return SHA256.digest(of: Array(name.utf8))
        }
    }

    private struct Window {
        var count: Int
        var ends: Date
    }

    private static let capacity = 20_000
    private var windows: [[UInt8]: Window] = [:]

    /// Seconds to wait when the subject has had its share; nil when it may go on.
    func wait(for subjects: [Subject], at now: Date) -> Int? {
        subjects.compactMap { subject in
            guard let window = windows[subject.key], now < window.ends, window.count >= subject.limit.count else {
                return nil
            }
            return max(1, Int(window.ends.timeIntervalSince(now).rounded(.up)))
        }.max()
    }

    func count(_ subjects: [Subject], at now: Date) {
        for subject in subjects {
            var window = windows[subject.key] ?? Window(count: 0, ends: .distantPast)
            if now >= window.ends { window = Window(count: 0, ends: now.addingTimeInterval(subject.limit.seconds)) }
            window.count += 1
            windows[subject.key] = window
        }
        if windows.count > SignInThrottle.capacity { shed(at: now) }
    }

    /// Counts and answers in one step, for what is limited whether it succeeds or not.
    func admit(_ subjects: [Subject], at now: Date) -> Int? {
        if let seconds = wait(for: subjects, at: now) { return seconds }
        count(subjects, at: now)
        return nil
    }

    /// Takes back what `admit` counted, for what turned out to be no guess: an office behind one address signs in too.
    func takeBack(_ subjects: [Subject]) {
        for subject in subjects {
            guard let window = windows[subject.key], window.count > 0 else { continue }
            windows[subject.key]?.count -= 1
        }
    }

    func forget(_ subjects: [Subject]) {
        for subject in subjects { windows[subject.key] = nil }
    }

    /// What has ended goes first; if that is not enough, what counts least.
    private func shed(at now: Date) {
        windows = windows.filter { now < $0.value.ends }
        guard windows.count > SignInThrottle.capacity / 2 else { return }
        let kept = windows.sorted { $0.value.count > $1.value.count }.prefix(SignInThrottle.capacity / 2)
        windows = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
