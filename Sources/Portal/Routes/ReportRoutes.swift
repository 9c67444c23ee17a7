import Cryptography
import Hummingbird
import InternetMessage
import Logging
import Ticketing

/// Figures of desks, and the mails that carry them: for leads, auditors and administrators.
struct ReportRoutes {
    let portal: Portal

    private var reports: ReportDesk { portal.ports.reports }

    func add(to router: Router<PortalContext>) {
        router.get("/a/reports") { request, context in try await show(PageRequest(request, context, portal)) }
        router.get("/a/reports/mail") { request, context in try await mail(PageRequest(request, context, portal)) }
        router.get("/a/reports/mail/html") { request, context in
            try await formatted(PageRequest(request, context, portal))
        }
        router.post("/a/reports/send") { request, context in try await send(PageRequest(request, context, portal)) }
    }

    private func show(_ page: PageRequest) async throws -> Response {
        let fields = try page.request.query
        let place = try ReportPlace(page, fields)
        let readers = try await readers(of: place).map(\.reader)
        // Only right after it was sent: a link cannot say so.
        let wasSent = page.context.visitor.flash == .reported
        let sent = fields["sent"] == "me" ? [ReportReader(page.person)] : readers
        return .page(
            ReportPage(
                frame: page.frame, toMe: page.form, toReaders: page.form, place: place,
                desks: portal.reportedDesks(for: page.person),
                report: try await reports.report(of: place.desk.name, place.period),
                isOver: place.period.end <= portal.now(), readers: readers,
                maySend: AccessPolicy.sendsReports(page.person, desk: place.desk.name), sent: wasSent ? sent : []
            ).html)
    }

    /// Everybody who gets the desk's reports of this kind by themselves.
    private func readers(of place: ReportPlace) async throws -> [(reader: ReportReader, language: String?)] {
        try await reports.readers(of: place.desk, place.period.cycle)
    }

    private func mail(_ page: PageRequest) async throws -> Response {
        let fields = try page.request.query
        let place = try ReportPlace(page, fields)
        let (chosen, all) = try await reader(page, place, fields)
        guard let message = try await message(to: chosen, about: place) else { throw PortalFailure.notFound }
        return .page(
            ReportMailPage(
                frame: page.frame, place: place, readers: all.map(\.reader), chosen: chosen.reader, message: message
            ).html)
    }

    private func formatted(_ page: PageRequest) async throws -> Response {
        let fields = try page.request.query
        let place = try ReportPlace(page, fields)
        let (chosen, _) = try await reader(page, place, fields)
        guard let html = try await message(to: chosen, about: place)?.html else { throw PortalFailure.notFound }
        return .ownMail(html, nonce: Base32.encode(portal.tokens.bytes(15)))
    }

    /// The reader whose mail is shown: oneself, or one of those who get it by themselves.
    private func reader(
        _ page: PageRequest, _ place: ReportPlace, _ fields: FormFields
    ) async throws -> (
        chosen: (reader: ReportReader, language: String?), all: [(reader: ReportReader, language: String?)]
    ) {
        let own = (reader: ReportReader(page.person), language: String?.none)
        let others = try await readers(of: place).filter { $0.reader.address != page.person.address }
        let all = [own] + others
        guard let wanted = fields.filled("reader") else { return (own, all) }
        guard let chosen = all.first(where: { $0.reader.address.key == wanted }) else { throw PortalFailure.notFound }
        return (chosen, all)
    }

    private func message(
        to reader: (reader: ReportReader, language: String?), about place: ReportPlace
    ) async throws -> SentMessage? {
        let report = try await reports.report(of: place.desk.name, place.period)
        return reports.message(report, desk: place.desk.name, to: reader.reader, language: reader.language)
            .flatMap { reports.preview($0, to: reader.reader) }.map { SentMessage($0) }
    }

    private func send(_ page: PageRequest) async throws -> Response {
        let fields = try await page.submitted()
        let place = try ReportPlace(page, fields)
        guard AccessPolicy.sendsReports(page.person, desk: place.desk.name) else { throw PortalFailure.forbidden }
        let isForMe = fields["to"] == "me"
        guard isForMe || fields["to"] == "readers" else { throw PortalFailure.badRequest("to") }
        return try await page.once(fields) {
            let readers =
                isForMe ? [(reader: ReportReader(page.person), language: String?.none)] : try await readers(of: place)
            let report = try await reports.report(of: place.desk.name, place.period)
            let messages = readers.compactMap {
                reports.message(report, desk: place.desk.name, to: $0.reader, language: $0.language)
            }
            guard !messages.isEmpty else { return (place.path(), .refused) }
            try await reports.send(messages)
            portal.logger.info(
                "report sent by hand",
                metadata: [
                    "desk": "\(place.desk.name)", "period": "\(place.period.cycle.rawValue)",
                    "from": "\(place.period.day?.description ?? "")", "readers": "\(messages.count)",
                    "by": "\(page.person.address)",
                ])
            return (place.path("", isForMe ? "&sent=me" : "&sent=readers"), .reported)
        }
    }
}
