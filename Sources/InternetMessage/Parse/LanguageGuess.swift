import UnicodeText

/// Guesses the language of a text from its scripts, and of Latin text from its commonest words.
///
/// A guess is for choosing the language of an answer when nothing better is known.
///
/// - Standard: RFC 5646 (tags)
public enum LanguageGuess {
    /// A BCP 47 primary tag, or nil when there is too little to tell. Looks at the first 4,000 scalars.
    public static func language(of text: String) -> String? {
        let units =
            text.utf8.withContiguousStorageIfAvailable { Array($0.prefix(4_000)) } ?? Array(text.utf8.prefix(4_000))
        // ASCII is Latin: only its words can tell.
        guard !units.isASCII else { return latinLanguage(units) }
        var scripts = ScriptCount()
        for scalar in text.unicodeScalars.prefix(4_000) { scripts.count(scalar) }
        return scripts.language ?? latinLanguage(units)
    }

    private static func latinLanguage(_ units: [UInt8]) -> String? {
        var scores = [Int](repeating: 0, count: words.count)
        var word: UInt64 = 0
        var length = 0
        func finishWord() {
            if (1...8).contains(length), let languages = index[word] {
                for language in languages { scores[language] += 1 }
            }
            (word, length) = (0, 0)
        }
        for byte in units {
            if byte.isASCIILetter || byte >= 0x80 {
                word = word << 8 | UInt64(byte.asciiLowercased)
                length += 1
            } else {
                finishWord()
            }
        }
        finishWord()
        let ranked = scores.enumerated().sorted { $0.element > $1.element }
        guard let best = ranked.first, best.element >= 2, best.element > ranked.dropFirst().first?.element ?? 0
        else { return nil }
        return words[best.offset].tag
    }

    /// Which languages a word of up to eight bytes belongs to, by their place in `words`.
    private static let index: [UInt64: [Int]] = {
        var index: [UInt64: [Int]] = [:]
        for (place, entry) in words.enumerated() {
            for word in entry.words.utf8.split(separator: 0x20) where word.count <= 8 {
                index[word.reduce(0) { $0 << 8 | UInt64($1) }, default: []].append(place)
            }
        }
        return index
    }()

    private static let words: [(tag: String, words: String)] = [
        ("en", "the and you is not with for this that are have please thanks was your from hello can we it my of to i"),
        ("de", "der die das und ist nicht mit ich sie wir ein eine den dem zu auf von hallo bitte für haben mein"),
        ("fr", "le la les et est pas avec je vous nous un une des du pour que dans bonjour merci votre ne sur mon ce"),
        ("es", "el la los las y es no con yo usted un una de del para que en hola gracias por su mi se lo"),
        ("it", "il lo gli e non con io un una di del per che in ciao grazie sono ho è buongiorno mi della si"),
        ("pt", "o os as e não com eu você um uma de do da para que em olá obrigado por seu meu se é"),
        ("nl", "de het een en is niet met ik u wij van voor dat op te hallo bedankt mijn zijn heeft kan deze"),
    ]
}

private struct ScriptCount {
    private var latin = 0
    private var han = 0
    private var kana = 0
    private var hangul = 0
    private var other: [String: Int] = [:]

    mutating func count(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F: latin += 1
        case 0x3041...0x30FF, 0xFF66...0xFF9F: kana += 1
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF: han += 1
        case 0xAC00...0xD7A3, 0x1100...0x11FF, 0x3130...0x318F: hangul += 1
        case 0x0404, 0x0406, 0x0407, 0x0454, 0x0456, 0x0457, 0x0490, 0x0491: add("uk", 3)
        case 0x0400...0x04FF: add("ru", 1)
        case 0x0370...0x03FF: add("el", 1)
        case 0x0590...0x05FF: add("he", 1)
        case 0x0600...0x06FF: add("ar", 1)
        case 0x0E00...0x0E7F: add("th", 1)
        default: break
        }
    }

    private mutating func add(_ tag: String, _ weight: Int) { other[tag, default: 0] += weight }

    /// Chinese and Japanese characters say as much as a word of Latin letters does, hence their weight.
    var language: String? {
        if hangul * 3 > latin, hangul >= 2, hangul > kana { return "ko" }
        if (kana + han) * 3 > latin, kana >= 2, kana * 10 > han { return "ja" }
        if han * 3 > latin, han >= 2 { return "zh" }
        let ukrainian = other["uk"] ?? 0
        let cyrillic = ukrainian + (other["ru"] ?? 0)
        if cyrillic > latin, cyrillic >= 4 { return ukrainian * 12 > cyrillic ? "uk" : "ru" }
        return other.max { $0.value < $1.value }.flatMap { $0.value > latin && $0.value >= 4 ? $0.key : nil }
    }
}
