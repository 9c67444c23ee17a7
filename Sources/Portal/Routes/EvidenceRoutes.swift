import Hummingbird
import Ticketing

/// What proves the decisions of an approval: for those who see the mails of its ticket.
struct EvidenceRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/approvals/:id/evidence") { request, context in
            let page = try PageRequest(request, context, portal)
            return Response.page(EvidencePage(frame: page.frame, dossier: try await dossier(page)).html)
        }
        router.get("/approvals/:id/evidence.html") { request, context in
            let page = try PageRequest(request, context, portal)
            let dossier = try await dossier(page)
            return Response.download(
                EvidenceDocument.bytes(dossier, language: page.words.language.rawValue),
                name: EvidenceDocument.name(of: dossier.trail.item.approval.id))
        }
    }

    private func dossier(_ page: PageRequest) async throws -> EvidenceDossier {
        let item = try await portal.approval(page.parameter("id"), for: page.person)
        guard AccessPolicy.allows(.readInternal, on: item.ticket, to: page.person) else {
            throw PortalFailure.forbidden
        }
        return try await EvidenceCollector(approvals: portal.ports.approvals, ledger: portal.ports.ledger)
            .dossier(of: item.approval.id, at: portal.now())
    }
}
