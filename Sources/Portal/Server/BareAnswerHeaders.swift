import HTTPTypes
import NIOCore
import NIOHTTP1

/// Puts the security fields on answers that no route and no middleware has seen: to what is not even HTTP.
///
/// - Standard: RFC 9112 §2.2 (400 to an invalid message)
final class BareAnswerHeaders: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let headers: SecurityHeaders

    init(headers: SecurityHeaders) {
        self.headers = headers
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.status.code >= 200,
            !head.headers.contains(name: HTTPField.Name.contentSecurityPolicy.rawName)
        else { return context.write(data, promise: promise) }
        for field in headers.fields where !head.headers.contains(name: field.name.rawName) {
            head.headers.add(name: field.name.rawName, value: field.value)
        }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
    }

    /// The handlers that are given to the HTTP library come too late in the channel to see encoded heads: this one puts
    /// the real one right behind the encoder, and is done.
    final class Installer: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = NIOAny

        private let headers: SecurityHeaders

        init(headers: SecurityHeaders) {
            self.headers = headers
        }

        func handlerAdded(context: ChannelHandlerContext) {
            let pipeline = context.pipeline.syncOperations
            do {
                let encoder = try pipeline.handler(type: HTTPResponseEncoder.self)
                try pipeline.addHandler(BareAnswerHeaders(headers: headers), position: .after(encoder))
            } catch {
                // No answer without its fields: rather none.
                context.close(promise: nil)
            }
        }
    }
}
