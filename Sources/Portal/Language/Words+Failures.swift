extension Words {
    func failureTitle(_ failure: PortalFailure) -> String {
        switch failure {
        case .badRequest, .invalid: say("We did not understand this request", "无法理解该请求")
        case .unauthenticated: say("Sign in first", "请先登录")
        case .forbidden: say("You may not do this", "您没有权限")
        case .forged: say("This form is no longer valid", "表单已失效")
        case .notFound: say("Not found", "未找到")
        case .gone: say("No longer kept", "已不再保留")
        case .methodNotAllowed: say("Not possible this way", "不支持该操作方式")
        case .conflict: say("Changed meanwhile", "内容已被修改")
        case .tooLarge: say("Too large", "内容过大")
        case .unsupportedType: say("We cannot read this format", "不支持的格式")
        case .tooMany: say("Too many attempts", "请求过于频繁")
        case .unavailable: say("Busy for a moment", "服务暂时不可用")
        case .defect: say("Something went wrong on our side", "系统出错了")
        }
    }

    func failureText(_ failure: PortalFailure) -> String {
        switch failure {
        case .badRequest, .invalid: say("Go back and try again.", "请返回后重试。")
        case .unauthenticated: say("This page is for people who are signed in.", "登录后才能查看此页面。")
        case .forbidden: say("Ask an administrator if you need access.", "如需权限，请联系管理员。")
        case .forged:
            say("Go back, reload the page and send it again. Nothing was changed.", "请返回并刷新页面后重新提交。没有任何更改。")
        case .notFound:
            say("There is no such page, or it is not for you.", "该页面不存在，或您无权查看。")
        case .gone:
            say(
                "It was removed when its retention period ended, or erased with a person.",
                "保留期限已到，或已随个人数据删除。")
        case .methodNotAllowed: say("Go back and use the page's own buttons.", "请返回并使用页面上的按钮。")
        case .conflict: say("Somebody else was first. Look again, then repeat.", "其他人已先行修改。请查看后再操作。")
        case .tooLarge(let limit):
            say(
                "The limit is \(size(Int64(limit))). Shorten it, or send it by mail.",
                "上限为 \(size(Int64(limit)))。请缩短内容，或改用邮件发送。")
        case .unsupportedType: say("Send it in another format.", "请换一种格式提交。")
        case .tooMany(let seconds):
            say("Please wait \(seconds) seconds and try again.", "请等待 \(seconds) 秒后重试。")
        case .unavailable: say("Please try again in a few seconds. Mail still arrives.", "请稍后几秒再试。邮件仍会正常接收。")
        case .defect: say("It was noted. If it happens again, send us the number below.", "问题已记录。如再次出现，请把下面的编号发给我们。")
        }
    }

    var requestNumber: String { say("Request id", "请求编号") }
    var toHome: String { say("Go to the start page", "返回首页") }
}
