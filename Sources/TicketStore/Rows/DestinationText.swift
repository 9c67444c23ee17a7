import InternetMessage
import Ticketing

/// To and Cc of a message in one column.
enum DestinationText {
    private struct Fields: Codable {
        var to: [Name]
        var cc: [Name]
    }

    private struct Name: Codable {
        var name: String?
        var address: String

        init(_ mailbox: Mailbox) {
            name = mailbox.displayName
            address = AddressText.encode(mailbox.address)
        }

        func mailbox() throws(StoreError) -> Mailbox {
            Mailbox(displayName: name, address: try AddressText.decode(address))
        }
    }

    static func encode(_ destinations: Destinations) throws(StoreError) -> String {
        try JSONText.encode(Fields(to: destinations.to.map(Name.init), cc: destinations.cc.map(Name.init)))
    }

    static func decode(_ text: String) throws(StoreError) -> Destinations {
        let fields = try JSONText.decode(text, Fields.self, or: Fields(to: [], cc: []))
        return Destinations(
            to: try fields.to.map { name throws(StoreError) in try name.mailbox() },
            cc: try fields.cc.map { name throws(StoreError) in try name.mailbox() })
    }
}
