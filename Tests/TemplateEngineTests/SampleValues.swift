import Foundation
import TemplateEngine

/// A plausible value for each variable of a key.
enum SampleValues {
    static let now = Date(timeIntervalSince1970: 1_795_577_760)

    static func all(for key: TemplateKey) -> [String: TemplateValue] {
        overlaid(TemplateSample.values(for: key, at: now), key)
    }

    static func required(for key: TemplateKey) -> [String: TemplateValue] {
        overlaid(TemplateSample.values(for: key, at: now, withOptional: false), key)
    }

    private static func overlaid(
        _ values: [String: TemplateValue], _ key: TemplateKey
    ) -> [String: TemplateValue] {
        values.merging(known.filter { values[$0.key] != nil }) { $0.overlaid(with: $1) }
    }

    private static let known: [String: TemplateValue] = [
        "desk": ["title": "IT 服务台"],
        "ticket": ["status": "new", "subject": "会议室投影无法连接", "created_at": .date(now)],
        "entry": ["html": .safeHTML(SafeHTML(sanitized: "<p>请重启一次。</p>")), "text": "请重启一次。"],
    ]
}
