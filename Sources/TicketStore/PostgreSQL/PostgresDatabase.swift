import Ticketing

/// The database of desks that run on several nodes: one writing connection and a few reading ones a node.
enum PostgresDatabase {
    static func open(url: String, password: String?, readers: Int) -> any Database {
        ConnectionPool(dialect: .postgres, readers: readers) { _ throws(StoreError) in
            try PostgresConnection(url: url, password: password)
        }
    }
}
