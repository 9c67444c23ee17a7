import Ticketing

/// What proves a decision, on its page and in the file that is checked elsewhere.
extension Words {
    func evidenceTitle(_ id: ApprovalID) -> String { say("Evidence of approval \(id)", "审批 \(id) 的证据") }
    var evidenceIntro: String {
        say(
            "What was asked, of whom, who decided, and how that is known. Each record holds the digest of the one before; what it says of people is held as salted digests.",
            "记录了征求的事项、审批人、决定以及认定依据。每条记录都包含上一条记录的摘要；涉及个人的内容以加盐摘要的形式保存。")
    }
    var evidenceHolds: String { say("Everything here holds.", "以下内容全部核对一致。") }
    func evidenceFails(_ record: Int64?, _ fault: EvidenceFault) -> String {
        guard let record else { return say("Does not hold: \(fault)", "核对不一致：\(fault)") }
        return say("Record \(record) does not hold: \(fault)", "记录 \(record) 核对不一致：\(fault)")
    }
    var evidenceFile: String { say("Save all of it as one file", "保存为单个文件") }
    var evidenceFileHint: String {
        say("It can be checked without us: it says how.", "可脱离本系统独立核验，文件内有核验方法。")
    }
    var standingLabel: String { say("State", "状态") }
    var askedByLabel: String { say("Asked by", "发起人") }
    var endedAt: String { say("Settled", "结束时间") }
    var timesInUTC: String { say("All times are in UTC.", "所有时间均为 UTC。") }
    func askedVersion(_ version: Int64) -> String { say("What was asked, version \(version)", "审批事项，第 \(version) 版") }
    var contentDigest: String { say("Digest of the content (SHA-256)", "内容摘要（SHA-256）") }
    var files: String { say("Files", "文件") }
    var stepsAndDecisions: String { say("Steps and decisions", "步骤与决定") }
    var chainRecords: String { say("Records of the chain", "证据链记录") }
    func chainRecord(_ number: Int64) -> String { say("Record \(number)", "记录 \(number)") }
    var recordDigest: String { say("Digest of this text (SHA-256)", "本文摘要（SHA-256）") }
    var factName: String { say("Fact", "事项") }
    var factValue: String { say("Value", "内容") }
    var factSalt: String { say("Salt", "盐值") }
    var erasedFact: String { say("(erased)", "（已删除）") }
    var neighbours: String { say("Where it stands in the chain", "在证据链中的位置") }
    var neighboursIntro: String {
        say(
            "Digests of all records here and of other approvals' records right before or behind them. The last line is the end of the chain when this was made.",
            "列出此处所有记录及其前后属于其他审批的记录的摘要。最后一行为生成本文件时证据链的末端。")
    }
    var mailsOfIt: String { say("Mails and pages", "邮件与页面") }
    var shownPage: String { say("Shown to whoever decided", "决定者所见的页面") }
    var decidingMail: String { say("It decided", "作出决定的邮件") }
    var askingMail: String { say("It asked", "征求意见的邮件") }
    var noDigestYet: String {
        say("no record holds its digest: nobody decided by answering it", "没有记录包含其摘要：无人通过回复此邮件作出决定")
    }
    var erasedContent: String {
        say("(erased with a person; its digest is that of the records)", "（已随个人数据删除；摘要与记录一致）")
    }
    func absent(_ absence: EvidenceDossier.Mail.Absence) -> String {
        switch absence {
        case .gone: say("its bytes are not kept", "未保留原文")
        case .erased: say("erased with a person", "已随个人数据删除")
        case .holdsKey:
            say("left out while the approval waits, as it holds the approver's key", "审批期间不包含在内，因为邮件含有审批人的密钥")
        case .tooLarge: say("left out, as the file would be too large", "因文件过大而未包含")
        }
    }

    // The recipe.
    var recipeTitle: String { say("How to check this file", "如何核验此文件") }
    var recipeIntro: String {
        say(
            "It needs a shell with sed, grep, base64 and sha256sum, and nothing of ours. Put the file's own name in the first line.",
            "只需带有 sed、grep、base64 和 sha256sum 的命令行，无需本系统。请在第一行填写本文件的文件名。")
    }
    var recipeSteps: [String] {
        [
            say("The first loop writes what is embedded below into a folder.", "第一个循环把下方嵌入的内容写入一个文件夹。"),
            say(
                "sha256sum compares each file with the digest that a record holds of it: contents and their files, facts about people (salt and value), mails, and the records' own texts. All lines must say OK.",
                "sha256sum 将每个文件与记录中保存的摘要比较：审批内容及其文件、个人事项（盐值加内容）、邮件以及记录本身。每一行都必须显示 OK。"),
            say(
                "The second loop says nothing when each of these digests really stands in a record, or in the chain; a file’s, in the content.",
                "若每个摘要确实出现在某条记录或证据链中（文件的摘要出现在审批内容中），第二个循环不输出任何内容。"),
            say(
                "The third loop says nothing when each record holds the digest of the one before.",
                "若每条记录都包含上一条记录的摘要，第三个循环不输出任何内容。"),
            say(
                "That the chain itself was not written anew shows the head: compare the last line of CHAIN.txt with what was kept elsewhere (martlet approval verify prints it).",
                "要确认证据链没有被整体重写，请将 CHAIN.txt 最后一行与另行保存的值比较（martlet approval verify 会输出该值）。"),
        ]
    }
    var embedded: String { say("Embedded files, in base64", "嵌入的文件（base64）") }
}
