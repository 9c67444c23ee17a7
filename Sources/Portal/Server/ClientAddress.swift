import Glibc
import NIOCore

/// Whose requests these are, for limits: the peer, or what a trusted proxy says in front of it.
///
/// Security: `X-Forwarded-For` is text anybody can send. Only entries that trusted proxies added count, read from the
/// right; an entry that is not an address ends the reading.
struct ClientAddress: Sendable {
    private let networks: [Network]

    init(trusting proxies: [String]) {
        networks = proxies.compactMap(Network.init)
    }

    func client(peer: SocketAddress?, forwarded: [String]) -> String {
        guard let text = peer?.ipAddress, let address = IPAddress(text) else { return "local" }
        var client = address
        var hops = forwarded.flatMap { $0.split(separator: ",") }.suffix(20).map(String.init)
        while isTrusted(client), let hop = hops.popLast() {
            guard let next = IPAddress(hop.filter { $0 != " " }) else { break }
            client = next
        }
        return client.limited
    }

    private func isTrusted(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    private struct Network: Sendable {
        let address: IPAddress
        let bits: Int

        init?(_ text: String) {
            let parts = text.split(separator: "/", maxSplits: 1)
            guard let first = parts.first, let address = IPAddress(String(first)) else { return nil }
            let width = address.isV4 ? 32 : 128
            guard let bits = parts.count == 2 ? Int(parts[1]) : width, (0...width).contains(bits) else { return nil }
            self.address = address
            self.bits = address.isV4 ? bits + 96 : bits
        }

        func contains(_ other: IPAddress) -> Bool {
            address.isV4 == other.isV4
                && (0..<bits).allSatisfy { bit in
                    let mask = UInt8(0x80) >> UInt8(bit % 8)
                    return address.bytes[bit / 8] & mask == other.bytes[bit / 8] & mask
                }
        }
    }
}

/// An address of either family as sixteen bytes, IPv4 mapped into IPv6.
struct IPAddress: Sendable, Hashable {
    let bytes: [UInt8]
    let isV4: Bool

    init?(_ text: String) {
        var buffer = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &buffer) == 1 {
            bytes = [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + buffer.prefix(4)
            isV4 = true
        } else if inet_pton(AF_INET6, text, &buffer) == 1 {
            bytes = buffer
            isV4 = buffer.starts(with: [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF])
        } else {
            return nil
        }
    }

    /// What limits count: the address, or an IPv6 client's /64, of which it has all addresses.
    var limited: String {
        (isV4 ? bytes[12...] : bytes[..<8]).map { String($0, radix: 16) }.joined(separator: ":")
    }
}
