import HTTPTypes
import Hummingbird

/// Health, readiness, metrics and static files: for programs, without sessions.
struct MachineRoutes {
    let counts: RequestCounts
    let readiness: @Sendable () async -> [ReadinessCheck]
    let metrics: @Sendable () async -> String

    func add(to router: Router<PortalContext>) {
        router.get("/healthz") { _, _ in Response.text("ok\n") }
        router.get("/readyz") { _, _ in await ready() }
        router.get("/metrics") { _, _ in
            var response = Response.text(await metrics() + counts.exposition)
            response.headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
            return response
        }
        router.get("/static/:file") { request, _ in try StaticFiles.response(for: request.uri.path) }
    }

    private func ready() async -> Response {
        let checks = await readiness()
        let isReady = checks.allSatisfy(\.isReady)
        let items = checks.map { check -> JSONValue in
            [
                "name": .string(check.name), "ready": .bool(check.isReady), "reason": .optional(check.reason),
            ]
        }
        return .json(
            ["ready": .bool(isReady), "checks": .array(items)], status: isReady ? .ok : .serviceUnavailable)
    }
}
