import Cryptography
import Hummingbird
import InternetMessage
import TemplateEngine
import Ticketing

/// Where administrators write, preview and publish what Martlet sends by itself.
struct TemplateRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/a/templates") { request, context in try await list(PageRequest(request, context, portal)) }
        router.get("/a/templates/:key") { request, context in try await show(PageRequest(request, context, portal)) }
        router.get("/a/templates/:key/edit") { request, context in
            let page = try PageRequest(request, context, portal)
            return try await edit(page, try TemplatePlace(page, try request.query))
        }
        router.post("/a/templates/:key/draft") { request, context in
            try await submit(PageRequest(request, context, portal))
        }
        router.post("/a/templates/:key/discard") { request, context in
            try await discard(PageRequest(request, context, portal))
        }
        router.post("/a/templates/:key/rollback") { request, context in
            try await rollBack(PageRequest(request, context, portal))
        }
        router.get("/a/templates/:key/compare") { request, context in
            try await compare(PageRequest(request, context, portal))
        }
        router.get("/a/templates/:key/preview") { request, context in
            try await preview(PageRequest(request, context, portal))
        }
        router.get("/a/templates/:key/preview/html") { request, context in
            try await previewFrame(PageRequest(request, context, portal))
        }
    }

    private func list(_ page: PageRequest) async throws -> Response {
        let desk = try page.request.query.filled("desk")
        guard page.mayAdminister(desk) || desk == nil && page.administersSome,
            desk.map({ portal.desks[$0] != nil }) ?? true
        else { throw PortalFailure.notFound }
        if desk == nil, !page.mayAdminister(nil), let own = page.administeredDesks.first {
            return .seeOther("/a/templates?desk=" + own.name.queryEscaped)
        }
        let catalog = try await portal.ports.templates.current()
        return .page(
            TemplateListPage(
                frame: page.frame, desk: desk, desks: page.administeredDesks, seesAll: page.mayAdminister(nil),
                catalog: catalog, drafts: try await portal.ports.templates.drafts(of: nil)
            ).html)
    }

    private func show(_ page: PageRequest) async throws -> Response {
        let place = try TemplatePlace(page, try page.request.query)
        let catalog = try await portal.ports.templates.current()
        guard catalog.published(place.slot.key) != nil else { throw PortalFailure.notFound }
        return .page(
            TemplatePage(
                frame: page.frame, form: page.form, place: place, desks: page.administeredDesks,
                seesAll: page.mayAdminister(nil), catalog: catalog,
                releases: try await portal.ports.templates.releases(of: place.slot.key),
                drafts: try await portal.ports.templates.drafts(of: place.slot.key).filter { $0.slot == place.slot }
            ).html)
    }

    private func edit(
        _ page: PageRequest, _ place: TemplatePlace, _ state: FormState = FormState(), problems: [String] = []
    ) async throws -> Response {
        let catalog = try await portal.ports.templates.current()
        let draft = try await portal.ports.templates.draft(place.slot, place.language)
        let published = catalog.published(place.slot.key, desk: place.slot.desk).flatMap {
            catalog.edition(place.slot.key, version: $0).writings[place.language]
        }
        return .page(
            TemplateEditPage(
                frame: page.frame, form: page.form, place: place, draft: draft,
                writing: draft?.writing ?? published ?? TemplateWriting(subject: "", text: "", html: nil),
                state: state, problems: problems, catalog: catalog
            ).html, status: state.isWrong || !problems.isEmpty ? .unprocessableContent : .ok)
    }

    /// Saves the draft, and publishes it where that is asked for and nothing is wrong with it.
    private func submit(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let place = try TemplatePlace(page, fields)
        let desk = portal.ports.templates
        let writing = TemplateWriting(
            subject: fields.filled("subject") ?? "", text: fields.lines("text") ?? "", html: fields.lines("html"))
        let author = page.person.address.description
        try await desk.save(
            writing, place.slot, place.language, by: author, replacing: fields.filled("saved").flatMap(DraftMark.date))
        guard fields["action"] == "publish" else { return .seeOther(place.path("/edit"), flash: .saved) }
        do {
            _ = try await desk.publish([place.language: writing], in: place.slot, by: author)
            return .seeOther(place.path(), flash: .published)
        } catch .store(let error) {
            throw error
        } catch {
            return try await edit(page, place, problems: page.words.refusal(error))
        }
    }

    private func discard(_ page: PageRequest) async throws -> Response {
        let place = try TemplatePlace(page, try await page.submitted())
        try await portal.ports.templates.discardDraft(place.slot, place.language)
        return .seeOther(place.path(), flash: .discarded)
    }

    private func rollBack(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let place = try TemplatePlace(page, fields)
        let version = fields.filled("version").flatMap { Int($0) }.flatMap { TemplateVersion(rawValue: $0) }
        guard version != nil || place.slot.desk != nil else { throw PortalFailure.badRequest("no version") }
        return try await page.once(fields) {
            do throws(TemplateRefusal) {
                try await portal.ports.templates.rollBack(
                    place.slot, to: version, by: page.person.address.description)
            } catch .unchanged {
                return (place.path(), .duplicate)
            } catch .store(let error) {
                throw error
            } catch {
                throw PortalFailure.notFound
            }
            return (place.path(), .rolledBack)
        }
    }

    private func compare(_ page: PageRequest) async throws -> Response {
        let fields = try page.request.query
        let place = try TemplatePlace(page, fields)
        let catalog = try await portal.ports.templates.current()
        let versions = ["from", "to"].compactMap { fields.filled($0).flatMap { Int($0) } }
            .compactMap { TemplateVersion(rawValue: $0) }
        let known = catalog.versions(of: place.slot.key)
        guard versions.count == 2, versions.allSatisfy(known.contains) else { throw PortalFailure.notFound }
        return .page(
            TemplateComparePage(frame: page.frame, place: place, from: versions[0], to: versions[1], catalog: catalog)
                .html)
    }

    private func preview(_ page: PageRequest) async throws -> Response {
        let fields = try page.request.query
        let place = try TemplatePlace(page, fields)
        return .page(
            TemplatePreviewPage(
                frame: page.frame, place: place, ticket: fields.filled("ticket") ?? "",
                outcome: try await outcome(page, place, fields), isDraft: fields["draft"] == "1"
            ).html)
    }

    private func previewFrame(_ page: PageRequest) async throws -> Response {
        let fields = try page.request.query
        guard case .rendered(let message) = try await outcome(page, TemplatePlace(page, fields), fields),
            let html = message.html
        else { throw PortalFailure.notFound }
        let logos = portal.desks.desks.compactMap(\.brand.picture).map { (contentID: $0.contentID, bytes: $0.png) }
        return .ownMail(
            InlinePictures(pictures: logos).shown(in: html), nonce: Base32.encode(portal.tokens.bytes(15)))
    }

    /// The message about the ticket that was asked for, or about the newest that the person may see.
    private func outcome(
        _ page: PageRequest, _ place: TemplatePlace, _ fields: FormFields
    ) async throws -> TemplatePreviewPage.Outcome {
        let catalog = try await portal.ports.templates.current()
        let draft = fields["draft"] == "1" ? try await portal.ports.templates.draft(place.slot, place.language) : nil
        let version =
            fields.filled("version").flatMap { Int($0) }.flatMap { TemplateVersion(rawValue: $0) }
            ?? catalog.published(place.slot.key, desk: place.slot.desk)
        let writing =
            draft?.writing ?? version.flatMap { catalog.edition(place.slot.key, version: $0).writings[place.language] }
        guard let writing else { throw PortalFailure.notFound }
        guard let record = try await sample(page, fields.filled("ticket")) else { return .noTicket }
        do {
            return .rendered(
                try portal.ports.preview.rendered(
                    writing, place.slot, place.language, about: record, at: portal.now()))
        } catch {
            return .wrong(page.words.templateError(error))
        }
    }

    private func sample(_ page: PageRequest, _ number: String?) async throws -> TicketRecord? {
        do {
            if let number { return try await portal.record(number.uppercased(), for: page.person) }
            let reach = PersonReach(page.person)
            var query = reach.limited(TicketQuery())
            query.limit = 1
            let newest = try await portal.ports.tickets.list(query).items.first
            guard let newest else { return nil }
            return try await portal.record(newest.number.description, for: page.person)
        } catch PortalFailure.notFound {
            return nil
        } catch StoreError.notFound {
            return nil
        }
    }
}
