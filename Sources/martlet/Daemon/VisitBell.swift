/// Ends a poller's wait before its time.
actor VisitBell {
    private var waiting: Task<Void, any Error>?
    /// It rang in the middle of a visit, which may have begun with what is out of date by now.
    private var isRung = false

    /// Throws when the caller is cancelled; returns after the time, or when it rings.
    func wait(for duration: Duration) async throws {
        if isRung {
            isRung = false
            return
        }
        let sleep = Task { try await Task.sleep(for: duration) }
        waiting = sleep
        await withTaskCancellationHandler {
            _ = await sleep.result
        } onCancel: {
            sleep.cancel()
        }
        waiting = nil
        try Task.checkCancellation()
    }

    func ring() {
        if let waiting {
            waiting.cancel()
        } else {
            isRung = true
        }
    }
}
