import TicketStore
import Ticketing

/// Whether mail waits for a person.
struct LedgerExamination: Sendable {
    let configuration: Configuration

    /// None where the database is out of reach, which is a finding of its own.
    func findings() async -> [Finding] {
        do throws(StoreError) {
            let store = try await Installation.open(configuration, migrates: false)
            let finding: Finding
            do throws(StoreError) {
                finding = Self.finding(try await store.ledger.counts()[.parked] ?? 0)
            } catch {
                await store.close()
                throw error
            }
            await store.close()
            return [finding]
        } catch {
            return []
        }
    }

    private static func finding(_ parked: Int) -> Finding {
        guard parked > 0 else { return Finding("ledger", .ok, "no mail is parked") }
        return Finding(
            "ledger", .warning,
            parked == 1
                ? "1 mail is parked and waits for a person" : "\(parked) mails are parked and wait for a person",
            mend: "martlet mail list --state parked says why each is; martlet mail retry ID takes it through again")
    }
}
