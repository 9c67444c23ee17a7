/// What every part of the store works with.
struct StoreCore: Sendable {
    let database: any Database
    let blobs: BlobStore
    /// Raised when mail came in, and when mail is to go out.
    let arrivals = WorkSignal()
    let departures = WorkSignal()
}
