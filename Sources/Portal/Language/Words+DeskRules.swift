import Ticketing

/// Approvals that a rule of the desk asked for, and those that go with their ticket.
extension Words {
    /// Who asks, behind "asked by".
    func asker(_ approval: Approval) -> String {
        guard let rule = approval.deskRule else { return approval.author.label }
        return say(
            "the desk’s rule “\(rule)”, for \(approval.author.label)", "服务台规则“\(rule)”（申请人：\(approval.author.label)）")
    }
    /// On the timeline.
    func asked(byRule rule: String, for name: String) -> String {
        say("The desk’s rule “\(rule)” asked for approval, for \(name)", "服务台规则“\(rule)”为 \(name) 发起了审批")
    }
    var endingWithdraws: String {
        say(
            "Resolving, closing or cancelling withdraws the approval that it waits for.",
            "解决、关闭或取消工单会撤回正在等待的审批。")
    }
    var solvingWithdraws: String {
        say("This withdraws the approval that it waits for.", "这会撤回正在等待的审批。")
    }
}
