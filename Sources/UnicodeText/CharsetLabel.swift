/// What a charset label stands for.
///
/// Mailers label text with the smallest charset they know and send the vendor's superset of it: `gb2312` holds GBK,
/// `iso-8859-1` holds windows-1252, `shift_jis` holds NEC's and IBM's extensions. Decoding the superset loses nothing.
enum CharsetLabel {
    static let utf8 = "UTF-8"
    static let ascii = "US-ASCII"

    /// ICU's name of the converter, or nil for labels that say nothing (`unknown-8bit`, an empty one).
    static func converterName(for label: String) -> String? {
        let key = normalized(label)
        guard !key.isEmpty, key.utf8.count <= 64 else { return nil }
        if let known = supersets[key] { return known }
        return meaningless.contains(key) ? nil : key
    }

    /// Whether text in this charset is 7-bit and would pass for ASCII.
    static func isEscaped(_ converterName: String) -> Bool {
        escaped.contains(converterName)
    }

    /// Whether a character may take two bytes that also look like UTF-8.
    static func isMultibyte(_ converterName: String) -> Bool {
        multibyte.contains(converterName)
    }

    /// What text that is not valid in this charset is likely to be in: the other encodings of its script.
    static func relatives(of converterName: String) -> [String] {
        switch converterName {
        case "ISO-2022-JP-2": ["Shift_JIS", "EUC-JP"]
        case "Shift_JIS": ["EUC-JP"]
        case "EUC-JP": ["Shift_JIS"]
        case "ISO-2022-KR": ["windows-949"]
        case "HZ", "ISO-2022-CN": ["gb18030"]
        default: []
        }
    }

    /// Lower-case ASCII without quotes, blanks and what else ends up around labels.
    private static func normalized(_ label: String) -> String {
        var kept: [UInt8] = []
        for byte in label.utf8.prefix(128) {
            switch byte {
            case 0x41...0x5A: kept.append(byte | 0x20)
            case 0x61...0x7A, 0x30...0x39, 0x2D, 0x2E, 0x2B, 0x3A, 0x5F: kept.append(byte)
            case 0x2A: return finished(kept)  // RFC 2231 §5: a language follows
            default: continue
            }
        }
        return finished(kept)
    }

    private static func finished(_ bytes: [UInt8]) -> String {
        var rest = bytes[...]
        while rest.last == 0x2E || rest.last == 0x2D || rest.last == 0x3A { rest.removeLast() }
        return String(decoding: rest, as: UTF8.self)
    }

    private static let meaningless: Set<String> = [
        "unknown", "unknown-8bit", "x-unknown", "8bit", "7bit", "binary", "default", "default_charset", "none",
        "x-user-defined", "unicode", "charset", "us", "iso", "utf",
    ]

    private static let escaped: Set<String> = ["ISO-2022-JP-2", "ISO-2022-KR", "ISO-2022-CN", "UTF-7", "HZ"]
    private static let multibyte: Set<String> = [
        "gb18030", "Big5-HKSCS", "windows-949", "Shift_JIS", "EUC-JP", "EUC-TW", "ibm-1361",
    ]

    private static let supersets: [String: String] = {
        var table: [String: String] = [:]
        for (converter, labels) in families {
            for label in labels.split(separator: " ") { table[String(label)] = converter }
        }
        return table
    }()

    /// Converters with the labels that stand for them.
    private static let families: [(converter: String, labels: String)] = [
        (utf8, "utf-8 utf8 utf_8 utf-8n x-utf-8 unicode-1-1-utf-8 utf8mb4 unicode-2-0-utf-8 cp65001 utf-8-mac"),
        (
            ascii,
            """
            us-ascii ascii usascii ansi_x3.4-1968 ansi_x3.4-1986 iso-646-us iso646-us 646 cp367 us_ascii \
            x-us-ascii ansi
            """
        ),
        (
            "windows-1252",
            """
            iso-8859-1 iso8859-1 iso_8859-1 iso88591 iso-88591 latin1 latin-1 l1 cp1252 windows-1252 x-cp1252 \
            iso_8859-1:1987 windows1252 win-1252 8859-1 iso8859_1 cp819 ibm819 x-ansi \
            iso-8859-1-windows-3.1-latin-1
            """
        ),
        ("windows-1254", "iso-8859-9 iso8859-9 latin5 windows-1254 cp1254"),
        ("windows-874", "tis-620 iso-8859-11 windows-874 cp874 tis620"),
        ("ISO-8859-8", "iso-8859-8-i iso-8859-8-e iso-8859-8 logical"),
        ("ISO-8859-6", "iso-8859-6-i iso-8859-6-e iso-8859-6"),
        (
            "gb18030",
            """
            gb2312 gbk gb_2312-80 gb_2312 gb2312-80 euc-cn euccn x-euc-cn x-gbk cp936 ms936 windows-936 chinese \
            csgb2312 gb18030 gb-18030 gb18030-2000 gb2312_charset x-gb2312 iso-ir-58 csiso58gb231280 cngb cn-gb \
            gb iso-gb2312 gb2312-1980 gb_18030 gb18030-2005
            """
        ),
        ("HZ", "hz-gb-2312 hz hz-gb2312"),
        ("Big5-HKSCS", "big5 big-5 big5-hkscs big5hkscs cn-big5 x-x-big5 csbig5 cp950 windows-950 big5-eten x-big5"),
        ("EUC-TW", "euc-tw x-euc-tw cns11643"),
        (
            "windows-949",
            """
            ks_c_5601-1987 ks_c_5601 ks_c_5601-1989 ksc5601 ksc_5601 euc-kr euckr korean cp949 windows-949 uhc \
            x-windows-949 csksc56011987 iso-ir-149 ms949
            """
        ),
        ("ISO-2022-KR", "iso-2022-kr csiso2022kr"),
        ("ISO-2022-CN", "iso-2022-cn iso-2022-cn-ext"),
        (
            "Shift_JIS",
            """
            shift_jis shift-jis shiftjis sjis x-sjis ms_kanji cp932 windows-31j ms932 windows-932 csshiftjis \
            s-jis
            """
        ),
        ("EUC-JP", "euc-jp eucjp x-euc-jp x-eucjp eucjp-ms eucjp-win cp51932 ujis"),
        (
            "ISO-2022-JP-2",
            """
            iso-2022-jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 iso-2022-jp-2004 iso-2022-jp-ms csiso2022jp \
            cp50220 cp50221 cp50222 jis iso2022jp iso-2022jp jis7 jis_encoding
            """
        ),
        ("UTF-7", "utf-7 utf7 unicode-1-1-utf-7 csunicode11utf7 x-unicode-2-0-utf-7"),
        ("UTF-16", "utf-16 utf16 ucs-2 iso-10646-ucs-2"),
        ("UTF-16LE", "utf-16le utf16le ucs-2le"),
        ("UTF-16BE", "utf-16be utf16be ucs-2be"),
        ("KOI8-R", "koi8-r koi8r koi8 koi cskoi8r"),
        ("KOI8-U", "koi8-u koi8-ru koi8u"),
        ("windows-1251", "windows-1251 cp1251 cp-1251 win-1251 win1251 x-cp1251 windows1251"),
        ("windows-1250", "windows-1250 cp1250 cp-1250 win-1250 x-cp1250 windows1250"),
        ("ISO-8859-15", "iso-8859-15 latin-9 latin9 iso8859-15 iso885915"),
        ("ISO-8859-2", "iso-8859-2 iso8859-2 latin2 latin-2 iso88592"),
        ("macintosh", "macintosh x-mac-roman macroman x-macroman mac"),
        ("IBM437", "cp437 ibm437 cp-437 437"),
        ("IBM850", "cp850 cp-850 ibm850 850"),
    ]
}
