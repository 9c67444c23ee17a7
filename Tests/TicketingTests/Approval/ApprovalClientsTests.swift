import InternetMessage
import Testing

@testable import Ticketing

@Suite("Answers as mail clients write them") struct ApprovalClientsTests {
    @Test(arguments: Self.all)
    private func `what is quoted decides nothing, and what is written does`(
        mail: ApproverMail, expected: ApprovalReading
    ) throws {
        let message = try mail.message
        #expect(ApprovalReading(message) == expected, "\(message.fresh)")
    }

    private typealias Case = (mail: ApproverMail, expected: ApprovalReading)
    private static let all: [Case] = [outlook, google, apple, tencent, alibaba, others].flatMap { $0 }

    /// Short lines above a client's own are often names, which belong to the signature.
    @Test(arguments: [
        "APPROVE\n\nREJECT\nSent from my iPhone", "APPROVE\n\nReject\n\nSent from my iPhone",
        "Approved\n\nNot Approved\nSent from my iPhone", "同意\n\n不同意\n发自我的iPhone", "同意\n\n驳回\n\n发自我的 iPhone",
        "承認\n\n却下\niPhoneから送信", "Genehmigt\n\nNicht Genehmigt\nVon meinem iPhone gesendet",
        "APPROVE\n\nSent from my iPhone\n\nREJECT", "APPROVE\n\nRegards\nI Reject\nSent from my iPhone",
        "승인\n\n반려\n나의 iPhone에서 보냄", "موافق\n\nمرفوض\nأُرسلت من الـ iPhone",
        "Отклонено\n\nСогласовано\nОтправлено с iPhone", "Refusé\n\nBon Pour Accord\nEnvoyé de mon iPhone",
    ])
    func `no word of the other kind is taken for a name`(text: String) throws {
        let message = try ApproverMail(client: "a phone", text: text).message
        #expect(ApprovalReading(message) == .unclear(.opposite), "\(message.fresh)")
    }

    private static let outlookFields = """
        From: IT Support <support+k3y@desk.example>
        Sent: Sunday, November 29, 2026 10:15 AM
        To: Anna Li <anna@customer.example>
        Subject: [IT-42] Your approval is needed: A laptop
        """

    private static let outlook: [Case] = [
        (
            ApproverMail(
                client: "Outlook for Windows, text",
                text: "APPROVE\n\n \n\nAnna Li\nHead of Finance\n\n \n\n\(outlookFields)\n\n \n\n\(AskedWords.text)\n"),
            .approve(reason: "Anna Li\nHead of Finance")
        ),
        (
            ApproverMail(
                client: "Outlook for Windows, HTML alone",
                html: """
                    <html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang="EN-US"><div class="WordSection1">
                    <p class="MsoNormal">Rejected.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p>
                    <p class="MsoNormal">Please ask for a cheaper one.<o:p></o:p></p>
                    <p class="MsoNormal"><o:p>&nbsp;</o:p></p>
                    <div><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">
                    <p class="MsoNormal"><b>From:</b> IT Support &lt;support+k3y@desk.example&gt;<br>
                    <b>Sent:</b> Sunday, November 29, 2026 10:15 AM<br><b>To:</b> Anna Li<br>
                    <b>Subject:</b> [IT-42] A laptop<o:p></o:p></p></div></div>
                    <p class="MsoNormal"><o:p>&nbsp;</o:p></p>\(AskedWords.html)</div></body></html>
                    """),
            .reject(reason: "Please ask for a cheaper one.")
        ),
        (
            ApproverMail(
                client: "Outlook on the web, Chinese", subject: "答复: [IT-42] 请您审批",
                text: "同意，谢谢\n________________________________\n发件人: IT 服务台 <support+k3y@desk.example>\n"
                    + "发送时间: 2026年11月29日 10:15\n收件人: Anna Li\n主题: [IT-42] 请您审批\n\n\(AskedWords.text)",
                html: """
                    <html><body dir="ltr"><div class="elementToProof">同意，谢谢</div><div id="appendonsend"></div>
                    <hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">
                    <b>发件人:</b> IT 服务台<br><b>发送时间:</b> 2026年11月29日 10:15<br><b>主题:</b> [IT-42]</div>
                    \(AskedWords.html)</body></html>
                    """),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "Outlook for iOS",
                text:
                    "Approved, thanks!\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n"
                    + "\(outlookFields)\n\n\(AskedWords.text)",
                html: """
                    <html><body><div dir="ltr">Approved, thanks!</div><div id="ms-outlook-mobile-signature" dir="ltr">
                    <div><br></div>Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div>
                    <div id="mail-editor-reference-message-container"><hr><div>\(AskedWords.html)</div></div></body></html>
                    """),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "Outlook with a server's banner",
                text: "CAUTION: This email originated from outside of the "
                    + "organization. Do not click links.\n\nAPPROVE\n\n\(outlookFields)\n\n\(AskedWords.text)"),
            .approve(reason: "")
        ),
    ]

    private static let google: [Case] = [
        (
            ApproverMail(
                client: "Gmail",
                text: "*APPROVE*\n\nOn Sun, Nov 29, 2026 at 10:15 AM IT Support <support+k3y@desk.example>\nwrote:\n\n"
                    + AskedWords.marked,
                html: """
                    <div dir="ltr"><b>APPROVE</b></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr"
                    class="gmail_attr">On Sun, Nov 29, 2026 at 10:15 AM IT Support wrote:<br></div><blockquote
                    class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc">\(AskedWords.html)</blockquote></div>
                    """),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "Gmail, Chinese, HTML alone", subject: "回复：[IT-42] 请您审批",
                html: """
                    <div dir="auto">批准<div dir="auto"><br></div><div dir="auto">预算内</div></div><br>
                    <div class="gmail_quote"><div dir="ltr" class="gmail_attr">IT 服务台 &lt;support+k3y@desk.example&gt;
                    于2026年11月29日周日 10:15写道：<br></div><blockquote class="gmail_quote">\(AskedWords.html)</blockquote></div>
                    """),
            .approve(reason: "预算内")
        ),
        (
            ApproverMail(
                client: "Gmail, below the quotation",
                text:
                    "On Sun, Nov 29, 2026 at 10:15 AM IT Support <support+k3y@desk.example> wrote:\n\(AskedWords.marked)\n\n"
                    + "REJECT\n"),
            .reject(reason: "")
        ),
        (
            ApproverMail(
                client: "Gmail, both words",
                text: "APPROVE\n\nOn Sun, Nov 29, 2026 at 10:15 AM IT Support "
                    + "<support+k3y@desk.example> wrote:\n> A laptop\n\nREJECT\n"),
            .unclear(.opposite)
        ),
        (
            ApproverMail(
                client: "Gmail for Android, a quotation alone",
                text:
                    "\n\nOn Sun, Nov 29, 2026, 10:15 IT Support <support+k3y@desk.example> wrote:\n\n\(AskedWords.marked)"
            ),
            .unclear(.notWrittenNow)
        ),
        (
            ApproverMail(
                client: "Samsung's mail",
                text:
                    "Declined\nNo budget this quarter.\n\n\nSent from my Galaxy\n\n\n-------- Original message --------\n"
                    + "From: IT Support <support+k3y@desk.example>\nDate: 29/11/2026 10:15 (GMT+08:00)\n"
                    + "To: anna@customer.example\nSubject: [IT-42] A laptop\n\n\(AskedWords.text)"),
            .reject(reason: "No budget this quarter.")
        ),
    ]

    private static let apple: [Case] = [
        (
            ApproverMail(
                client: "Mail on an iPhone, Chinese", subject: "回复：[IT-42] 请您审批",
                text: "同意\n\n发自我的 iPhone\n\n> 在 2026年11月29日，10:15，IT 服务台 <support+k3y@desk.example> 写道：\n> \n"
                    + AskedWords.marked),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "Mail on an iPhone, HTML alone",
                html: """
                    <html><head></head><body dir="auto">Not approved<div><br></div><div dir="ltr">Sent from my iPhone</div>
                    <div dir="ltr"><br><blockquote type="cite">On Nov 29, 2026, at 10:15, IT Support
                    &lt;support+k3y@desk.example&gt; wrote:<br><br></blockquote></div><blockquote type="cite">
                    <div dir="ltr">\(AskedWords.html)</div></blockquote></body></html>
                    """),
            .reject(reason: "")
        ),
        (
            ApproverMail(
                client: "Mail on a Mac, Japanese",
                text: "承認いたします。\n\n鈴木\n\n> 2026/11/29 10:15、ITサポート <support+k3y@desk.example>のメール:\n> \n"
                    + AskedWords.marked, parameters: "; format=flowed; delsp=yes"),
            .approve(reason: "鈴木")
        ),
        (
            ApproverMail(
                client: "Mail on an iPad, French",
                text: "Approuvé, merci\n\nEnvoyé de mon iPad\n\n> Le 29 nov. 2026 à 10:15, IT Support "
                    + "<support+k3y@desk.example> a écrit :\n> \n\(AskedWords.marked)"),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "Mail on an iPhone, Arabic",
                text:
                    "\u{200F}موافق، شكرًا\n\nأُرسلت من الـ iPhone\n\n> في ٢٩‏/١١‏/٢٠٢٦، الساعة ١٠:١٥ ص، كتب/كتبت IT Support "
                    + "<support+k3y@desk.example>:\n> \n\(AskedWords.marked)"),
            .approve(reason: "")
        ),
    ]

    private static let tencent: [Case] = [
        (
            ApproverMail(
                client: "QQ Mail", subject: "回复：[IT-42] 请您审批",
                text: "同意\n\n\n\n\n------------------&nbsp;原始邮件&nbsp;------------------\n",
                html: """
                    <div>同意</div><div><br></div><div><br></div><div style="font-size:12px">------------------&nbsp;原始邮件
                    &nbsp;------------------</div><div style="font-size:12px;background:#efefef;padding:8px;"><div><b>发件人:</b>
                    "IT 服务台" &lt;support+k3y@desk.example&gt;;</div><div><b>发送时间:</b>&nbsp;2026年11月29日(星期天) 上午10:15</div>
                    <div><b>收件人:</b>&nbsp;"Anna"&lt;anna@customer.example&gt;;</div><div><b>主题:</b>&nbsp;[IT-42]</div></div>
                    \(AskedWords.html)
                    """),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "QQ Mail on a phone, HTML alone", subject: "回复：[IT-42] 请您审批",
                html: """
                    <div dir="auto">驳回<br>报价太高</div><div><br></div><div>发自我的iPhone</div><div><br></div>
                    <div class="xm_compose_origin_mail_container"><div>------------------ Original ------------------</div>
                    <div>From: IT 服务台 &lt;support+k3y@desk.example&gt;</div>\(AskedWords.html)</div>
                    """),
            .reject(reason: "报价太高")
        ),
        (
            ApproverMail(
                client: "Foxmail", subject: "回复: [IT-42] 请您审批",
                text: "批准。\n\n\n\nanna@customer.example\n \n发件人： IT 服务台\n发送时间： 2026-11-29 10:15\n收件人： anna\n"
                    + "主题： [IT-42] 请您审批\n\(AskedWords.text)",
                html: """
                    <html><body><div><span></span>批准。</div><div><br></div><hr style="WIDTH: 210px; HEIGHT: 1px" color="#b5c4df"
                    size="1" align="left"><div><span>anna@customer.example</span></div><blockquote style="margin-Top: 0px;
                    margin-Bottom: 0px; margin-Left: 0.5em"><div>&nbsp;</div><div style="border:none;border-top:solid #B5C4DF
                    1.0pt;padding:3.0pt 0cm 0cm 0cm"><div><b>发件人：</b>&nbsp;IT 服务台</div><div><b>发送时间：</b>&nbsp;2026-11-29
                    10:15</div></div><div class="FoxDiv20261129">\(AskedWords.html)</div></blockquote></body></html>
                    """),
            .approve(reason: "anna@customer.example")
        ),
        (
            ApproverMail(
                client: "Foxmail, HTML alone", subject: "回复: [IT-42] 请您审批",
                html: """
                    <html><body><div><span></span>不同意</div><div>请先比价</div><div><br></div><hr style="WIDTH: 210px;
                    HEIGHT: 1px" color="#b5c4df" size="1" align="left"><div><span>李安娜</span></div>
                    <blockquote style="margin-Top: 0px; margin-Bottom: 0px; margin-Left: 0.5em"><div>&nbsp;</div>
                    <div class="FoxDiv20261129">\(AskedWords.html)</div></blockquote></body></html>
                    """),
            .reject(reason: "请先比价")
        ),
        (
            ApproverMail(
                client: "WeCom's mail", subject: "回复：[IT-42] 请您审批",
                text: "同意！\n\n发自我的企业微信\n\n\n------------------ 原始邮件 ------------------\n发件人: \"IT 服务台\" "
                    + "<support+k3y@desk.example>;\n发送时间: 2026年11月29日(星期日) 10:15\n收件人: \"安娜\"<anna@customer.example>;\n"
                    + "主题: [IT-42] 请您审批\n\n\(AskedWords.text)"),
            .approve(reason: "")
        ),
    ]

    private static let alibaba: [Case] = [
        (
            ApproverMail(
                client: "DingTalk's mail", subject: "回复：[IT-42] 请您审批",
                text: "同意\n------------------------------------------------------------------\n发件人：IT 服务台"
                    + "<support+k3y@desk.example>\n日　期：2026年11月29日 10:15:00\n收件人：安娜<anna@customer.example>\n"
                    + "主　题：[IT-42] 请您审批\n\n\(AskedWords.text)"),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "DingTalk's mail, HTML alone", subject: "回复：[IT-42] 请您审批",
                html: """
                    <div class="__aliyun_email_body_block"><div style="font-family: Tahoma"><div style="clear: both">核准，谢谢！</div>
                    <div style="clear: both"><br></div><div class="__aliyun_signature_wrap">李安娜<br>财务部</div>
                    <blockquote class="__aliyun_previous_quote" style="margin-right: 0px"><div>
                    ------------------------------------------------------------------</div><div>发件人：IT 服务台</div>
                    <div>日　期：2026年11月29日 10:15:00</div>\(AskedWords.html)</blockquote></div></div>
                    """),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "NetEase Mail", subject: "回复：[IT-42] 请您审批",
                text: "拒绝\n\n\n\n\n\n\n\n\n\n\n\n\n在 2026-11-29 10:15:00，\"IT 服务台\" <support+k3y@desk.example> 写道：\n\n"
                    + AskedWords.marked.replacing("> ", with: ">")),
            .reject(reason: "")
        ),
        (
            ApproverMail(
                client: "NetEase Mail Master", subject: "回复：[IT-42] 请您审批",
                html: """
                    <html><body><div id="contentDiv" class="contentDiv"><div class="edit-content">我同意</div><div><br></div>
                    <!--回复原邮件--><div class="ntes-mailmaster-quote"><div>---- 回复的原邮件 ----</div><table><tr><td>发件人</td>
                    <td>IT 服务台&lt;support+k3y@desk.example&gt;</td></tr></table>\(AskedWords.html)</div></div></body></html>
                    """),
            .approve(reason: "")
        ),
    ]

    private static let others: [Case] = [
        (
            ApproverMail(
                client: "Thunderbird, German",
                text:
                    "Genehmigt, danke\n\nAm 29.11.26 um 10:15 schrieb IT Support:\n\(AskedWords.marked)\n\n-- \nAnna Li\n",
                parameters: "; format=flowed"),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "Yandex, Russian",
                text:
                    "Согласовано, спасибо.\n\n29.11.2026, 10:15, \"IT Support\" <support+k3y@desk.example>:\n\(AskedWords.marked)"
            ),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "Naver, Korean",
                text: "승인합니다.\n\n-----Original Message-----\nFrom: \"IT Support\" <support+k3y@desk.example>\nTo: "
                    + "<anna@customer.example>\nCc: \nSent: 2026-11-29 (일) 10:15:00 (GMT+09:00)\nSubject: [IT-42]\n\n"
                    + AskedWords.text),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "Outlook, Spanish",
                text:
                    "Aprobado. Gracias.\n\nDe: IT Support <support+k3y@desk.example>\nEnviado el: domingo, 29 de noviembre de "
                    + "2026 10:15\nPara: Anna Li\nAsunto: [IT-42]\n\n\(AskedWords.text)"),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "Gmail, Portuguese",
                text: "Não aprovado\nSem orçamento.\n\nEm dom., 29 de nov. de 2026 às 10:15, IT Support "
                    + "<support+k3y@desk.example> escreveu:\n\n\(AskedWords.marked)"),
            .reject(reason: "Sem orçamento.")
        ),
        (
            ApproverMail(client: "a mail that a link in the request began", subject: "Re: [IT-42]", text: "批准\n"),
            .approve(reason: "")
        ),
        (
            ApproverMail(
                client: "an absence note", subject: "Automatic reply: [IT-42] A laptop",
                fields: ["Auto-Submitted: auto-replied"],
                text: "APPROVE\n"), .unclear(.notPersonal)
        ),
        (
            ApproverMail(client: "a list", fields: ["List-Id: <staff.customer.example>"], text: "APPROVE\n"),
            .unclear(.notPersonal)
        ),
        (
            ApproverMail(
                client: "a mail passed on", subject: "Fw: [IT-42] Your approval is needed: A laptop",
                text: "APPROVE\n\n\(outlookFields)\n\n\(AskedWords.text)"), .unclear(.forwarded)
        ),
        (
            ApproverMail(
                client: "a mail passed on by Gmail", subject: "Re: [IT-42] A laptop",
                text: "approve\n\n---------- Forwarded message ---------\nFrom: IT Support <support+k3y@desk.example>\n"
                    + "Date: Sun, Nov 29, 2026 at 10:15 AM\nSubject: [IT-42]\nTo: <anna@customer.example>\n\n\(AskedWords.text)"
            ),
            .unclear(.notWrittenNow)
        ),
        (
            ApproverMail(
                client: "a question",
                text: "APPROVE?\n\nOn Sun, Nov 29, 2026 at 10:15 AM IT Support "
                    + "<support+k3y@desk.example> wrote:\n\(AskedWords.marked)"), .unclear(.question)
        ),
        (
            ApproverMail(
                client: "words that hide",
                html: "<p>A question.</p><p style=\"display:none\">APPROVE</p>\(AskedWords.html)"),
            .unclear(.noWord)
        ),
    ]
}
