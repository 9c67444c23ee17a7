import InternetMessage
import Ticketing

import struct Foundation.Date

/// An approval's evidence in words: the same on its page and in the file that leaves the house.
struct EvidenceSections {
    let dossier: EvidenceDossier
    let words: Words
    /// Whether to link into the portal.
    let isInPortal: Bool

    private var trail: ApprovalTrail { dossier.trail }
    private var approval: Approval { trail.item.approval }

    /// What does not hold, found here and now.
    var fault: (record: Int64?, what: EvidenceFault)? {
        for record in trail.records {
            if let fault = record.fault { return (record.sequence, fault) }
        }
        return trail.fault.map { (nil, $0) }
    }

    var all: HTML {
        summary + .joined(trail.contents.map(content)) + decisions + records + chain + mails
    }

    private var summary: HTML {
        facts([
            (words.ticket, ticket), (words.standingLabel, standingTag(approval.state, words)),
            (words.askedByLabel, asker), (words.askedAt, exact(approval.createdAt)),
            (words.askedUntil, approval.expiresAt.map(exact)), (words.endedAt, approval.settledAt.map(exact)),
        ]) + paragraph(words.timesInUTC, style: "muted")
    }

    private var asker: HTML {
        approval.deskRule == nil ? personName(approval.author) : foreign(words.asker(approval))
    }

    private var ticket: HTML {
        let number = trail.item.ticket.number.description
        return isInPortal ? link("/requests/\(number)", number) : foreign(number)
    }

    private func exact(_ date: Date) -> HTML { tag("time", ["datetime": date.rfc3339], text(date.rfc3339)) }

    private func section(_ id: String, _ title: String, _ content: HTML...) -> HTML {
        tag(
            "section", ["class": "stack", "aria-labelledby": id],
            [tag("h2", ["id": id], text(title))] + content)
    }

    private func content(_ content: ApprovalContent) -> HTML {
        guard content.erasedDigest == nil else {
            return section(
                "c\(content.version)", words.askedVersion(content.version),
                tag("p", ["class": "muted"], text(words.erasedContent)),
                facts([(words.contentDigest, foreign(content.digest, style: "mono"))]))
        }
        return section(
            "c\(content.version)", words.askedVersion(content.version),
            tag("p", ["class": "m0 lead", "dir": "auto"], text(content.subject)),
            tag("div", ["class": "card msg", "dir": "auto"], text(content.text)),
            content.fields.isEmpty ? .empty : facts(content.fields.map { ($0.label, foreign($0.value)) }),
            content.files.isEmpty
                ? .empty
                : facts(
                    content.files.map { file in
                        (
                            file.name,
                            text(words.size(file.size) + " ") + foreign(file.sha256, style: "mono") + place(of: file)
                        )
                    }),
            facts([(words.contentDigest, foreign(content.digest, style: "mono"))]))
    }

    /// Under which name its bytes are embedded, or why they are not.
    private func place(of file: ApprovalContent.File) -> HTML {
        guard let held = dossier.files.first(where: { $0.file.sha256 == file.sha256 }) else { return .empty }
        if let absence = held.absence { return text(" · " + words.absent(absence)) }
        return text(" · ") + foreign(EvidenceFiles.name(of: held), style: "mono")
    }

    private var decisions: HTML {
        section(
            "d", words.stepsAndDecisions,
            .joined(
                approval.steps.map { step in
                    tag(
                        "div", ["class": "stack-s"],
                        tag(
                            "p", ["class": "m0"], tag("b", [:], text(words.askStep(Int(step.position)))),
                            text(" · "),
                            text(step.isPassive ? words.passiveStep : words.takes(step.rule, of: step.approvers.count))),
                        tag("ul", ["class": "plain"], step.approvers.map { tag("li", [:], line($0, step)) }))
                }))
    }

    private func line(_ approver: Person, _ step: ApprovalStep) -> HTML {
        guard let decision = step.decisions.first(where: { $0.approver.id == approver.id }) else {
            return personName(approver) + text(" · ") + tag("span", ["class": "muted"], text(words.notYetDecided))
        }
        return verdictTag(decision.verdict, words) + text(" ") + personName(decision.author)
            + (decision.author.id == approver.id ? .empty : text(" ") + foreign(words.standsIn(for: approver.label)))
            + text(" · \(words.channel(decision.channel)) · ") + exact(decision.at)
            + (decision.reason.isEmpty ? .empty : tag("div", ["class": "msg", "dir": "auto"], text(decision.reason)))
    }

    private var records: HTML {
        section("r", words.chainRecords, .joined(trail.records.map(record)))
    }

    private func record(_ record: EvidenceRecord) -> HTML {
        tag(
            "article", ["class": "stack-s", "id": "r\(record.sequence)"],
            tag("h3", [:], text(words.chainRecord(record.sequence))),
            tag("pre", ["class": "source"], text(record.record)),
            facts([(words.recordDigest, foreign(record.digest, style: "mono"))]),
            record.facts.isEmpty ? .empty : table(record.facts))
    }

    private func table(_ facts: [EvidenceRecord.Fact]) -> HTML {
        let heads = [words.factName, words.factValue, words.factSalt]
        return tag(
            "table", ["class": "cards"],
            tag("thead", [:], tag("tr", [:], heads.map { tag("th", ["scope": "col"], text($0)) })),
            tag(
                "tbody", [:],
                facts.map { fact in
                    tag(
                        "tr", [:], tag("td", ["data-label": heads[0]], text(fact.name)),
                        tag(
                            "td", ["data-label": heads[1], "class": "wide"],
                            fact.value.map { tag("div", ["class": "msg", "dir": "auto"], text($0)) }
                                ?? tag("span", ["class": "muted"], text(words.erasedFact))),
                        tag("td", ["data-label": heads[2], "class": "wide mono"], text(fact.salt ?? "")))
                }))
    }

    private var chain: HTML {
        section(
            "n", words.neighbours, paragraph(words.neighboursIntro),
            tag("pre", ["class": "source"], text(EvidenceFiles(dossier: dossier).chainText)))
    }

    private var mails: HTML {
        guard !dossier.mails.isEmpty else { return .empty }
        return section(
            "m", words.mailsOfIt, tag("ul", ["class": "plain"], dossier.mails.map { tag("li", [:], mail($0)) }))
    }

    private func mail(_ mail: EvidenceDossier.Mail) -> HTML {
        let name = EvidenceFiles.name(of: mail)
        let label: String
        var shown = foreign(name, style: "mono")
        switch mail.kind {
        case .deciding(let id):
            label = words.decidingMail
            if isInPortal { shown = link("/a/mail/\(id)", name) }
        case .asking: label = words.askingMail
        case .page: label = words.shownPage
        }
        return shown + text(" · \(label) · ")
            + (mail.digest.map { foreign($0, style: "mono") } ?? text(words.noDigestYet))
            + (mail.absence.map { text(" · " + words.absent($0)) } ?? .empty)
    }
}

/// The evidence in the portal.
struct EvidencePage {
    let frame: PageFrame
    let dossier: EvidenceDossier

    private var words: Words { frame.words }

    var html: HTML {
        let sections = EvidenceSections(dossier: dossier, words: words, isInPortal: true)
        let item = dossier.trail.item
        let title = words.evidenceTitle(item.approval.id)
        let ticket = item.ticket.number.description
        return frame.page(
            title, at: .inbox,
            backLink("/requests/\(ticket)", ticket)
                + div(
                    "stack-lg",
                    div(
                        "stack", tag("h1", [:], text(title)), paragraph(words.evidenceIntro),
                        sections.fault.map {
                            Banner.note(words.evidenceFails($0.record, $0.what), style: "bad")
                        } ?? Banner.status(words.evidenceHolds, style: "ok"),
                        div(
                            "row",
                            link("/approvals/\(item.approval.id)/evidence.html", words.evidenceFile, style: "btn"),
                            tag("span", ["class": "hint"], text(words.evidenceFileHint)))),
                    sections.all))
    }
}
