/// What a `winmail.dat` holds.
struct TNEFContent {
    struct File: Equatable {
        var name: String
        var type: String?
        var contentID: String?
        var bytes: [UInt8]
    }

    var subject = ""
    var text: String?
    var html: String?
    var files: [File] = []
    /// Files were left out: there are more than the limits allow.
    var isCut = false

    /// How much of one is looked at.
    struct Limits {
        var bytes: Int
        var files: Int
        /// Messages within messages.
        var depth = 3
        var attributes = 10_000
    }
}
