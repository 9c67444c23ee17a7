public import InternetMessage

extension DeskDirectory {
    /// Keys of the configuration that name somebody by this address, as `desks[].groups`.
    public func keys(naming address: MailAddress) -> [String] {
        let named = [
            ("reports", desks.contains { $0.reports.contains { $0.readers.contains(address) } }),
            ("groups", desks.contains { $0.groups.values.contains { $0.contains(address) } }),
            ("approvals", desks.contains { $0.approvalRules.contains { $0.names(address) } }),
        ]
        return named.filter(\.1).map { "desks[].\($0.0)" }
    }
}

extension DeskRule {
    /// As who asks, who decides, or who may decide later.
    fileprivate func names(_ address: MailAddress) -> Bool {
        let deciders = steps.flatMap { $0.approvers + [$0.escalatesTo].compactMap { $0 } }
        return condition.from.contains(.address(address))
            || deciders.contains { name in
                guard case .mailbox(let mailbox)? = try? ApproverName(name) else { return false }
                return mailbox.address == address
            }
    }
}
