public import Ticketing

/// What to do about a mailbox, for those who have no portal at hand.
public enum MailboxMend {
    /// In the language of the tag, else in English.
    public static func text(for trouble: MailboxTrouble, language: String) -> String {
        Words(PortalLanguage(tag: language) ?? .english).mend(trouble)
    }
}

extension Words {
    var mailboxes: String { say("Mailboxes", "邮箱") }
    var mailboxesIntro: String {
        say("The mailboxes that mail is fetched from, and how they are.", "用于收取邮件的邮箱及其状态。")
    }
    var noMailboxes: String { say("No mailboxes are configured", "未配置邮箱") }
    var noMailboxesHint: String {
        say("Mail comes from the MTA alone. Mailboxes are named in the configuration file.", "邮件仅由 MTA 投递。邮箱在配置文件中设置。")
    }
    func mailboxesNeedYou(_ count: Int) -> String {
        say(count == 1 ? "A mailbox needs you." : "\(count) mailboxes need you.", "有 \(count) 个邮箱需要您处理。")
    }
    var lookAtThem: String { say("Look at it", "查看") }
    var mailbox: String { say("Mailbox", "邮箱") }
    var lastVisit: String { say("Last visit", "最近收取") }
    var consent: String { say("Consent", "授权") }
    var whatToDo: String { say("What to do", "处理办法") }
    var nothingToDo: String { say("Nothing", "无需处理") }
    var never: String { say("Not yet", "尚未成功") }

    func health(_ health: MailboxHealth) -> String {
        switch health {
        case .waiting: say("Not visited yet", "尚未收取")
        case .healthy: say("Healthy", "正常")
        case .failing: say("Failing", "收取失败")
        case .consentMissing: say("Consent needed", "需要授权")
        case .consentEnding: say("Consent ends soon", "授权即将到期")
        case .consentEnded: say("Consent has ended", "授权已失效")
        }
    }

    func failing(since moment: String) -> String { say("since \(moment)", "自 \(moment) 起") }
    func ended(on moment: String) -> String { say("ended on \(moment)", "已于 \(moment) 失效") }
    func ends(on moment: String) -> String { say("ends on \(moment)", "将于 \(moment) 到期") }
    func taken(_ count: Int, _ moment: String) -> String {
        say("\(count) taken, \(moment)", "收取 \(count) 封，\(moment)")
    }
    func waiting(_ count: Int) -> String { say("at least \(count) more are waiting", "至少还有 \(count) 封待收取") }
    func leftTooLarge(_ count: Int) -> String {
        say("\(count) left in the mailbox: too large", "\(count) 封因过大留在邮箱中")
    }
    func leftUnreadable(_ count: Int) -> String {
        say("\(count) left in the mailbox: could not be fetched", "\(count) 封无法取出，留在邮箱中")
    }

    func signIn(_ signIn: MailboxRecord.SignIn) -> String {
        switch signIn {
        case .password: say("Password, needs none", "使用密码，无需授权")
        case .application: say("The application's own, needs none", "应用自身身份，无需授权")
        case .consent(let consent):
            switch consent.source {
            case .none: say("Nobody has consented yet", "尚无人授权")
            case .configured: say("Refresh token from the configuration", "刷新令牌来自配置文件")
            case .stored: say("Refresh token kept by the desk", "刷新令牌由服务台保存")
            }
        }
    }
    func obtained(_ moment: String) -> String { say("given on \(moment)", "颁发于 \(moment)") }
    var endUnknown: String { say("The provider does not say when it ends", "服务商未告知到期时间") }

    func trouble(_ trouble: MailboxTrouble) -> String {
        switch trouble {
        case .resolve: say("The server's name is not found.", "找不到服务器域名。")
        case .connect: say("The server does not take the connection, or broke it off.", "服务器拒绝或中断了连接。")
        case .timeout: say("The server does not answer in time.", "服务器响应超时。")
        case .tls: say("The connection could not be encrypted.", "无法建立加密连接。")
        case .certificate: say("The server's certificate is not valid.", "服务器证书无效。")
        case .startTLS: say("The server does not offer STARTTLS.", "服务器不支持 STARTTLS。")
        case .login: say("The server refuses the sign-in.", "服务器拒绝登录。")
        case .folder: say("The folder cannot be opened.", "无法打开文件夹。")
        case .server: say("The server refuses a command, or is not understood.", "服务器拒绝命令，或应答无法识别。")
        case .uniqueIDs: say("The server gives messages no unique-ids.", "服务器不提供邮件唯一标识（UIDL）。")
        case .consent: say("The provider no longer accepts the consent.", "服务商不再接受该授权。")
        case .token: say("The provider gives no access token.", "服务商未颁发访问令牌。")
        case .storage: say("The desk could not store what it read.", "服务台无法保存读取的内容。")
        case .process: say("The process that reads the mailbox failed.", "收取邮箱的进程出错。")
        }
    }

    func mend(_ trouble: MailboxTrouble) -> String {
        switch trouble {
        case .resolve:
            say("Check the host in mailboxes[].url, and this machine's DNS.", "请检查 mailboxes[].url 中的主机名和本机 DNS。")
        case .connect:
            say(
                "Check host and port in mailboxes[].url, and that no firewall is between.",
                "请检查 mailboxes[].url 中的主机和端口，以及防火墙。")
        case .timeout:
            say("Look whether the server is up; else raise mailboxes[].timeout.", "请确认服务器正常运行，或调大 mailboxes[].timeout。")
        case .tls:
            say(
                "Check that the port speaks TLS: imaps:// and pop3s:// from the first byte, imap:// and pop3:// by STARTTLS.",
                "请确认端口支持 TLS：imaps:// 和 pop3s:// 为直接加密，imap:// 和 pop3:// 为 STARTTLS。")
        case .certificate:
            say(
                "Renew the server's certificate, use the name that stands in it, or set mailboxes[].tls_ca_file for a private authority.",
                "请更新服务器证书、使用证书中的域名，或为私有 CA 设置 mailboxes[].tls_ca_file。")
        case .startTLS:
            say(
                "Use imaps:// or pop3s://, or turn STARTTLS on at the server.",
                "请改用 imaps:// 或 pop3s://，或在服务器上启用 STARTTLS。")
        case .login:
            say(
                "Check user and password; with tokens, that the account may use IMAP or POP3 and the scope names it.",
                "请检查用户名和密码；使用令牌时，请确认该账户已启用 IMAP 或 POP3，且 scope 包含相应权限。")
        case .folder: say("Check the folder at the end of mailboxes[].url.", "请检查 mailboxes[].url 末尾的文件夹名。")
        case .server: say("Usually passes by itself. If not, ask the server's postmaster.", "通常会自行恢复；否则请联系邮件服务器管理员。")
        case .uniqueIDs:
            say(
                "Set after: delete for this mailbox, or read it by IMAP.", "请将此邮箱设为 after: delete，或改用 IMAP 收取。")
        case .consent: say("Let the mailbox's owner consent again.", "请由邮箱所有者重新授权。")
        case .token:
            say(
                "Check token_url, client_id, client_secret and scope under mailboxes[].oauth.",
                "请检查 mailboxes[].oauth 下的 token_url、client_id、client_secret 和 scope。")
        case .storage: say("Look at database and disk: martlet doctor.", "请检查数据库和磁盘：martlet doctor。")
        case .process: say("Look at memory and the log; it is tried again.", "请检查内存和日志；系统会自动重试。")
        }
    }

    // Consent.
    var consentNow: String { say("Consent", "授权") }
    var consentAgain: String { say("Consent again", "重新授权") }
    func consentMend(_ host: String) -> String {
        say("Press the button and sign in at \(host) as the mailbox.", "点击按钮，并以该邮箱的身份登录 \(host)。")
    }
    var consentElsewhere: String {
        say(
            "Consent with the provider's own page, put the refresh token into the configuration and restart. With oauth.authorization_url this page does it.",
            "请在服务商页面授权，将刷新令牌写入配置文件后重启。设置 oauth.authorization_url 后可在本页面完成。")
    }
    var leaving: String { say("On to the provider", "正在前往服务商") }
    func leavingFor(_ host: String) -> String {
        say("You are going to \(host). Sign in there as the mailbox.", "即将前往 \(host)，请以该邮箱的身份登录。")
    }
    var consentFailed: String { say("There was no consent", "授权未完成") }
    var nothingChanged: String { say("Nothing was changed.", "没有任何更改。") }
    var startAgain: String { say("Back to the mailboxes", "返回邮箱列表") }

    func consentFailure(_ failure: ConsentFailure) -> String {
        switch failure {
        case .stale:
            say(
                "This was not started here, was finished already, or took longer than 15 minutes. Start again.",
                "该授权不是在此处发起、已经处理过，或超过了 15 分钟。请重新开始。")
        case .otherIssuer:
            say("The answer came from another server than the one that was asked.", "应答来自另一台服务器，而非所请求的服务器。")
        case .provider(code: "access_denied", _):
            say(
                "It was declined on the provider's page, or the application is not allowed there yet.",
                "在服务商页面上被拒绝，或该应用尚未获准。")
        case .provider(code: "invalid_scope", _):
            say("The provider does not know the scope: check oauth.scope.", "服务商不认识该权限范围，请检查 oauth.scope。")
        case .provider(code: "temporarily_unavailable", _), .provider(code: "server_error", _):
            say("The provider has trouble of its own. Try again later.", "服务商出现故障，请稍后再试。")
        case .provider: say("The provider reports an error.", "服务商报告了错误。")
        case .exchange: say("The provider gave a code, but no token for it.", "服务商返回了授权码，但未颁发令牌。")
        case .noRefreshToken:
            say(
                "The provider gave nothing that lasts. Microsoft wants offline_access in oauth.scope; Google wants access_type=offline&prompt=consent in oauth.authorization_url.",
                "服务商未颁发刷新令牌。微软需要在 oauth.scope 中加入 offline_access；谷歌需要在 oauth.authorization_url 中加入 access_type=offline&prompt=consent。"
            )
        }
    }
}
