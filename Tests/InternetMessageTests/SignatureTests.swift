import InternetMessage
import Testing

@Suite struct SignatureTests {
    @Test(arguments: [
        "Sent from my Samsung Galaxy S23 5G device", "أُرسلت من الـ iPhone",
        "Sent from [Mail](https://m.example) for Windows",
        "(sent from a tablet)", "<<sent by tablet>>", "Ann Beispiel\nvia mobile", "Ann from mobile",
        "Get [Outlook for Android](https://aka.example/x)", "Verzonden met Outlook", "從我的 iPhone 傳送",
        "从 Windows 版邮件发送", "내 갤럭시에서 보냄", "Enviado do meu iPhone", "Inviato da iPhone", "Wysłane z iPhone’a",
        "Skickat från min iPhone", "Надіслано з iPhone", "تم الإرسال من الـ iPhone", "נשלח מה-iPhone שלי",
        "Envoyé depuis mon iPhone\n\nObtenir Outlook pour iOS", "Odesláno z iPhonu",
    ])
    func `what a device adds is apart`(line: String) {
        let fresh = FreshText(text: "Please restart it.\n\n" + line)
        #expect(fresh.text == "Please restart it." && fresh.signature == line)
    }

    @Test(arguments: [
        "Ann Beispiel\nann@a.example\n(555) 010-0147\nwww.a.example",
        "Best regards,\nAnn Beispiel\nHead of Things\nPhone: +49 30 1234567\nann@a.example",
        "安小姐\n电话：010-12345678\nann@a.example",
        "----------------\n\nAnn Beispiel\n\nt. 555-010-0199\n\nhttp://a.example/",
        "-Ann Beispiel\n\n\n_______________________________________________\nlist mailing list\nlist@a.example",
        "________________________________________\nAnn\nAcme", "------------------\n张三", "--------\nzs@a.example",
        "Diese Nachricht ist ausschließlich für den Adressaten bestimmt und kann vertrauliche Angaben enthalten. Danke.",
        "Ce message et ses pièces jointes peuvent contenir des informations confidentielles ou privilégiées, à ne pas lire.",
        "本邮件含有保密信息，仅限于发送给上面地址中列出的个人。",
        "Please consider the environment before printing this e-mail.",
    ])
    func `a signature is apart`(signature: String) {
        let own = "The printer on the second floor does not print since the morning, please look at it."
        let fresh = FreshText(text: own + "\n\n" + signature)
        #expect(fresh.text == own && fresh.isCertain)
        #expect(fresh.signature?.isEmpty == false)
    }

    @Test(arguments: [
        // Asked for, so said.
        "Here is whom to call in this matter, as you asked for it yesterday:\n\nAnn Beispiel\nann@a.example\n555-123-4567",
        "Hello,\n\nAnn Beispiel\nann@a.example\n555-123-4567",
        "The servers that fail every morning since the last update are these ones.\n\ndb1 10.0.0.1\ndb2 10.0.0.2",
        "These are the two.\n----------\nalpha\nbeta", "Use these.\n\nHosts\n--------\nhttp://a.example",
        "A message came by the form:\n==============================\nName: Ann\nEmail: ann@a.example\nPhone: 5551234567",
        "A fax.\n------------------------------\nReceived on line four and printed on the second floor.\nPages: 3",
        "It arrived.\n\nThanks,\nAnn", "Wer hat die Mail gesendet?",
        "It is done.\n\nSent by courier yesterday.", "Read it.\n\nThis e-mail does not arrive.",
        "Lesen Sie es.\n\nDeze e-mail is belangrijk.", "请看。\n\n此邮件收到请回复。", "Hi,\n\nApproved\n\nDo it.",
    ])
    func `a person's words are no signature`(text: String) {
        let fresh = FreshText(text: text)
        #expect(fresh.text == text && fresh.signature == nil)
    }

    @Test(arguments: [
        "CAUTION: This email originated from outside of the organization.\nDo not click links.", "[EXTERNAL EMAIL]",
        "【外部邮件】此邮件来自外部，请谨慎点击链接。", "Achtung: Diese E-Mail kommt von außerhalb des Unternehmens!",
    ])
    func `a warning that a server put over the mail is apart`(banner: String) {
        let fresh = FreshText(text: banner + "\n\nApprove")
        #expect(fresh.text == "Approve" && fresh.signature == banner && fresh.isCertain)
    }

    @Test func `a person's warning stays`() {
        let text = "Warning: the external disk is full.\n\nPlease look."
        #expect(FreshText(text: text).text == text)
    }

    @Test func `a closing right below the words begins the signature`() {
        let own = "The printer on the second floor does not print since the morning, please look."
        let fresh = FreshText(
            text: own + "\nMit freundlichen Grüßen\nAnn Beispiel\nTel.: +49 30 1234567\nann@a.example")
        #expect(fresh.text == own && fresh.signature?.hasPrefix("Mit freundlichen") == true)
        let thanks = own + "\nThanks\nAnn"
        #expect(FreshText(text: thanks).text == thanks)
    }

    @Test func `a name right above a device line goes with it, a word does not`() {
        #expect(FreshText(text: "It works.\n\nAnn Beispiel\nSent from my iPhone").text == "It works.")
        #expect(FreshText(text: "It works.\n\nApproved\nSent from my iPhone").text == "It works.\n\nApproved")
    }
}
