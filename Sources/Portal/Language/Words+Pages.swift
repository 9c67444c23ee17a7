import Ticketing

extension Words {
    // Home and lists.
    func greeting(_ name: String) -> String { say("Hello, \(name)", "您好，\(name)") }
    var howToAsk: String { say("What can we help with? You can also write to", "需要什么帮助？也可以直接发邮件到") }
    var needsYou: String { say("Needs you", "需要您处理") }
    var underway: String { say("In progress", "处理中") }
    var done: String { say("Done", "已完成") }
    var all: String { say("All", "全部") }
    var open: String { say("Open", "未完成") }
    var seeAll: String { say("See all", "查看全部") }
    var nothingNeedsYou: String { say("Nothing is waiting for you.", "没有等待您处理的工单。") }
    var noRequests: String { say("You have no requests yet", "您还没有工单") }
    var noRequestsHint: String {
        say("Ask for help here, or write a mail; both end up on this page.", "在此提出需求，或直接写邮件，都会出现在这里。")
    }
    var noMatch: String { say("Nothing matches", "没有符合条件的工单") }
    var clearFilters: String { say("Clear filters", "清除筛选") }
    var filter: String { say("Filter", "筛选") }
    var text: String { say("Text", "关键词") }
    var anybody: String { say("Anybody", "所有人") }
    var unassigned: String { say("Unassigned", "未分派") }
    var assignedToMe: String { say("Assigned to me", "分派给我") }
    var allDesks: String { say("All desks", "全部服务台") }
    var anyState: String { say("Any status", "全部状态") }
    var openStates: String { say("Open (new, in progress, waiting)", "未完成（新建、处理中、等待）") }
    var due: String { say("Due", "承诺时间") }
    var anyDue: String { say("Any time", "不限") }
    var late: String { say("Late", "已超时") }
    func owed(_ step: ServiceStep) -> String {
        switch step {
        case .response: say("First response due", "首次响应截止")
        case .resolution: say("Resolution due", "解决截止")
        }
    }
    var views: String { say("Views", "视图") }
    var agentWork: String { say("Your desk", "您的服务台") }
    var inboxEmpty: String { say("Nothing here", "这里没有工单") }
    func updatedAt(_ moment: String) -> String { say("updated \(moment)", "更新于 \(moment)") }

    // New request.
    var newIntro: String {
        say(
            "Tell us what you need. You get a mail with a number, and every answer.", "告诉我们您需要什么。您会收到带编号的邮件，以及之后的每一次答复。"
        )
    }
    var subject: String { say("In a few words", "一句话说明") }
    var subjectHint: String { say("For example: the projector in room 3 has no picture", "例如：3 楼会议室投影没有画面") }
    var description: String { say("What happened, or what do you need?", "发生了什么，或者需要什么？") }
    var descriptionHint: String {
        say("Where, since when, and what you have tried.", "地点、开始时间，以及已经尝试过的办法。")
    }
    var kindQuestion: String { say("What is it?", "属于哪一类？") }
    var onBehalf: String { say("For somebody else: their mail address", "代他人提交：对方邮箱") }
    var submit: String { say("Send request", "提交") }
    var subjectMissing: String { say("Say in a few words what it is about", "请用一句话说明问题") }
    var subjectTooLong: String { say("Shorten the first line to 500 bytes", "一句话说明过长，请控制在 500 字节以内") }
    var descriptionMissing: String { say("Describe what you need", "请说明您的需求") }
    var chooseDesk: String { say("Which desk?", "哪个服务台？") }

    // Flash messages.
    func flash(_ flash: Flash) -> String {
        switch flash {
        case .created: say("We have your request. A mail with its number is on its way.", "我们已收到您的请求，带编号的邮件正在发出。")
        case .sent: say("Your message was sent.", "消息已发送。")
        case .noted: say("Note added.", "备注已添加。")
        case .saved: say("Saved.", "已保存。")
        case .solved: say("Marked as solved. Thank you!", "已标记为解决，谢谢！")
        case .reopened: say("Reopened. We will look at it again.", "已重新打开，我们会再次处理。")
        case .signedOut: say("You are signed out.", "您已退出登录。")
        case .signedIn: say("You are signed in.", "登录成功。")
        case .retried: say("It will be read again now.", "将立即重新处理。")
        case .wanted: say("It will be fetched at the next visit to its mailbox.", "下次访问其邮箱时将重新获取。")
        case .published: say("Published. Messages are written by it from now on.", "已发布，今后的邮件将使用此版本。")
        case .discarded: say("Draft discarded.", "草稿已丢弃。")
        case .rolledBack: say("The older version counts again.", "已恢复到旧版本。")
        case .due: say("It will be sent now.", "将立即发送。")
        case .duplicate: say("This was sent already; nothing was done twice.", "该操作已提交过，没有重复执行。")
        case .changedMeanwhile: say("Somebody changed this meanwhile. Look again, then send.", "其间有人修改过。请查看后再提交。")
        case .participantAdded: participantAdded
        case .asked: asked
        case .approvalWithdrawn: approvalWithdrawn
        case .decided: say("Your decision counts. Thank you!", "您的决定已生效，谢谢！")
        case .commented: commented
        case .delegated: say("Your substitute can decide from the first day on.", "代理人自开始日期起可代您审批。")
        case .revoked: say("Ended.", "已终止。")
        case .nothingChosen: say("Choose something first.", "请先选择。")
        case .digestChosen: digestChosen
        case .digestSent: digestSent
        case .digestEmpty: digestEmpty
        case .digestTooSoon: digestTooSoon
        case .refused: say("That was not possible in the present state.", "当前状态下无法执行此操作。")
        case .empty: say("Write something first.", "请先填写内容。")
        case .reported: say("The report is on its way.", "报表正在发出。")
        case .consented: say("Consent received. The mailbox is being visited now.", "授权成功，正在收取该邮箱。")
        }
    }

    // Sign-in.
    var signIn: String { say("Sign in", "登录") }
    var signInIntro: String {
        say("Everything also works by mail. Sign in to see all your requests.", "一切都可以通过邮件完成。登录后可查看您的全部工单。")
    }
    var byLink: String { say("With a link by mail", "通过邮件链接登录") }
    var byLinkHint: String {
        say("No password needed. The link works once, for 15 minutes.", "无需密码。链接 15 分钟内有效，仅可使用一次。")
    }
    var byPassword: String { say("With a password", "使用密码登录") }
    var mailAddress: String { say("Mail address", "邮箱地址") }
    var password: String { say("Password", "密码") }
    var sendLink: String { say("Send me a link", "发送登录链接") }
    var linkSentTitle: String { say("Look into your mailbox", "请查收邮件") }
    var linkSent: String {
        say(
            "If this address is known here, a mail with a link is on its way. It works once, for 15 minutes.",
            "如果该邮箱已登记，包含登录链接的邮件正在发出。链接 15 分钟内有效，仅可使用一次。")
    }
    var badCredentials: String { say("Address and password do not match.", "邮箱或密码不正确。") }
    var addressMissing: String { say("Enter your mail address", "请输入邮箱地址") }
    var linkTitle: String { say("Continue to sign in", "继续登录") }
    var linkIntro: String { say("Press the button to sign in on this device.", "点击按钮，在本设备上登录。") }
    var proceed: String { say("Continue", "继续") }
    var linkDead: String { say("This link has been used or is too old. Ask for a new one.", "该链接已使用或已过期，请重新获取。") }

    // Account.
    var name: String { say("Name", "姓名") }
    var newPassword: String { say("New password", "新密码") }
    var newPasswordAgain: String { say("New password, again", "再次输入新密码") }
    var currentPassword: String { say("Current password", "当前密码") }
    var passwordHint: String {
        say("At least 10 characters. A sentence is easiest to remember.", "至少 10 个字符，用一句话最容易记住。")
    }
    var setPassword: String { say("Set password", "设置密码") }
    var passwordShort: String { say("The new password needs at least 10 characters", "新密码至少需要 10 个字符") }
    var passwordLong: String { say("The new password is too long", "新密码过长") }
    var passwordsDiffer: String { say("The two new passwords differ", "两次输入的新密码不一致") }
    var passwordWrong: String { say("The current password is not right", "当前密码不正确") }
    var passwordEndsSessions: String {
        say("Setting a password signs you out on all other devices.", "设置密码后，其他设备上的登录会全部失效。")
    }
    var signOut: String { say("Sign out", "退出登录") }
    var signOutEverywhere: String { say("Sign out on all devices", "退出所有设备") }
    var sessions: String { say("Sessions", "登录状态") }
    var roles: String { say("Roles", "角色") }
    func role(_ role: Role) -> String {
        switch role {
        case .requester: say("Requester", "申请人")
        case .approver: say("Approver", "审批人")
        case .agent: say("Agent", "处理人员")
        case .lead: say("Lead", "组长")
        case .administrator: say("Administrator", "管理员")
        case .auditor: say("Auditor", "审计员")
        }
    }
}
