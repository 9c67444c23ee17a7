import InternetMessage
import Ticketing

extension Configuration {
    /// Who decides together, by the group's name.
    static func groups(_ section: ConfigurationSection<DeskKey>) -> [String: [MailAddress]] {
        let lists = section.lists(.groups)
        if lists.count > Desk.mostGroups {
            section.report(.groups, "holds \(lists.count) groups, and \(Desk.mostGroups) are the most")
        }
        var groups: [String: [MailAddress]] = [:]
        for list in lists {
            let path = "\(section.name(of: .groups)).\(list.name.shortened)"
            guard Desk.isGroupName(list.name) else {
                section.problems.add(
                    "\(path): a group's name must be 1 to \(Desk.longestGroupName) of a-z, 0-9 and -, a letter first",
                    line: list.line)
                continue
            }
            groups[list.name] = members(list, path, section.problems)
        }
        return groups
    }

    private static func members(
        _ list: (name: String, texts: [(text: String, line: Int?)], line: Int?), _ path: String,
        _ problems: ProblemList
    ) -> [MailAddress] {
        if list.texts.isEmpty {
            problems.add("\(path) is empty: name at least one address, such as boss@example.com", line: list.line)
        }
        if list.texts.count > Desk.mostGroupMembers {
            problems.add(
                "\(path) holds \(list.texts.count) addresses, and \(Desk.mostGroupMembers) are the most",
                line: list.line)
        }
        var members: [MailAddress] = []
        for (text, line) in list.texts {
            guard let address = CommandAddress.address(text) else {
                problems.add("\(path): \"\(text.shortened)\" is not a mail address", line: line)
                continue
            }
            if members.contains(address) { problems.add("\(path) holds \(text.shortened) twice", line: line) }
            members.append(address)
        }
        return members
    }

    /// No desk's address decides: a request that goes there would be taken for a mail to the desk.
    static func checkGroups(of desks: [(desk: Desk, section: ConfigurationSection<DeskKey>)]) {
        let directory = DeskDirectory(desks.map(\.desk))
        for (desk, section) in desks {
            for (name, members) in desk.groups.sorted(by: { $0.key < $1.key }) {
                for address in members {
                    guard let owner = directory.desk(owning: address) else { continue }
                    section.report(
                        .groups, "has \(address) in \(name), which is desk \(owner.name)'s own: name a person's")
                }
            }
        }
    }
}
