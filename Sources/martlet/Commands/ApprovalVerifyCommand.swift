import ArgumentParser
import Foundation
import TicketStore
import Ticketing

struct ApprovalVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the chain of evidence, and each approval against it.",
        discussion: """
            Every record must have its digest and the one of the record before, facts about people those of their salts and \
            values, and the chain its end; contents, decisions and states must be what the records say. What was erased \
            holds. Exits 1 and names the first that does not hold. Keep the digest that it prints elsewhere: with it, a chain \
            that was written anew shows.
            """)

    @OptionGroup var options: CommonOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        let report = try await options.withInstallation { installation in
            try await EvidenceAudit(approvals: installation.store.approvals, ledger: installation.store.ledger)
                .run(at: Date())
        }
        let fault = report.fault.map { "\(words(for: $0.place)): \($0.what)" }
        switch format.format {
        case .json: StandardOutput.line(json(report, fault).text)
        case .text where fault == nil: StandardOutput.line(text(report))
        case .text: break
        }
        if let fault { throw CommandFailure(fault) }
    }

    private func words(for place: EvidenceAudit.Place) -> String {
        switch place {
        case .record(let sequence, let approval?): "record \(sequence), of approval \(approval)"
        case .record(let sequence, nil): "record \(sequence)"
        case .approval(let id): "approval \(id)"
        case .head: "the head"
        }
    }

    private func text(_ report: EvidenceAudit.Report) -> String {
        Terminal.table([
            ["records", "\(report.records)"], ["approvals", "\(report.approvals)"],
            ["erased facts", "\(report.erased)"], ["erased contents", "\(report.erasedContents)"],
            ["head", report.head.map { "\($0.sequence) \($0.digest)" } ?? "-"],
        ])
    }

    private func json(_ report: EvidenceAudit.Report, _ fault: String?) -> JSON {
        let head = report.head.map {
            JSON.object([("sequence", .integer($0.sequence)), ("sha256", .string($0.digest))])
        }
        return .object([
            ("records", .integer(Int64(report.records))), ("approvals", .integer(Int64(report.approvals))),
            ("erased_facts", .integer(Int64(report.erased))),
            ("erased_contents", .integer(Int64(report.erasedContents))), ("head", head ?? .null),
            ("fault", .optional(fault)),
        ])
    }
}
