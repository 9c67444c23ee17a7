import TemplateEngine
import Ticketing

extension Words {
    var templatesTitle: String { say("Templates", "邮件模板") }
    var templatesIntro: String {
        say(
            "What Martlet writes by itself, in each language. Published versions never change; a new one takes their place.",
            "系统自动发送的邮件内容，按语言编辑。已发布的版本不会改变，只会被新版本取代。")
    }
    var administration: String { say("Administration", "管理") }
    func version(_ version: TemplateVersion) -> String { say("Version \(version)", "版本 \(version)") }
    var shipped: String { say("as shipped", "内置") }
    var ownOfDesk: String { say("this desk's own", "本服务台自有") }
    var languagesWord: String { say("Languages", "语言") }
    var draftWord: String { say("Draft", "草稿") }
    func draftBy(_ author: String, _ moment: String) -> String {
        say("Draft of \(author), \(moment)", "\(author) 的草稿，\(moment)")
    }
    func lagging(_ version: TemplateVersion) -> String {
        say("unchanged since version \(version)", "自版本 \(version) 起未更新")
    }
    var laggingHint: String {
        say(
            "Other languages were changed since. Check whether this one still says the same.",
            "其他语言已更新，请确认此语言的内容是否仍然一致。")
    }
    func missingLanguages(_ list: String) -> String { say("Not there in: \(list)", "缺少：\(list)") }
    var editAction: String { say("Edit", "编辑") }
    var previewAction: String { say("Preview", "预览") }
    var publishAction: String { say("Publish", "发布") }
    var saveDraft: String { say("Save draft", "保存草稿") }
    var discardDraft: String { say("Discard draft", "丢弃草稿") }
    var compareAction: String { say("Compare", "比较") }
    var rollBackAction: String { say("Return to this version", "恢复此版本") }
    var dropOwnAction: String { say("Use what all desks have", "改用所有服务台的模板") }
    var templateHistory: String { say("History", "历史") }
    var subjectPart: String { say("Subject", "主题") }
    var textPart: String { say("Text", "纯文本") }
    var htmlPart: String { say("HTML", "HTML") }
    var htmlHint: String { say("Leave empty for a message of text alone.", "留空则只发送纯文本。") }
    var variablesTitle: String { say("Variables", "变量") }
    var faultsTitle: String { say("This cannot be published yet", "暂时无法发布") }
    var adviceTitle: String { say("Advice", "建议") }
    var noFaults: String { say("No faults.", "未发现问题。") }
    var previewTicket: String { say("With the values of ticket", "使用工单的数据") }
    var previewTicketHint: String { say("A number such as IT-42", "例如 IT-42") }
    var noTicketToPreview: String { say("There is no such ticket.", "没有这个工单。") }
    var sameText: String { say("Both versions say the same.", "两个版本内容相同。") }
    func compared(_ old: TemplateVersion, _ new: TemplateVersion) -> String {
        say("Version \(old) and version \(new)", "版本 \(old) 与版本 \(new)")
    }
    func skippedLines(_ count: Int) -> String { say("… \(count) lines the same", "……相同的 \(count) 行") }
    var removedLine: String { say("removed", "删除") }
    var addedLine: String { say("added", "新增") }
    var otherLanguage: String { say("Another language", "其他语言") }
    var languageTagHint: String { say("A language tag such as pt or ko", "语言代码，例如 pt 或 ko") }
    var neverPublished: String { say("Nothing was changed here yet.", "尚未修改过。") }

    /// Between two sentences.
    var sentenceGap: String { say(". ", "。") }

    func part(_ part: TemplatePart) -> String {
        switch part {
        case .subject: subjectPart
        case .text: textPart
        case .html: htmlPart
        }
    }

    func release(_ kind: TemplateRelease.Kind) -> String {
        switch kind {
        case .published: say("published", "发布")
        case .rolledBack: say("returned to", "恢复")
        }
    }

    /// What a key is for; its own name for keys of an installation's own.
    func templateTitle(_ key: TemplateKey) -> String {
        switch key {
        case .acknowledgement: say("Acknowledgement", "收到确认")
        case .publicReply: say("Public reply", "回复")
        case .assignment: say("Assignment", "分派通知")
        case .statusChange: say("Status change", "状态变更")
        case .signInLink: say("Sign-in link", "登录链接")
        case .invitation: say("Invitation", "邀请")
        case .deliveryFailure: say("Delivery failure", "投递失败")
        case .note: say("Note to agents", "内部备注通知")
        case .newMessage: say("New message, to agents", "新消息通知")
        case .reminder: say("Reminder", "提醒")
        case .escalation: say("Escalation", "升级")
        case .resolved: say("Resolved: is it solved?", "已解决，请确认")
        case .reopened: say("Reopened", "重新打开")
        case .approvalRequest: say("Approval request", "审批请求")
        case .approvalReminder: say("Approval reminder", "审批提醒")
        case .approvalDecided: say("Approval decided", "审批结果")
        case .approvalExpired: say("Approval expired", "审批过期")
        case .substituteNamed: say("Substitute named", "代理人通知")
        case .approvalCode: say("Code for an approver", "审批验证码")
        case .approvalUnclear: say("Approval not understood", "审批回复不明确")
        case .approvalComment: say("Question or remark on an approval", "审批提问或说明")
        case .statusAnswer: say("Answer to a status query", "进度查询答复")
        case .digest: say("Digest", "摘要")
        case .report: say("Scheduled report", "定期报告")
        case .survey: say("Survey", "满意度调查")
        default: key.rawValue
        }
    }

    func fault(_ fault: TemplateFault) -> String {
        let place = fault.position.map { "\($0): " } ?? ""
        return place + faultReason(fault)
    }

    private func faultReason(_ fault: TemplateFault) -> String {
        switch fault.kind {
        case .unknownVariable(let name): say("{{\(name)}} is not a variable here", "此处没有变量 {{\(name)}}")
        case .unknownPartial(let name): say("there is no partial \(name)", "没有公共片段 \(name)")
        case .partialTooDeep(let name): say("partials are too deep at \(name)", "公共片段 \(name) 嵌套过深")
        case .unsafePlacement(let name):
            say("{{\(name)}} cannot be made safe in this place", "{{\(name)}} 不能安全地放在这个位置")
        case .unbalancedSection(let name):
            say(
                "the section \(name) begins and ends in different places of the HTML", "区块 \(name) 的开始和结束不在同一 HTML 层级")
        case .empty(let part): say("the \(part.rawValue) is empty", "\(self.part(part))为空")
        case .missingLanguage(let language): say("there is no template in \(language)", "缺少 \(language) 语言的模板")
        case .unfitFormat(let name): say("{{\(name)}} is no value for this format", "{{\(name)}} 的值不适用于此格式")
        case .markup(let fault): say(fault.reason, "邮件程序可能无法正确显示：\(fault.reason)")
        case .limit(let limit): say("a part exceeds the limit of \(limit.rawValue)", "超过上限 \(limit.rawValue)")
        }
    }

    func refusal(_ refusal: TemplateRefusal) -> [String] {
        switch refusal {
        case .unknownKey(let key): [say("There is no template \(key)", "没有模板 \(key)")]
        case .unknownDesk(let name): [say("There is no desk \(name)", "没有服务台 \(name)")]
        case .notForDesks(let key):
            [say("\(key) is the same for all desks", "\(key) 对所有服务台通用")]
        case .unknownVersion(let version, _): [say("There is no version \(version)", "没有版本 \(version)")]
        case .unchanged(let version):
            [say("Nothing changes: version \(version) says the same", "没有变化：与版本 \(version) 相同")]
        case .incomplete: [say("Subject and text are needed", "主题和纯文本不能为空")]
        case .syntax(let error): [templateError(error)]
        case .faults(let faults): faults.map(fault)
        case .store: [say("Please try again in a few seconds", "请稍后几秒再试")]
        }
    }

    func templateError(_ error: TemplateError) -> String {
        switch error {
        case .syntax(let fault, let position): "\(position): " + syntaxFault(fault)
        case .missing(let name, let position): "\(position): " + say("no value for {{\(name)}}", "变量 {{\(name)}} 没有值")
        default: "\(error)"
        }
    }

    private func syntaxFault(_ fault: TemplateSyntaxFault) -> String {
        switch fault {
        case .unclosedTag: say("{{ is not closed by }}", "{{ 没有对应的 }}")
        case .unescapedForm: say("there is no unescaped form: write {{name}}", "不支持不转义的写法，请使用 {{name}}")
        case .delimiterChange: say("the delimiters cannot be changed", "不能更改分隔符")
        case .invalidName(let name): say("\"\(name)\" is no name", "“\(name)”不是有效的名称")
        case .unclosedSection(let name): say("{{#\(name)}} is not closed", "区块 {{#\(name)}} 没有关闭")
        case .unexpectedClose(let name): say("{{/\(name)}} closes nothing here", "{{/\(name)}} 没有对应的开始")
        case .markupInWords(let name): say("the words of \(name) hold markup", "\(name) 的文字中包含标记")
        case .invalidFormat(let format): say("ICU cannot read the format \"\(format)\"", "ICU 无法识别格式“\(format)”")
        }
    }
}
