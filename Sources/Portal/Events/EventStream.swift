import HTTPTypes
import Hummingbird
import ServiceLifecycle
import Ticketing

/// The answer to `GET /api/v1/events`: server-sent events until either side goes.
///
/// - Standard: HTML Living Standard §9.2 (server-sent events)
struct EventStream: Sendable {
    let feed: EventFeed
    let person: Person

    func response(to request: Request) async throws -> Response {
        // Listening comes first, or what happens while the missed are read would be lost.
        let stream = try await feed.listen(as: person)
        var missed: [RecordedEvent] = []
        if let last = request.headers[.lastEventID].flatMap(Int64.init), last >= 0 {
            missed = try await feed.missed(since: last, by: person)
        }
        let caughtUp = missed
        let newest = caughtUp.last?.sequence ?? 0
        let body = ResponseBody { writer in
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                try await writer.write(ByteBuffer(string: "retry: 3000\n: martlet\n\n"))
                for event in caughtUp { try await writer.write(EventStream.frame(event)) }
                for await item in stream.cancelOnGracefulShutdown() {
                    switch item {
                    case .heartbeat: try await writer.write(ByteBuffer(string: ": \n\n"))
                    case .event(let event) where event.sequence > newest:
                        try await writer.write(EventStream.frame(event))
                    case .event: continue
                    }
                }
            }
            try await writer.finish(nil)
        }
        var response = Response(status: .ok, headers: [.contentType: "text/event-stream"], body: body)
        response.headers[.accelBuffering] = "no"
        return response
    }

    static func frame(_ event: RecordedEvent) -> ByteBuffer {
        let data: JSONValue = [
            "ticket": .string(event.ticket.description), "type": .string(event.type),
            "at": .string(event.at.rfc3339),
        ]
        var buffer = ByteBuffer(string: "id: \(event.sequence)\nevent: \(event.type)\ndata: ")
        buffer.writeBytes(data.bytes)
        buffer.writeString("\n\n")
        return buffer
    }
}
