import InternetMessage
import Testing

@testable import Ticketing

@Suite("Lines that decide nothing") struct ApprovalTrapTests {
    private func doubt(_ line: String) -> ApprovalDoubt? {
        guard case .unclear(let doubt) = ApprovalReading(FreshText(text: line, quoted: false)) else { return nil }
        return doubt
    }

    @Test(arguments: [
        "Approve?", "APPROVE?!", "Approve ?", "approved?", "Approve or reject?", "should I approve?",
        "Can you approve this?",
        "Who approves?", "同意?", "同意？", "同意吗", "同意吗？", "是否同意？", "同意嗎", "批准么", "承認？", "承認しますか", "承認でしょうか。",
        "승인?", "승인할까", "genehmigt?", "Genehmigen?", "approuvé ?", "¿Aprobado?", "¿aprobado", "Aprovado?",
        "Согласовано?",
        "موافق؟", "Approve‽", "APPROVE⁇", "approve⁉", "驳回吧？不",
    ])
    func `a question`(line: String) { #expect(doubt(line) == .question) }

    @Test(arguments: [
        "not rejected", "never approve", "I will not approve this", "I do not reject", "don't approve", "Don’t approve",
        "do not approve yet", "no approve", "cannot approve", "没有同意", "没同意", "未批准", "未核准", "非同意", "不拒绝", "不驳回",
        "不是同意", "并不同意", "不同意驳回", "不能同意", "别批准", "勿批准", "未承認", "承認しないでください", "却下ではありません", "미승인", "승인 안 합니다",
        "승인하지 않", "nicht abgelehnt", "noch nicht genehmigt", "pas approuvé", "non refusé", "jamais approuvé",
        "aún no aprobado", "nunca aprobado", "ainda não aprovado", "не отклонено", "ещё не согласовано", "لا موافق",
        "Not, approved", "Approved. Not", "approved, not", "not - approved", "不，同意", "不, 同意", "同意不同意", "同意/不同意",
        "同意 不同意", "我不太同意", "`approve` or not",
    ])
    func `a negation`(line: String) { #expect(doubt(line) == .negation) }

    @Test(arguments: [
        // More is said, or less.
        "I approve of the first part", "Approved by Li", "Approved for 500 only", "approve this", "approve it",
        "Approve all",
        "approved with changes", "approved subject to budget", "Approved, but only the laptop", "Approved, Anna",
        "Approved - see below", "approve if Wang agrees", "approve/reject", "approve or reject", "APPROVE REJECT",
        "approve, reject", "APPROVED PENDING", "please approve", "Please approve.", "approve please", "approve, please",
        "Kindly approve", "Approval", "approval", "approver", "approving", "approves", "preapproved", "reapprove",
        "unapprove",
        "unapproved", "approv", "pprove", "aprove", "APPROVE1", "1 approve", "approve 2", "+approve", "/approve",
        "@approve",
        "approve@example.com", "http://approve/", "approve.example.com", "approve.now", "app,rove", "ap prove",
        "a p p r o v e",
        "a.p.p.r.o.v.e", "Re: approve", "Subject: APPROVE", "Decision: approve", "A: approve", "[x] approve",
        "[ ] approve",
        "☐ approve", "<approve>", "~approve~", "--approve", "approve --", "approve|",
        "Auto: approve",
        "同意，但是要先比价", "同意，但先问财务", "同意的话我再说", "同意或拒绝", "原则同意",
        "原则上同意", "有条件同意", "基本同意", "同意第一项", "同意。请先付款", "同意付款", "同意见", "同意书", "请批准", "请批准，谢谢", "求批准", "待批准",
        "等批准", "批准人", "批准前再看", "通过率", "谢谢批准", "感谢批准", "辛苦批准", "麻烦批准", "同 意", "同,意", "同意同意", "回复：同意",
        "以下同意", "拒绝往来",
        "承認お願いします", "承認、お願いします", "承認待ち", "要承認", "承認よろしくお願いします", "承認ありがとうございます", "ご承認ありがとうございます", "承認者",
        "条件付き承認", "承認 却下", "却下待ち",
        "승인 요청", "승인 부탁드립니다", "승인바랍니다", "승인 감사합니다", "승인감사합니다", "승인 대기", "조건부 승인", "승인자", "승인, 부탁드립니다",
        "bitte genehmigen", "genehmigen", "Genehmigung", "genehmigt, aber nur eins", "teilweise genehmigt",
        "genehmigt bitte",
        "sous réserve", "approuver", "à approuver", "approuvé sous réserve", "merci d'approuver", "por aprobar",
        "aprobar",
        "aprobado en parte", "favor aprovar", "aprovar", "aprovado em parte", "согласовать", "на согласовании",
        "согласовано частично", "прошу согласовать", "الموافقة", "موافق جزئيا", "موافق بشرط", "يرجى الموافقة",
        // Too weak to prove anything later.
        "yes", "Yes.", "ok", "OK!", "okay", "sure", "fine", "go ahead", "+1", "y", "agree", "agreed", "好", "好的", "可以",
        "行", "可",
        "准", "嗯", "没问题", "收到", "はい", "了解", "了承", "可決", "네", "좋습니다", "ja", "einverstanden", "d'accord", "oui", "sí",
        "vale",
        "sim", "да", "согласен", "نعم", "👍", "✅", "thanks", "谢谢",
        // It only looks like one.
        "\u{430}pprove", "АPPROVE", "approv\u{435}", "ар\u{440}rove", "Rе\u{458}ect", "ＡＰＰＲＯＶＥＤ\u{200B}Ｘ", "ɑpprove",
        "appr\u{3BF}ve",
        "APPR\u{1E4C}VE", "a\u{308}pprove", "approve\u{20DD}",
        "a\u{336}p\u{336}p\u{336}r\u{336}o\u{336}v\u{336}e\u{336}", "APP\u{200B}ROVE",
        "APP\u{200D}ROVE", "AP\u{AD}PROVE", "APPROVE\u{AD}", "APP\u{2060}ROVE", "\u{202E}APPROVE",
        "\u{202D}APPROVE\u{202C}",
        "\u{202E}EVORPPA", "EVORPPA", "同\u{200B}意", "同\u{FE00}意", "同\u{2066}意", "approve\u{E0061}", "\u{3164}approve",
        "\u{2800}approve",
        "ᴀᴘᴘʀᴏᴠᴇ", "αpprove", "approve\u{0}", "approve\u{7}", "同意\u{E000}", "冋意", "同薏",
    ])
    func `no word, or more than one`(line: String) { #expect(doubt(line) == .noWord) }

    /// Unicode has letters for mathematics, in circles and in half width that are the same letters.
    @Test(arguments: ["𝐀𝐏𝐏𝐑𝐎𝐕𝐄", "ⓐⓟⓟⓡⓞⓥⓔ", "ＡＰＰＲＯＶＥ", "approⅴe"])
    func `compatible letters are the letters`(line: String) {
        #expect(ApprovalWords.shipped.decision(of: line) == .approved)
    }
}
