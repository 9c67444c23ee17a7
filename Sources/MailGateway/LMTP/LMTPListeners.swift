import Glibc
import NIOCore
import NIOPosix

/// Why a server could not listen.
public enum LMTPServerError: Error, Hashable, CustomStringConvertible {
    case cannotListen(ListenAddress, reason: String)
    /// Another process answers on this Unix socket.
    case socketInUse(path: String)

    public var description: String {
        switch self {
        case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
        case .socketInUse(let path): "another process listens on \(path)"
        }
    }
}

/// The bound sockets of a server: all of them, or none.
struct LMTPListeners: Sendable {
    private let channels: [any Channel]
    /// As bound, with the port the system chose.
    let addresses: [ListenAddress]

    init(_ wanted: [ListenAddress], _ bootstrap: ServerBootstrap, _ group: any EventLoopGroup) async throws {
        var channels: [any Channel] = []
        var addresses: [ListenAddress] = []
        do {
            for address in wanted {
                let channel = try await Self.bind(address, bootstrap, group)
                channels.append(channel)
                addresses.append(Self.bound(address, channel))
            }
        } catch {
            for channel in channels { channel.close(promise: nil) }
            throw error
        }
        self.channels = channels
        self.addresses = addresses
    }

    /// May be called again.
    func close() {
        for (channel, address) in zip(channels, addresses) where channel.isActive {
            if case .unix(let path) = address { _ = unlink(path) }
            channel.close(promise: nil)
        }
    }

    private static func bind(
        _ address: ListenAddress, _ bootstrap: ServerBootstrap, _ group: any EventLoopGroup
    ) async throws -> any Channel {
        if case .unix(let path) = address, await isAnswered(path, group) {
            throw LMTPServerError.socketInUse(path: path)
        }
        do {
            switch address {
            case .tcp(let host, let port):
                return try await bootstrap.bind(host: host, port: port).get()
            case .unix(let path):
                // Removes a stale socket, and nothing that is not a socket.
                let channel = try await bootstrap.bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true)
                    .get()
                guard chmod(path, 0o660) == 0 else {
                    channel.close(promise: nil)
                    throw IOError(errnoCode: errno, reason: "chmod")
                }
                return channel
            }
        } catch {
            throw LMTPServerError.cannotListen(address, reason: "\(error)")
        }
    }

    /// Whether somebody listens on the socket: then it is not stale.
    private static func isAnswered(_ path: String, _ group: any EventLoopGroup) async -> Bool {
        // A failure to connect is the answer, whatever its reason.
        guard let channel = try? await ClientBootstrap(group: group).connect(unixDomainSocketPath: path).get()
        else { return false }
        channel.close(promise: nil)
        return true
    }

    private static func bound(_ address: ListenAddress, _ channel: any Channel) -> ListenAddress {
        guard case .tcp = address, let local = channel.localAddress, let host = local.ipAddress, let port = local.port
        else { return address }
        return .tcp(host: host, port: port)
    }
}
