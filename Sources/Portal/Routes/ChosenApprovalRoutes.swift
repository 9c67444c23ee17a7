import Hummingbird
import Ticketing

/// Several approvals at once: what was chosen is shown once more, each in the version that is then approved.
struct ChosenApprovalRoutes {
    /// A page's worth.
    static let most = 50

    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/approvals/chosen") { request, context in try await confirm(PageRequest(request, context, portal)) }
        router.post("/approvals/chosen") { request, context in
            guard context.visitor.session != nil else { throw PortalFailure.forged }
            return try await approve(PageRequest(request, context, portal))
        }
    }

    private func confirm(_ page: PageRequest) async throws -> Response {
        var items: [ApprovalCase] = []
        for id in try page.request.query.all("choice").prefix(Self.most) {
            if let item = try await open(id, page), !items.contains(where: { $0.approval.id == item.approval.id }) {
                items.append(item)
            }
        }
        guard !items.isEmpty else { return .seeOther("/approvals", flash: .nothingChosen) }
        return .page(ChosenApprovalsPage(frame: page.frame, form: page.form, person: page.person, items: items).html)
    }

    /// nil for what the person cannot decide.
    private func open(_ id: String, _ page: PageRequest) async throws -> ApprovalCase? {
        do {
            let item = try await portal.approval(id, for: page.person)
            return item.isOpen(to: page.person) ? item : nil
        } catch PortalFailure.notFound {
            return nil
        } catch StoreError.notFound {
            return nil
        }
    }

    /// Each by itself: what one comes to changes nothing about the others.
    private func approve(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let shown = fields.all("item").prefix(Self.most).compactMap(ShownApproval.init)
        guard !shown.isEmpty else { return .seeOther("/approvals", flash: .nothingChosen) }
        var results: [ChosenResultsPage.Result] = []
        for item in shown { results.append(try await approve(item, reason: fields["reason"] ?? "", page)) }
        return .page(ChosenResultsPage(frame: page.frame, results: results).html)
    }

    private func approve(
        _ shown: ShownApproval, reason: String, _ page: PageRequest
    ) async throws -> ChosenResultsPage.Result {
        let item: ApprovalCase
        do {
            item = try await portal.approval(shown.id.description, for: page.person)
        } catch StoreError.notFound {
            throw PortalFailure.notFound
        }
        let (words, program) = (page.frame(in: shown.version.language).words, portal.configuration.program)
        do {
            _ = try await portal.ports.approving.decide(
                .approved, reason: reason, contentVersion: shown.version.content, in: shown.id, by: page.actor,
                authentication: page.authentication,
                showing: { shown.version.page(ChosenApprovalsPage.shown($0, words), by: program) })
            return ChosenResultsPage.Result(item: item, refusal: nil)
        } catch ApprovalError.refused(let refusal) {
            return ChosenResultsPage.Result(item: item, refusal: refusal)
        }
    }
}

/// An approval as a form showed it.
struct ShownApproval: Sendable {
    let id: ApprovalID
    let version: ShownVersion

    init(id: ApprovalID, version: ShownVersion) {
        self.id = id
        self.version = version
    }

    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let id = ApprovalID(text: parts[0]), let version = ShownVersion(parts[1]) else {
            return nil
        }
        self.init(id: id, version: version)
    }

    var text: String { "\(id).\(version.text)" }
}
