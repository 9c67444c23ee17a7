import Ticketing

/// As what somebody is asked, and asking somebody else.
extension Words {
    /// Beside the name of whoever is asked.
    func standing(_ standing: ApproverStanding) -> String {
        switch standing {
        case .lead: say("as the desk's lead", "服务台组长")
        case .manager: say("as the requester's manager", "申请人的经理")
        case .group(let name): say("in the group \(name)", "\(name) 小组")
        case .role(let role): say("as \(self.role(role))", self.role(role))
        }
    }

    var vacantSeat: String { say("can decide no more; nobody has taken the place", "已不能审批，尚无人接替") }

    /// Names that stand for people, with the desk's groups.
    func approverNames(groups: [String]) -> String {
        let named = groups.map { "group:\($0)" }.joined(separator: listSeparator)
        return say(
            "“lead” is whoever leads the desk, “manager” the requester's manager, “role:approver” everybody with that role"
                + (named.isEmpty ? "." : "; groups: \(named)."),
            "lead 表示服务台组长，manager 表示申请人的经理，role:approver 表示所有具有该角色的人"
                + (named.isEmpty ? "。" : "；小组：\(named)。"))
    }

    func approversHint(groups: [String]) -> String {
        say("Mail addresses, one a line. ", "邮箱地址，每行一个。") + approverNames(groups: groups)
    }

    var replaceApprover: String { say("Ask somebody else", "更换审批人") }
    var replaceIntro: String {
        say(
            "Somebody else is asked in the place of an approver who has not decided, by a mail of their own. Answers to the old mail decide nothing any more.",
            "由其他人代替尚未决定的审批人，并向其发送新的审批邮件。对原邮件的答复不再有效。")
    }
    var replacedApprover: String { say("In whose place", "被更换的审批人") }
    var newApprover: String { say("Who is asked instead", "新的审批人") }
    func newApproverHint(groups: [String]) -> String {
        say("A mail address. ", "邮箱地址。") + approverNames(groups: groups)
    }

    func replaceProblem(_ refusal: ApprovalRefusal) -> String {
        switch refusal {
        case .alreadyDecided, .isExpired: self.refusal(refusal)
        default: askProblem(refusal)
        }
    }

    /// What is wrong with the name of an approver; nil where it is something else.
    func nameProblem(_ refusal: ApprovalRefusal) -> String? {
        switch refusal {
        case .unknownRole(let name):
            let known = ApproverStanding.roles.map(\.rawValue).joined(separator: listSeparator)
            return say(
                "“\(name.prefix(100))” is no role that decides; there are: \(known).",
                "没有可审批的角色“\(name.prefix(100))”；可用的有：\(known)。")
        case .unknownGroup(let name, _, let known):
            guard !known.isEmpty else {
                return say(
                    "There is no group “\(name.prefix(100))”: this desk has none.",
                    "没有小组“\(name.prefix(100))”：该服务台尚未设置小组。")
            }
            let names = known.joined(separator: listSeparator)
            return say(
                "There is no group “\(name.prefix(100))”; there are: \(names).",
                "没有小组“\(name.prefix(100))”；可用的有：\(names)。")
        case .nobody(.manager, _, let requester):
            return say(
                "\(requester) has no manager who could decide: name somebody by address, or have an administrator say who it is (martlet person manager).",
                "\(requester) 没有可审批的经理：请填写邮箱地址，或请管理员设置经理（martlet person manager）。")
        case .nobody(let standing, _, _):
            return say(
                "Nobody is there for “\(standing)”: name somebody by address.", "“\(standing)”目前没有人：请填写邮箱地址。")
        case .notSeated(let name):
            return say(
                "\(name.prefix(100)) has nothing to decide here, now or later.", "\(name.prefix(100)) 在此没有待审批的步骤。")
        case .seatedAlready(let name):
            return say("\(name.prefix(100)) is asked in this step already.", "\(name.prefix(100)) 已是该步骤的审批人。")
        default: return nil
        }
    }

    /// A change of the field `approver` on the timeline.
    func approverChange(_ change: FieldChange) -> String {
        switch (change.from, change.to) {
        case (let old?, let new?):
            say("\(new) is asked to decide instead of \(old)", "审批人由 \(old) 改为 \(new)")
        case (nil, let new?): say("\(new) is asked to decide again", "\(new) 重新成为审批人")
        case (let old, nil):
            say(
                "\(old ?? "-") can no longer decide, and nobody is there to take the place. Ask somebody else beside the approval, or name a lead, a manager or a member of the group.",
                "\(old ?? "-") 已不能审批，且没有可接替的人。请在审批处更换审批人，或补充组长、经理或小组成员。")
        }
    }
}
