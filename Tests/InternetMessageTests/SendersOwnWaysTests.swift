import InternetMessage
import Testing

/// How clients of many makers and languages leave their own lines, and what people write that looks like them.
@Suite struct SendersOwnWaysTests {
    @Test(arguments: [
        // Outlook on phones, before its rule and fields.
        "取得 iOS 版 Outlook", "iOS 版 Outlook を入手", "Outlook for Android<https://aka.example/x> を入手", "iOS용 Outlook 다운로드",
        "الحصول على Outlook لـ iOS", "Получить Outlook для iOS", "Pobierz program Outlook dla systemu iOS",
        "Descargar Outlook para Android", "Baixar o Outlook para iOS",
        // Makers of phones, portals and chats.
        "從我的 Samsung Galaxy 智慧型手機傳送。", "透過我的 Android 手機傳送", "傳送自 Android 上的 Yahoo奇摩電子信箱",
        "发自139邮箱", "发自新浪邮箱客户端", "来自飞书", "发自我的华为手机。",
    ])
    func `a client's own line is no word of the author`(line: String) {
        let fresh = FreshText(text: "It works now, thanks.\n\n\(line)")
        #expect(fresh.text == "It works now, thanks.")
        #expect(fresh.signature == line)
    }

    @Test(arguments: [
        "取得 Outlook 的授權要多久？我們有三位新同事下週一開始上班，請協助。", "透過我的電腦無法列印", "從我的手機無法登入。", "Outlook を入手したいのですが。",
        "Az Outlook nem működik.", "Få Outlook til at virke",
    ])
    func `a sentence that begins or ends like one is the author's`(line: String) {
        #expect(FreshText(text: "Hello,\n\n\(line)").text == "Hello,\n\n\(line)")
    }

    @Test(arguments: [
        "寄件者： 服務台 <desk@d.example>\n已傳送： 2024年6月4日 下午 03:15\n收件者： Ann\n主旨： 印表機\n\n您好",
        "寄件者： 服務台 <desk@d.example>\n收件人： Ann\n傳送日期： 2024/6/4 (週二) 3:15 PM\n主題： 印表機\n\n您好",
        "服務台 <desk@d.example> 於 2024年6月4日 週二 下午3:15寫道：\n\n> 您好",
        "於 2024年6月4日 週二，下午3:15，服務台<desk@d.example> 寫道：\n您好",
        "-------- 原始郵件 --------\n自： 服務台 <desk@d.example>\n日期： 2024/6/4 下午3:15\n至： Ann\n主旨： 印表機\n\n您好",
        "寄信人：服務台 <desk@d.example>\n收信人：Ann\n寄信時間：2024-06-04 15:15\n標題：印表機\n\n您好",
        "------------------ Original ------------------\nFrom: \"Desk\"<desk@d.example>;\nDate: Tue, Jun 4, 2024\n\nhi",
    ])
    func `what is answered is told in traditional Chinese, too`(quotation: String) {
        let fresh = FreshText(text: "可以，謝謝。\n\n" + quotation)
        #expect(fresh.text == "可以，謝謝。")
        #expect(fresh.quoted)
    }

    @Test(arguments: [
        ("轉寄: 印表機", "請處理\n\n---------- Forwarded message ---------\n寄件者： 客戶 <c@c.example>\n\n壞了"),
        ("轉寄：印表機", "請處理\n\n----- 轉寄的訊息 -----\n寄件者： 客戶\n\n壞了"),
        ("Fwd: x", "お願いします\n\n転送されたメッセージ:\n\n差出人: 客 <c@c.example>\n件名: x\n日付: 2024年6月4日 15:15\n\n壊れた"),
        ("转寄: x", "请处理\n\n发件人: 客户 <c@c.example>\n发送时间: 2024年6月4日 15:15\n收件人: ann\n主题: x\n\n坏了"),
    ])
    func `a mail that is passed on is kept whole`(subject: String, text: String) {
        #expect(FreshText(text: text, subject: subject).text == text)
    }

    @Test(arguments: [
        "See the log:\n\n----- Original -----\nstate A\n----- Changed -----\nstate B\n\nWhat is wrong?",
        "Please book a flight.\n\nFrom: Beijing\nTo: Shanghai\nDate: 3 June 2024\n\nThanks",
        "請訂機票。\n\n自：北京\n至：上海\n日期：6月4日\n\n謝謝",
        "请开通权限：\n姓名：张三\n日期：2024-06-04\n主题：数据库\n收件人：李四\n谢谢",
    ])
    func `people's own headings and lists stay`(text: String) {
        #expect(FreshText(text: text).text == text)
    }

    @Test func `Foxmail's short rule opens a signature`() {
        let root = e(
            "body", [:], e("div", [:], "It works now."),
            e("hr", ["style": "width: 210px; height: 1px;", "color": "#b5c4df"]), e("div", [:], "张三"))
        #expect(FreshText(html: root, subject: "").text == "It works now.")
        #expect(HTMLText.plainText(e("body", [:], "a", e("hr"), "b")) == "a\n\n--------\nb")
    }

    @Test(arguments: [
        "[You don't often get email from a@b.example. Learn why this is important]",
        "您通常不会收到来自 a@b.example 的电子邮件。了解原因<https://aka.ms/LearnAboutSenderIdentification>",
    ])
    func `a server's note on new senders is no word of theirs`(note: String) {
        #expect(FreshText(text: "\(note)\n\nIt is broken.").text == "It is broken.")
        #expect(FreshText(text: note).text == note)
    }

    /// A text part, and HTML that says something else at length.
    private func read(_ text: String, html: String) -> InternetMessage {
        var message = InternetMessage()
        message.text = text
        message.unsafeHTML = "<p>\(html)</p>"
        return message.reading(html: e("p", [:], html))
    }

    @Test func `a text part that only points elsewhere gives way to the HTML`() {
        let words = String(repeating: "The air conditioning of the server room failed. ", count: 12)
        let stub = "您的邮件客户端不支持查看此邮件。"
        #expect(read(stub, html: words).text.hasPrefix("The air"))
        #expect(read("*The air* conditioning\nof the server room", html: words).text.hasPrefix("*The air*"))
        #expect(read("See below.", html: "Call me").text == "See below.")
    }
}
