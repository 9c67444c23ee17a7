import Ticketing

// The operations of the outgoing queue.
extension OpenAPI {
    static var listQueue: JSONValue {
        operation(
            "listQueue", "queue", "Outgoing messages, newest first; for those who see all desks",
            parameters: [
                query("state", several(OutgoingState.self), "One or more states, separated by commas"),
                reference("parameters/cursor"), reference("parameters/limit"),
            ], responses: [("200", answer("OutgoingPage"))] + errors("400", "401", "403", "422", "429"))
    }

    static var retryOutgoing: JSONValue {
        operation(
            "retryOutgoing", "queue", "Sends a message now, whatever its state, unless it was sent",
            parameters: [reference("parameters/idempotencyKey")],
            responses: [("200", answer("OutgoingWithHistory"))]
                + errors("400", "401", "403", "404", "409", "413", "415", "422", "429"))
    }

    static var dropOutgoing: JSONValue {
        operation(
            "dropOutgoing", "queue", "Never sends a message; the ledger keeps it with the reason",
            parameters: [reference("parameters/idempotencyKey")], body: "Drop",
            responses: [("200", answer("OutgoingWithHistory"))]
                + errors("400", "401", "403", "404", "409", "413", "415", "422", "429"))
    }

    static var listSuppressions: JSONValue {
        operation(
            "listSuppressions", "queue", "Addresses that get no mail, newest first",
            parameters: [reference("parameters/cursor"), reference("parameters/limit")],
            responses: [("200", answer("SuppressionPage"))] + errors("400", "401", "403", "422", "429"))
    }

    static var liftSuppression: JSONValue {
        operation(
            "liftSuppression", "queue", "Sends mail to the address again; for administrators",
            responses: [("204", ["description": "Done"])] + errors("400", "401", "403", "404", "429"))
    }
}
