import Ticketing

/// Talking about an approval without deciding, and what is asked beside its text.
extension Words {
    var approvalTalk: String { say("Questions and remarks", "提问与说明") }
    var askBack: String { say("Ask or remark, without deciding", "提问或说明（不作决定）") }
    func askBackHint(_ asks: Bool) -> String {
        asks
            ? say(
                "Goes to whoever asks, by mail. Everybody who may see this page can read it. It decides nothing.",
                "将通过邮件发送给发起人。可查看此页面的人均可看到。不构成审批决定。")
            : say(
                "Goes by mail to those who have not decided, with the request again. Everybody who may see this page can read it.",
                "将通过邮件连同审批请求再次发送给尚未决定的审批人。可查看此页面的人均可看到。")
    }
    var sendComment: String { say("Send without deciding", "发送（不作决定）") }
    var commented: String { say("It was sent. Nothing was decided.", "已发送，未作出任何决定。") }
    func aboutVersion(_ version: Int64) -> String { say("about version \(version)", "针对第 \(version) 版") }
    func commentOn(_ id: ApprovalID) -> String { say("on approval \(id)", "关于审批 \(id)") }

    func commentProblem(_ refusal: ApprovalRefusal) -> String {
        switch refusal {
        case .emptyText: say("Write what you want to ask or remark.", "请填写要提的问题或说明。")
        case .tooMany(_, let limit, _):
            say(
                "There are \(limit) already, which is the limit. Please use another way to talk.",
                "已达 \(limit) 条上限，请通过其他方式沟通。")
        default: self.refusal(refusal)
        }
    }

    // What is asked beside the text.
    var askedFields: String { say("Details, such as amount or cost center (optional)", "明细，例如金额或成本中心（选填）") }
    var askedFieldsHint: String {
        say("Approvers see them below the text. Both halves of a row, or neither.", "显示在审批事项下方。每行两项须同时填写或同时留空。")
    }
    func fieldLabel(_ row: Int) -> String { say("What \(row)", "名称 \(row)") }
    func fieldValue(_ row: Int) -> String { say("Value \(row)", "内容 \(row)") }
    var askedFiles: String { say("Files that belong to it", "相关文件") }
    var askedFilesHint: String {
        say(
            "Approvers may open these, and nothing else of the request. They go along with the mail up to 7 MB.",
            "审批人可打开这些文件，但看不到工单的其他内容。邮件附带的文件总计不超过 7 MB。")
    }
    var shownInText: String { say("in the text", "正文中的图片") }

    // What most requests do without.
    var askMore: String { say("More", "更多选项") }
    var askedDefault: String { say("If nobody decides in time", "逾期未决时") }
    var defaultOptions: [(String, String)] {
        [
            ("", say("It expires undecided", "审批失效")), ("approve", say("It counts as approved", "视为同意")),
            ("reject", say("It counts as refused", "视为拒绝")),
        ]
    }
    var defaultNeedsUntil: String { say("Say until when, too.", "请同时填写截止时间。") }
    var askedPassive: String {
        say("Only for information: their answers are kept and decide nothing", "仅供参考：记录其答复，但不影响结果")
    }
    var askedDue: String { say("Late after (hours)", "多少小时后视为逾期") }
    var askedDueHint: String { say("From 1 to 8,760.", "1 至 8760。") }
    var askedEscalation: String { say("Then also ask", "逾期后同时征求") }
    var askedEscalationHint: String {
        say("One address, or “lead”: may then decide in the place of whoever has not.", "一个邮箱地址或 lead：届时可代未决定的审批人决定。")
    }
    var dueUnreadable: String { say("Write a number of hours from 1 to 8760.", "请填写 1 至 8760 之间的小时数。") }
    var dueNeedsBoth: String { say("These two go together: after how long, and whom.", "逾期时间和逾期征求对象须同时填写。") }

    func contentProblem(_ refusal: ApprovalRefusal) -> String? {
        switch refusal {
        case .incompleteField(let half):
            say("“\(half.prefix(100))” lacks its other half.", "“\(half.prefix(100))”缺少对应的名称或内容。")
        case .fieldTooLong(let label, let limit, let actual):
            say(
                "“\(label.prefix(40))” is too long: \(actual) bytes, the limit is \(limit).",
                "“\(label.prefix(40))”过长：\(actual) 字节，上限 \(limit) 字节。")
        case .unknownFile: say("This file is not on the request any more.", "该文件已不在工单中。")
        default: nil
        }
    }
}
