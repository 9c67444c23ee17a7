import Cryptography
import Foundation
public import Ticketing

/// An approval's evidence as one file that is read and checked without us: no scripts, nothing from elsewhere.
///
/// What the digests are of is embedded in base64, each piece between two lines that a shell finds.
public enum EvidenceDocument {
    /// In the language of the tag, else in English.
    public static func bytes(_ dossier: EvidenceDossier, language: String) -> [UInt8] {
        let words = Words(PortalLanguage(tag: language) ?? .english)
        return page(dossier, words).bytes
    }

    static func name(of id: ApprovalID) -> String { "approval-\(id)-evidence.html" }

    private static func page(_ dossier: EvidenceDossier, _ words: Words) -> HTML {
        let title = words.evidenceTitle(dossier.trail.item.approval.id)
        let sections = EvidenceSections(dossier: dossier, words: words, isInPortal: false)
        return .markup("<!doctype html>\n")
            + tag(
                "html", ["lang": words.language.tag],
                tag(
                    "head", [:], .void("meta", ["charset": "utf-8"]),
                    .void("meta", ["http-equiv": "Content-Security-Policy", "content": policy]),
                    .void("meta", ["name": "viewport", "content": "width=device-width,initial-scale=1"]),
                    tag("title", [:], text(title)), tag("style", [:], .markup(style))),
                tag(
                    "body", [:],
                    tag(
                        "main", [:], tag("h1", [:], text(title)), paragraph(words.evidenceIntro), sections.all,
                        recipe(dossier, words), embedded(dossier, words))))
    }

    private static func recipe(_ dossier: EvidenceDossier, _ words: Words) -> HTML {
        let name = name(of: dossier.trail.item.approval.id)
        return tag(
            "section", ["aria-labelledby": "how"], tag("h2", ["id": "how"], text(words.recipeTitle)),
            paragraph(words.recipeIntro),
            tag("pre", ["class": "source", "id": "recipe"], text("FILE=\(name)\n" + EvidenceRecipe.shell)),
            tag("ol", [:], words.recipeSteps.map { tag("li", [:], text($0)) }))
    }

    private static func embedded(_ dossier: EvidenceDossier, _ words: Words) -> HTML {
        let files = EvidenceFiles(dossier: dossier).all
        return tag(
            "section", ["aria-labelledby": "files"], tag("h2", ["id": "files"], text(words.embedded)),
            tag(
                "details", [:],
                tag("summary", [:], text(files.map(\.name).joined(separator: " "))), .joined(files.map(block))))
    }

    /// The recipe counts on each tag standing on a line of its own.
    private static func block(_ file: EvidenceFiles.File) -> HTML {
        let lines = Data(file.bytes).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        return .markup("\n")
            + tag("pre", ["class": "file", "id": file.name], .markup("\n"), text(lines), .markup("\n"))
            + .markup("\n")
    }

    /// Allows its own style sheet and nothing else, wherever it is opened.
    private static var policy: String {
        let digest = SHA256.digest(of: style.withUTF8Buffer { Array($0) })
        return "default-src 'none'; style-src 'sha256-\(Data(digest).base64EncodedString())'"
    }

    private static let style: StaticString = """
        :root{color-scheme:light dark;font:100%/1.6 system-ui,"Noto Sans","Noto Sans CJK SC",sans-serif}\
        body{margin:0;overflow-wrap:anywhere}main{max-width:56rem;margin:auto;padding:1rem}\
        h1{line-height:1.3}h2{margin-block:2rem .5rem}h3{margin-block:1.5rem .25rem}\
        dl{display:grid;grid-template-columns:minmax(6rem,auto) minmax(0,1fr);gap:.25rem 1rem}dd{margin:0}dt{opacity:.75}\
        .card,.source,.file{padding:.75rem;border:1px solid #8888;border-radius:.5rem}\
        .msg,.source{white-space:pre-wrap}pre{font:.8125rem/1.5 ui-monospace,monospace;overflow-x:auto}\
        .mono{font-family:ui-monospace,monospace;font-size:.875em}.lead,b,th{font-weight:600}.muted{opacity:.75}\
        .tag{border:1px solid;border-radius:1rem;padding:0 .6em;font-size:.875em}\
        table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.25rem .5rem;border-bottom:1px solid #8888}\
        summary{cursor:pointer}
        """
}

/// How to check an exported file with a shell: docs/approvals.md says the same.
enum EvidenceRecipe {
    static let shell = #"""
        mkdir evidence
        sed -n 's/^<pre class="file" id="\([A-Za-z0-9.-]*\)">$/\1/p' "$FILE" | while read -r name; do
          sed -n "/^<pre class=\"file\" id=\"$name\">\$/,/^<\/pre>\$/p" "$FILE" | sed '1d;$d' | base64 -d > "evidence/$name"
        done
        cd evidence
        sha256sum --check SHA256SUMS
        while read -r sum name; do
          case "$name" in file-*) held=$(ls content-*.txt) ;; *) held="$(ls record-*.txt) CHAIN.txt" ;; esac
          grep -qs "$sum" $held || echo "nothing holds the digest of $name"
        done < SHA256SUMS
        for record in record-*.txt; do
          number=$(sed -n 's/^sequence: //p' "$record")
          previous=$(sed -n 's/^previous: //p' "$record")
          [ "$previous" = none ] || grep -q "^$((number - 1)) $previous\$" CHAIN.txt || echo "$record does not hold the one before"
        done

        """#
}
