import Testing
import UnicodeText

@Suite("Charsets")
struct CharsetTests {
    static let decoded: [(label: String, bytes: [UInt8], text: String)] = [
        ("utf-8", [0xE5, 0xBC, 0xA0], "张"),
        ("UTF8", [0x41], "A"),
        ("gb2312", [0xD5, 0xC5, 0xC8, 0xFD], "张三"),
        ("gb_2312-80", [0x95, 0x40], "旲"),
        ("hz-gb-2312", Array("~{VPND~}".utf8), "中文"),
        ("big5", [0xA4, 0xA4, 0xA4, 0xE5], "中文"),
        ("ks_c_5601-1987", [0xC7, 0xD1, 0xB1, 0xDB], "한글"),
        ("shift_jis", [0x93, 0xFA, 0x96, 0x7B, 0x87, 0x40], "日本①"),
        ("iso-2022-jp", [0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x2D, 0x21, 0x1B, 0x28, 0x42], "日本①"),
        ("euc-jp", [0xC6, 0xFC, 0xCB, 0xDC], "日本"),
        ("iso-8859-1", [0x93, 0xFC, 0x94], "“ü”"),
        ("us-ascii", [0x47, 0x72, 0xFC, 0xDF, 0x65], "Grüße"),
        ("koi8-r", [0xF0, 0xD2, 0xC9], "При"),
        ("windows-1251", [0xCF, 0xF0, 0xE8], "При"),
        ("iso-8859-15", [0xA4], "€"),
        ("utf-7", Array("A+ImIDkQ-.".utf8), "A≢Α."),
        ("utf-16", [0xFE, 0xFF, 0x4E, 0x2D], "中"),
        (" \"UTF-8\" ", [0xC3, 0xA4], "ä"),
        ("utf-8*en", [0xC3, 0xA4], "ä"),
    ]

    @Test(arguments: decoded)
    func `bytes are decoded by the superset of their label`(label: String, bytes: [UInt8], text: String) {
        #expect(Charset.decode(bytes, label: label)?.text == text)
        #expect(Charset.decode(bytes, label: label)?.hasReplacements == false)
    }

    @Test(arguments: ["", "x-nonsense", "unknown-8bit", String(repeating: "a", count: 5_000)])
    func `an unknown label decodes nothing`(label: String) {
        #expect(Charset.decode([0xE4], label: label) == nil)
    }

    @Test func `invalid sequences are counted`() {
        #expect(Charset.decode([0x41, 0xFF], label: "utf-8")?.hasReplacements == true)
        #expect(Charset.decode([0xD5], label: "gb18030")?.hasReplacements == true)
    }

    /// GBK that says it is Western.
    static let paired: [UInt8] = [
        0xB4, 0xF2, 0xD3, 0xA1, 0xBB, 0xFA, 0xB2, 0xBB, 0xC4, 0xDC, 0xB4, 0xF2, 0xD3, 0xA1, 0xA3, 0xAC, 0xD0, 0xBB,
        0xD0, 0xBB, 0xA1, 0xA3,
    ]

    static let ladder: [(bytes: [UInt8], declared: String?, hint: String?, text: String, isClean: Bool)] = [
        (Array("plain".utf8), nil, nil, "plain", true),
        ([0x83, 0x63, 0x81, 0x5B, 0x83, 0x8B], "iso-2022-jp", nil, "ツール", false),
        ([0x83, 0x63, 0x81, 0x5B, 0x83, 0x8B], nil, "iso-2022-jp", "ツール", false),
        (Array("Grüße, übrigens schön".utf8), nil, nil, "Grüße, übrigens schön", true),
        (Array("Grüße, übrigens schön".utf8), "iso-8859-1", nil, "Grüße, übrigens schön", false),
        ([0xD5, 0xC5, 0xC8, 0xFD], "gbk", nil, "张三", true),
        ([0xD5, 0xC5, 0xC8, 0xFD], "us-ascii-but-wrong", "gbk", "张三", false),
        ([0xC1, 0xAA, 0xCD, 0xA8], "gb2312", nil, "联通", true),
        ([0xD5, 0xC5, 0xC8, 0xFD, 0xC4, 0xFA, 0xBA, 0xC3], nil, nil, "张三您好", false),
        ([0x47, 0x72, 0xFC, 0xDF, 0x65], nil, nil, "Grüße", false),
        ([0x1B, 0x24, 0x42, 0x46, 0x7C, 0x4B, 0x5C, 0x1B, 0x28, 0x42], nil, nil, "日本", false),
        (paired, "iso-8859-1", nil, "打印机不能打印，谢谢。", false),
        (Array(paired.dropLast()), "iso-8859-1", nil, "´òÓ¡»ú²»ÄÜ´òÓ¡£¬Ð»Ð»¡", true),
        ([0xC4, 0xDC, 0xCB, 0xD6, 0xC4, 0xDC, 0xCB, 0xD6], "iso-8859-1", nil, "ÄÜËÖÄÜËÖ", true),
        ([0x47, 0x72, 0xFC, 0xDF, 0x65, 0x20, 0xDC, 0xE4, 0xF6], "iso-8859-1", nil, "Grüße Üäö", true),
        ([0xEF, 0xBB, 0xBF, 0x41, 0x00, 0x42], "utf-8", nil, "AB", true),
        ([], "utf-8", nil, "", true),
    ]

    @Test(arguments: ladder)
    func `text is always read`(bytes: [UInt8], declared: String?, hint: String?, text: String, isClean: Bool) {
        let readable = Charset.readable(bytes, declared: declared, hint: hint)
        #expect(readable.text == text)
        #expect((readable.problem == nil) == isClean, "\(readable)")
    }

    @Test func `any bytes under any label give text`() {
        for label in ["gb18030", "iso-2022-jp", "utf-7", "hz", "utf-16", "big5", "euc-kr", "iso-2022-kr", "x"] {
            for seed in 0..<64 {
                let bytes = (0..<257).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ (seed &* 53)) }
                _ = Charset.readable(bytes, declared: label)
                _ = Charset.detect(bytes)
            }
        }
    }

    static let pairsOfTwoLanguages: [(bytes: [UInt8], text: String)] = [
        (
            [
                0xC7, 0xC1, 0xB8, 0xB0, 0xC5, 0xCD, 0xB0, 0xA1, 0x20, 0xC0, 0xDB, 0xB5, 0xBF, 0xC7, 0xCF, 0xC1, 0xF6,
                0x20, 0xBE, 0xCA, 0xBD, 0xC0, 0xB4, 0xCF, 0xB4, 0xD9, 0x2E,
            ],
            "프린터가 작동하지 않습니다."
        ),
        (
            [
                0xBE, 0xC8, 0xB3, 0xE7, 0xC7, 0xCF, 0xBC, 0xBC, 0xBF, 0xE4, 0x2C, 0x20, 0xBA, 0xF1, 0xB9, 0xD0, 0xB9,
                0xF8, 0xC8, 0xA3, 0xB8, 0xA6, 0x20, 0xC0, 0xD8, 0xBE, 0xEE, 0xB9, 0xF6, 0xB7, 0xC8, 0xBD, 0xC0, 0xB4,
                0xCF, 0xB4, 0xD9, 0x2E, 0x20, 0xB5, 0xB5, 0xBF, 0xCD, 0xC1, 0xD6, 0xBD, 0xC3, 0xB1, 0xE2, 0x20, 0xB9,
                0xD9, 0xB6, 0xF8, 0xB4, 0xCF, 0xB4, 0xD9, 0x2E,
            ],
            "안녕하세요, 비밀번호를 잊어버렸습니다. 도와주시기 바랍니다."
        ),
        (
            [0xB4, 0xD9, 0xCF, 0xFA, 0xBB, 0xEE, 0xB6, 0xAF, 0xB2, 0xBB, 0xB3, 0xC9, 0xB9, 0xA6],
            "促销活动不成功"
        ),
        (
            [0xD5, 0xE2, 0xB8, 0xF6, 0xB7, 0xCE, 0xB2, 0xBF, 0xB5, 0xC4, 0xC0, 0xBA, 0xD7, 0xD3],
            "这个肺部的篮子"
        ),
        (
            [0xB7, 0xAC, 0xC7, 0xD1, 0xC0, 0xC7, 0xB1, 0xB7, 0xB2, 0xBB, 0xBF, 0xB0],
            "番茄狼狈不堪"
        ),
        (
            [0xC0, 0xEE, 0xC0, 0xCC, 0xD4, 0xC2, 0xC7, 0xEB, 0xBF, 0xB4, 0xB8, 0xBD, 0xBC, 0xFE],
            "李捞月请看附件"
        ),
        (
            [0xB4, 0xF2, 0xD3, 0xA1, 0xBB, 0xFA, 0xBB, 0xB5, 0xC1, 0xCB],
            "打印机坏了"
        ),
    ]

    @Test(arguments: pairsOfTwoLanguages)
    func `Korean and Chinese without a label are told apart`(bytes: [UInt8], text: String) {
        #expect(Charset.readable(bytes).text == text)
    }

    @Test(arguments: pairsOfTwoLanguages.prefix(2))
    func `a cut through the last character of Korean makes nothing else of the rest`(bytes: [UInt8], text: String) {
        var long: [UInt8] = []
        while long.count < 32 << 10 { long += bytes + [0x20] }
        #expect(Charset.detect(long) == "EUC-KR")
        #expect(Charset.detect(bytes.filter { $0 >= 0x80 }.dropLast()) == "EUC-KR")
    }

    static let searchForms: [(word: String, folded: String)] = [
        ("ＡＢＣ１２３", "abc123"), ("ﾊﾝｶｸ", "ハンカク"), ("ｶﾞ", "ガ"), ("ÄRGER", "ärger"), ("A\u{308}", "ä"), ("①", "1"),
        ("plain", "plain"),
        ("", ""), ("打印机", "打印机"), ("\u{FDFA}", "\u{FDFA}"),
    ]

    @Test(arguments: searchForms)
    func `a search knows one case and one width`(word: String, folded: String) {
        #expect(SearchForm.folded(word).utf8.elementsEqual(folded.utf8))
    }

    @Test(
        arguments: [
            ("打印机", ["打印机", "打印機"]), ("印表機", ["印表機", "印表机"]), ("VPN", ["vpn"]), ("ＶＰＮ", ["vpn", "ｖｐｎ"]), ("", []),
        ] as [(String, [String])])
    func `a word is searched in both Chinese scripts`(word: String, variants: [String]) {
        #expect(SearchForm.variants(of: word) == variants)
    }

    static let domains: [(name: String, ascii: String?)] = [
        ("Example.COM", "example.com"), ("example.com.", "example.com"), ("münchen.de", "xn--mnchen-3ya.de"),
        ("例え.jp", "xn--r8jz45g.jp"), ("exаmple.com", "xn--exmple-4nf.com"),
        ("_dmarc.example.com", "_dmarc.example.com"),
        ("", nil), ("a..b", nil), ("a b.c", nil), ("[192.0.2.1]", nil), ("\u{0}.com", nil),
    ]

    @Test(arguments: domains)
    func `domains become A-labels`(name: String, ascii: String?) {
        #expect(Domain.ascii(name) == ascii)
    }
}
