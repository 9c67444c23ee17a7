import Hummingbird
import Ticketing

/// Attachments, whole texts and formatted mails of a ticket, for those who may read the entry they hang on.
struct FileRoutes {
    let portal: Portal

    func add(to router: Router<PortalContext>) {
        router.get("/requests/:number/attachments/:id") { request, context in
            try await attachment(PageRequest(request, context, portal))
        }
        router.get("/requests/:number/entries/:id/html") { request, context in
            try await mailFrame(PageRequest(request, context, portal))
        }
        router.get("/requests/:number/entries/:id/text") { request, context in
            try await wholeText(PageRequest(request, context, portal))
        }
    }

    private func attachment(_ page: PageRequest) async throws -> Response {
        let record = try await portal.record(page.parameter("number"), for: page.person)
        guard let id = AttachmentID(text: page.parameter("id")), record.holds(id) else {
            throw PortalFailure.notFound
        }
        let content = try await portal.ports.tickets.attachment(id)
        return .download(content.bytes, name: content.attachment.name)
    }

    private func wholeText(_ page: PageRequest) async throws -> Response {
        let record = try await portal.record(page.parameter("number"), for: page.person)
        guard let id = EntryID(text: page.parameter("id")), let entry = record.entries.first(where: { $0.id == id })
        else { throw PortalFailure.notFound }
        return .download(Array(entry.text.utf8), name: "\(record.ticket.number)-\(entry.id).txt")
    }

    private func mailFrame(_ page: PageRequest) async throws -> Response {
        let record = try await portal.record(page.parameter("number"), for: page.person)
        guard let id = EntryID(text: page.parameter("id")),
            let entry = record.entries.first(where: { $0.id == id }), let markup = SafeMarkup(of: entry)
        else { throw PortalFailure.notFound }
        var pictures = InlinePictures()
        for attachment in entry.attachments.prefix(MailFrame.mostPictures) {
            guard let contentID = attachment.contentID, attachment.size <= Int64(MailFrame.largestPicture) else {
                continue
            }
            pictures.pictures.append((contentID, try await portal.ports.tickets.attachment(attachment.id).bytes))
        }
        var response = Response.page(MailFrame(markup: markup, pictures: pictures).html)
        response.headers[.contentSecurityPolicy] = SecurityHeaders.mailPolicy
        response.headers[.referrerPolicy] = "no-referrer"
        return response
    }
}
