import InternetMessage
import TestSupport
import Testing
import Ticketing

@Suite("Addresses that the configuration names")
struct ConfiguredAddressTests {
    private static let ann = "ann@boss.example"

    private static func rule(
        _ approvers: [String], later: String? = nil, from: [DeskRule.Origin] = []
    ) -> DeskRule {
        var condition = DeskRule.Condition()
        condition.from = from
        return DeskRule(
            name: "purchase", condition: condition,
            steps: [.init(rule: .all, approvers: approvers, escalatesTo: later)])
    }

    static let rules: [(DeskRule, names: Bool)] = [
        (rule(["lead", ann]), true), (rule(["Ann <ann@boss.example>"]), true), (rule(["lead"], later: ann), true),
        (rule(["lead"], from: [.address(Fixtures.address(ann))]), true), (rule(["lead", "bob@boss.example"]), false),
        (rule(["group:finance"], from: [.domain("boss.example")]), false), (rule([""]), false),
    ]

    @Test(arguments: rules)
    func `a rule names who asks and who decides`(rule: DeskRule, names: Bool) {
        var desk = Fixtures.it
        desk.approvalRules = [rule]
        let keys = DeskDirectory([Fixtures.hr, desk]).keys(naming: Fixtures.address(Self.ann))
        #expect(keys == (names ? ["desks[].approvals"] : []))
    }

    @Test func `each key is named once`() {
        var desk = Fixtures.it
        desk.groups = ["board": [Fixtures.address(Self.ann)], "finance": [Fixtures.address(Self.ann)]]
        desk.approvalRules = [Self.rule([Self.ann]), Self.rule([Self.ann])]
        let keys = DeskDirectory([desk]).keys(naming: Fixtures.address(Self.ann))
        #expect(keys == ["desks[].groups", "desks[].approvals"])
    }
}
