/// Korean in EUC-KR, which is made of the same pairs as GB2312, told from Chinese by what it says.
///
/// Its syllables fill the rows from 0xB0 to 0xC8, where every second Chinese character stands; and its particles and
/// endings, in each sentence, are characters there that Chinese hardly uses. Text with both is Korean. Short Korean that
/// has neither particle nor ending is not recognised.
///
/// - Standard: KS X 1001 (rows of the syllables)
struct KoreanPairs {
    private var letters = 0
    private var syllables = 0
    private var endings: [UInt16: Int] = [:]

    /// Nil where the bytes beyond ASCII are no pairs of EUC-KR.
    init?(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while index < bytes.endIndex {
            let lead = bytes[index]
            guard lead >= 0x80 else {
                index += 1
                continue
            }
            // A cut through the last pair is no fault.
            guard index + 1 < bytes.endIndex else { break }
            guard (0xA1...0xFD).contains(lead), bytes[index + 1] >= 0xA1 else { return nil }
            add(lead, bytes[index + 1])
            index += 2
        }
    }

    var isKorean: Bool {
        let found = endings.values.reduce(0, +)
        return letters >= 4 && syllables * 50 >= letters * 49 && endings.count >= 2 && found * 12 >= letters
            && !Self.neverChinese.isDisjoint(with: endings.keys)
    }

    private mutating func add(_ lead: UInt8, _ trail: UInt8) {
        // Rows before are punctuation and letters of other scripts.
        guard lead >= 0xB0 else { return }
        letters += 1
        if lead <= 0xC8 { syllables += 1 }
        let pair = UInt16(lead) << 8 | UInt16(trail)
        if Self.endings.contains(pair) { endings[pair, default: 0] += 1 }
    }

    /// 이 는 을 고 하 지 를 사 어 시; as GB2312 they are 捞 绰 阑 绊 窍 瘤 甫 荤 绢 矫.
    private static let neverChinese: Set<UInt16> = [
        0xC0CC, 0xB4C2, 0xC0BB, 0xB0ED, 0xC7CF, 0xC1F6, 0xB8A6, 0xBBE7, 0xBEEE, 0xBDC3,
    ]

    /// Besides them 다 의 로 한 기 은, which are 促 狼 肺 茄 扁 篮: beside one of the others only, as 番茄 and 狼狈 are words.
    private static let endings = neverChinese.union([0xB4D9, 0xC0C7, 0xB7CE, 0xC7D1, 0xB1E2, 0xC0BA])
}
