import InternetMessage
import Testing

@Suite struct SubjectLineTests {
    @Test(arguments: [
        ("Re: Printer", "Printer"), ("RE: AW: Fwd: Printer", "Printer"), ("Re[2]: Re (3) : Printer", "Printer"),
        ("回复：答复: 转发：打印机", "打印机"),
        ("[IT-1042] Re: Printer", "Printer"), ("Re: [IT-1042] Printer", "Printer"),
        ("[HR-1] Printer", "[HR-1] Printer"),
        ("回复：【IT-1042】 打印机", "打印机"), ("［it-1042］Re: x", "x"), ("【IT-1042]x", "【IT-1042]x"), ("【公告】x", "【公告】x"),
        ("Reply to this", "Reply to this"), ("Re", "Re"), ("Re:", ""), ("返信: 件", "件"), ("  Printer ", "Printer"),
        ("Sv: Vs: x", "x"),
        ("[IT-1042 x] y", "[IT-1042 x] y"), ("Reset: password", "Reset: password"),
    ])
    func `the base is what the person called it`(subject: String, base: String) {
        #expect(SubjectLine.base(of: subject, tagPrefixes: ["IT"]) == base)
    }

    @Test(
        arguments: [
            ("Re: [IT-1042] x", ["IT-1042"]), ("about it-7 and HR-12", ["IT-7", "HR-12"]),
            ("BIT-7 IT-7a IT-007 IT- IT-x", []),
            ("IT-7,IT-7;(IT-8)", ["IT-7", "IT-8"]), ("工单IT-9号", ["IT-9"]), ("1.IT-9", []), ("IT-1234567890123", []),
            ("", []),
        ] as [(String, [String])])
    func `numbers of our prefixes are found`(text: String, tags: [String]) {
        #expect(SubjectTag.citations(in: text, prefixes: ["IT", "HR", ""]) == tags)
    }

    @Test(
        arguments: [
            ("Re: [IT-1042] x", ["IT-1042"]), ("about it-7 and [hr-12]", ["HR-12"]), ("[IT-7 x] [IT-8", []),
            ("[IT-1][IT-1] IT-2]", ["IT-1"]), ("IT-1]", []), ("[IT-9", []),
            ("回复：【IT-9】打印机", ["IT-9"]), ("［it-9］ x 【HR-1】", ["IT-9", "HR-1"]), ("【IT-9]", []), ("【IT-9", []),
            ("IT-9】", []), ("［IT-9】", []),
        ] as [(String, [String])])
    func `a tag is a number in our brackets`(text: String, tags: [String]) {
        #expect(SubjectTag.find(in: text, prefixes: ["IT", "HR", ""]) == tags)
    }
}
