import InternetMessage
import Testing

@Suite struct FreshTextTests {
    @Test(arguments: [
        "On Mon, 3 Jun 2024 at 10:15, Ann <ann@a.example> wrote:\n> old",
        "On Mon, 3 Jun 2024 at 10:15, Ann Very Long Name\n<ann@a.example>\nwrote:\n\n> old",
        "2024-06-03 10:15 GMT+08:00 Ann <ann@a.example>:\n> old",
        "Am 03.06.2024 um 10:15 schrieb Ann Beispiel <ann@a.example\n>:\n> old",
        "Le lun. 3 juin 2024 à 10:15, Ann <ann@a.example> a écrit :\n> old",
        "El lun, 3 jun 2024 a las 10:15, Ann (<ann@a.example>) escribió:\n> old",
        "Em seg., 3 de jun. de 2024 às 10:15, Ann <ann@a.example> escreveu:\n> old",
        "Il giorno lun 3 giu 2024 alle ore 10:15 Ann <ann@a.example> ha scritto:\n> old",
        "Op ma 3 jun 2024 om 10:15 schreef Ann <ann@a.example>:\n> old",
        "W dniu 03.06.2024 o 10:15, Ann pisze:\n> old",
        "пн, 3 июн. 2024 г. в 10:15, Анна <ann@a.example>:\n> old",
        "3 июня 2024 г., в 10:15, Анна <ann@a.example> написал(а):\n> old",
        "在 2024年6月3日，10:15，安 <ann@a.example> 写道：\n> old",
        "安 <ann@a.example> 於 2024年6月3日 週一 上午10:15寫道：\n> old",
        "2024年6月3日(月) 10:15 安 <ann@a.example>:\n> old",
        "2024/06/03 10:15、Ann <ann@a.example>のメール:\n> old",
        "2024년 6월 3일 (월) 오전 10:15, Ann <ann@a.example>님이 작성:\n> old",
        "في الاثنين، 3 يونيو 2024 في 10:15 كتب Ann <ann@a.example>:\n> old",
        "Ann/Sales/Acme wrote on 06/03/2024 10:15:00 AM:\n\nold",
        "-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: me\nSubject: x\n\nold",
        "________________________________\nFrom: Ann <ann@a.example>\nSent: Monday, June 3, 2024 10:15\nTo: Desk\nSubject: x\n\nold",
        "From: Ann\nDate: Monday\nTo: Desk\nSubject: x\n\nold",
        "*Von:* Ann\n*Gesendet:* Montag\n*An:* Desk\n*Betreff:* x\n\nold",
        "发件人: 安\n发送时间: 2024年6月3日 10:15\n收件人: 服务台\n主题: 打印机\n\nold",
        "發件人： 安\n日期： 2024年6月3日\n收件人： 服務台\n主旨： 印表機\n\nold",
        "------------------ 原始邮件 ------------------\n发件人: \"安\"<a@qq.example>;\n\nold",
        "------------------ Original ------------------\nFrom: x\nDate: y\nTo: z\n\nold",
        "-------- Ursprüngliche Nachricht --------\nold",
        "##- Please type your reply above this line -##\n\nold",
        "请在此行上方回复\nold",
        // Our own line, in each language.
        "— اكتبوا ردكم فوق هذا السطر —\nold",
        "— Antwort oberhalb dieser Zeile —\nold",
        "— Reply above this line —\nold",
        "— Responda por encima de esta línea —\nold",
        "— Répondez au-dessus de cette ligne —\nold",
        "— この行より上に返信をお書きください —\nold",
        "— 请在此线以上回复 —\nold",
    ])
    func `the quotation is apart`(quotation: String) {
        let fresh = FreshText(text: "New words.\n\n" + quotation)
        #expect(fresh.text == "New words.")
        #expect(fresh.quoted && fresh.isCertain)
        // Line ends of the wire make no difference.
        let wire = ("New words.\n\n" + quotation).split(separator: "\n", omittingEmptySubsequences: false).joined(
            separator: "\r\n")
        #expect(FreshText(text: wire).text == "New words.")
    }

    @Test(arguments: [
        "-- \nAnn\nAcme", "--\nAnn", "Sent from my iPhone", "发自我的iPhone", "Von meinem iPhone gesendet",
        "Envoyé de mon iPhone",
        "Get Outlook for iOS<https://aka.ms/o0ukef>", "iPhoneから送信", "Отправлено с iPhone",
        "This e-mail and any attachments are confidential.\nDelete it.", "本邮件及其附件含有保密信息。",
    ])
    func `the signature is apart`(signature: String) {
        let fresh = FreshText(text: "Approve\n\n" + signature)
        #expect(fresh.text == "Approve" && fresh.isCertain && !fresh.quoted)
        #expect(fresh.signature?.hasSuffix(String(signature.suffix(3))) == true)
    }

    @Test(arguments: [
        "On Monday I will be away. As I wrote: no.", "From: the printer\nI hear noise", "Subject: nothing\nelse",
        "He wrote:\nnothing", "a -- b\nc", "Please call: 12345", "- one\n- two\n--- three",
        "Sent from my iPhone it looks fine.\nBut here not.",
        "1.\n2.\n3.", "Time: 10:15\nPlace: Room 3",
    ])
    func `a person's words stay`(text: String) {
        let fresh = FreshText(text: text)
        #expect(fresh.text == text && !fresh.quoted && fresh.isCertain)
    }

    @Test func `answers between quoted lines stay, in order`() {
        let text = "On 3 Jun 2024, at 10:15, Ann wrote:\n> one?\n\nYes.\n\n> two?\n\nNo.\n-- \nBob"
        let fresh = FreshText(text: text)
        #expect(fresh.text == "Yes.\n\n\nNo." && fresh.quoted && fresh.signature == "-- \nBob")
    }

    @Test(arguments: [
        "---------- Forwarded message ---------\nFrom: Ann <a@b.example>\nDate: x\nSubject: y\nTo: z\n\nAPPROVE",
        "Begin forwarded message:\n\n> From: Ann\n> APPROVE", "-------- 转发邮件信息 --------\n发件人：安\n\nAPPROVE",
        "> ---------- Forwarded message ---------\n> APPROVE",
    ])
    func `a forward is kept whole, and decides nothing`(forward: String) {
        let fresh = FreshText(text: "FYI\n\n" + forward)
        #expect(fresh.text == "FYI\n\n" + forward && !fresh.isCertain)
    }

    @Test(arguments: [
        "> APPROVE", "On 3 Jun 2024 at 10:15, Ann wrote:\n\nAPPROVE", "-----Original Message-----\nAPPROVE",
    ])
    func `when all is quotation the whole shows, uncertain`(text: String) {
        #expect(FreshText(text: text) == FreshText(text: text, quoted: true, isCertain: false))
    }

    @Test(arguments: [
        "回复:", "回复：", "Re:", "RE: Re:", "答复: 转发：", ".", "...", "。", "-", "_____", "!", "\u{2500}\u{2500}",
        "\u{FFFC}",
        "Re: .",
    ])
    func `when what is left says nothing the whole shows, uncertain`(left: String) {
        let text = left + "\n\n------------------ 原始邮件 ------------------\n发件人: \"安\"<a@qq.example>;\n\n几点？答：十点。"
        #expect(FreshText(text: text) == FreshText(text: text, quoted: true, isCertain: false))
        let signed = left + "\n\n-- \nAnn"
        #expect(FreshText(text: signed) == FreshText(text: signed, quoted: false, isCertain: false))
        // Where nothing was taken off, nothing is uncertain.
        #expect(FreshText(text: left).text == left && FreshText(text: left).isCertain)
    }

    @Test(arguments: [
        "OK", "好", "是", "同意", "Yes", "No", "ok.", "?", "？", "1", "+1", "5", "👍", "√", "✔", "Re: 好", "はい", "да", "네",
        "لا", "€",
    ])
    func `the shortest answer is one`(answer: String) {
        let fresh = FreshText(
            text: answer + "\n\n------------------ 原始邮件 ------------------\n发件人: \"安\"<a@qq.example>;\n\nold")
        #expect(fresh.text == answer && fresh.quoted && fresh.isCertain)
    }

    @Test func `nothing is nothing`() {
        #expect(FreshText(text: " \n\n ").text.isEmpty)
        #expect(FreshText(text: "").isCertain)
    }

    @Test(arguments: [
        e(
            "div", ["class": "gmail_quote"], e("div", ["class": "gmail_attr"], "On x, Ann wrote:"),
            e("blockquote", [:], "old")),
        e("div", ["id": "divRplyFwdMsg"], "From: Ann"), e("div", ["id": "appendonsend"]),
        e("div", ["style": "border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"], "From: Ann"),
        e("div", ["id": "isReplyContent"], "old"), e("blockquote", ["type": "cite"], "old"),
        e("div", ["class": "x yahoo_quoted"], "old"),
    ])
    func `quotations of clients' HTML are apart`(quotation: HTMLNode) {
        let fresh = FreshText(
            html: e(
                "body", [:], e("p", [:], "New ", e("b", [:], "words")), quotation,
                e("div", ["class": "gmail_quote"], "old")))
        #expect(fresh.text == "New words" && fresh.quoted && fresh.isCertain)
    }

    @Test func `long and hostile texts are read in one pass`() {
        let lines =
            String(repeating: "On 1 Jan 2024 at 10:15:\n", count: 5_000) + String(repeating: ">", count: 100_000)
        #expect(FreshText(text: lines).isCertain)
        #expect(FreshText(text: String(repeating: "From: a\n", count: 20_000)).isCertain)
        #expect(!FreshText(text: String(repeating: "a\n", count: 50_000)).isCertain)
    }

    @Test(arguments: [
        "Please add these users:\n1. Ann Lee <ann@a.example>\n2. Bob <bob@b.example>\nThanks, it is urgent.",
        "Set up a forward.\n\nFrom: old@x.example\nTo: new@y.example\n\nIt must start on Monday.",
        "Hello,\n\nThe information contained in this invoice is wrong, please correct it.",
        "External email does not arrive any more since Monday.\n\nIt is urgent.",
        "It happens each time.\n\nOutlook for Mac crashes whenever I open your invoice",
        "您好，\n\n从我的电脑登录不了", "您好，\n\n通过我的账号无法登录",
    ])
    func `what only looks like a mark is said`(text: String) {
        let fresh = FreshText(text: text)
        #expect(fresh.text == text)
    }

    @Test func `a line over a part of a web page is no quotation`() {
        let page = e(
            "div", [:], e("p", [:], "New request"),
            e("div", ["style": "border-top:1px solid #ccc"], "My printer burns."))
        #expect(FreshText(html: page).text.contains("My printer burns."))
    }
}
