import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@Suite("API")
struct APITests {
    private let ticket =
        #"{"desk":"it","subject":"No network","text":"Since nine.","requester":{"name":"王芳","address":"wang@customer.example"}}"#

    @Test(arguments: [nil, "", "tokenwrongwrongwrongwrongwrong", "' OR 1=1 --"])
    func `Nobody without a token`(token: String?) async throws {
        try await PortalScene().run { browser in
            let response = try await browser.get("/api/v1/tickets", token: token)
            #expect(response.code == 401)
            #expect(response.headers[.wwwAuthenticate]?.hasPrefix("Bearer") == true)
            #expect(response.headers[.contentType] == "application/problem+json")
            #expect(try object(response)["status"] as? Int == 401)
        }
    }

    @Test func `A session is no key to the API`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.lina)
            #expect(try await browser.get("/api/v1/tickets", session: session).code == 401)
        }
    }

    @Test func `An agent opens for anybody, a requester for themselves`() async throws {
        try await PortalScene().run { browser in
            let agent = try await browser.scene.token(Fixtures.lina)
            let opened = try await browser.json(.post, "/api/v1/tickets", ticket, token: agent)
            #expect(opened.code == 201)
            let value = try object(opened)
            #expect(value["status"] as? String == "new")
            #expect((value["number"] as? String)?.hasPrefix("IT-") == true)
            #expect((value["requester"] as? [String: String])?["address"] == "wang@customer.example")
            #expect(value["assignee"] is NSNull)
            let entry = try #require((value["entries"] as? [[String: Any]])?.first)
            #expect(entry["channel"] as? String == "api")
            #expect(entry["kind"] as? String == "message")
            let stranger = try await browser.scene.token(PortalScene.stranger)
            #expect(try await browser.json(.post, "/api/v1/tickets", ticket, token: stranger).code == 403)
            let own = #"{"desk":"it","subject":"Mine","text":"x"}"#
            #expect(try await browser.json(.post, "/api/v1/tickets", own, token: stranger).code == 201)
        }
    }

    @Test func `A ticket has the contract's members`() async throws {
        try await PortalScene().run { browser in
            let token = try await browser.scene.token(Fixtures.lina)
            let value = try object(try await browser.get("/api/v1/tickets/IT-42", token: token))
            let names: Set = [
                "number", "subject", "status", "kind", "priority", "desk", "requester", "participants", "assignee",
                "created_at", "updated_at", "flags", "entries",
            ]
            #expect(names.isSubset(of: value.keys))
            #expect(value["flags"] as? [String] == ["unverified"])
            #expect(value["created_at"] as? String == "2026-09-21T14:13:20Z")
            let entry = try #require((value["entries"] as? [[String: Any]])?.first)
            let entryNames: Set = [
                "id", "kind", "direction", "channel", "author", "text", "html", "created_at", "mail", "attachments",
            ]
            #expect(entryNames.isSubset(of: entry.keys))
            #expect(entry["direction"] as? String == "in")
            #expect(entry["mail"] as? String == "7")
            let file = try #require((entry["attachments"] as? [[String: Any]])?.first)
            #expect(Set(file.keys) == ["id", "name", "type", "size", "sha256"])
        }
    }

    @Test func `What is due is told to those who see a desk, and late tickets are found`() async throws {
        try await PortalScene(desks: Promises.desks).run { browser in
            let agent = try await browser.scene.token(Fixtures.lina)
            let requester = try await browser.scene.token(Fixtures.wang)
            let own = try object(try await browser.get("/api/v1/tickets/IT-42", token: requester))
            #expect(own["due_at"] == nil && own["is_late"] == nil)
            func due(_ path: String) async throws -> [[String: Any]] {
                let value = try object(try await browser.get(path, token: agent))
                return value["items"] as? [[String: Any]] ?? [value]
            }
            for (seconds, isLate) in [(0.0, false), (100, false), (1, true)] {
                browser.scene.clock.advance(seconds)
                for path in ["/api/v1/tickets/IT-42", "/api/v1/tickets"] {
                    let ticket = try #require(try await due(path).first { $0["number"] as? String == "IT-42" })
                    #expect(ticket["due_at"] as? String == "2026-09-21T14:15:00Z")
                    #expect(ticket["is_late"] as? Bool == isLate)
                }
                #expect(try await due("/api/v1/tickets?late=true").count == (isLate ? 1 : 0))
                #expect(try await due("/api/v1/tickets?late=false").count == 1)
            }
            #expect(try await browser.get("/api/v1/tickets?late=maybe", token: agent).code == 422)
            #expect(try await browser.get("/api/v1/tickets?late=true", token: requester).code == 422)
        }
        try await PortalScene().run { browser in
            let token = try await browser.scene.token(Fixtures.lina)
            let value = try object(try await browser.get("/api/v1/tickets/IT-42", token: token))
            #expect(value["due_at"] is NSNull && value["is_late"] as? Bool == false)
        }
    }

    @Test(arguments: [
        (#"{"desk":"it","subject":"x","text":"y","role":"administrator"}"#, 422, "role"),
        (#"{"desk":"nowhere","subject":"x","text":"y"}"#, 422, "desk"), (#"{"desk":"it","text":"y"}"#, 422, "subject"),
        (#"{"desk":"it","subject":" ","text":"y"}"#, 422, "subject"),
        (#"{"desk":"it","subject":5,"text":"y"}"#, 422, "subject"),
        (#"{"desk":"it","subject":"x","text":"y","requester":{"address":"no"}}"#, 422, "requester.address"),
        (#"{"desk":"it","subject":"x","text":"y","requester":{"address":"a@b","id":1}}"#, 422, "requester.id"),
        (#"{"desk":"it","subject":"x","text":"y","priority":"highest"}"#, 422, "priority"), ("[]", 400, nil),
        ("{", 400, nil), (#"{"desk":"it","desk":"hr","subject":"x","text":"y"}"#, 400, nil), ("", 400, nil),
        (String(repeating: "[", count: 100_000), 400, nil),
        (#"{"a":"# + String(repeating: #"{"a":"#, count: 60) + "1" + String(repeating: "}", count: 61), 400, nil),
    ])
    func `What does not fit is refused by name`(body: String, code: Int, field: String?) async throws {
        try await PortalScene().run { browser in
            let token = try await browser.scene.token(Fixtures.lina)
            let response = try await browser.json(.post, "/api/v1/tickets", body, token: token)
            #expect(response.code == code)
            #expect(response.headers[.contentType] == "application/problem+json")
            let errors = try object(response)["errors"] as? [[String: String]]
            #expect(errors?.first?["field"] == field)
        }
    }

    @Test func `A body beyond the limit is 413`() async throws {
        try await PortalScene().run { browser in
            let token = try await browser.scene.token(Fixtures.lina)
            let body = "{\"text\":\"" + String(repeating: "x", count: 2 << 20) + "\"}"
            #expect(try await browser.json(.post, "/api/v1/tickets", body, token: token).code == 413)
        }
    }

    @Test func `A repeated key gets the first answer and does nothing again`() async throws {
        try await PortalScene().run { browser in
            let token = try await browser.scene.token(Fixtures.lina)
            let key: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "one"]
            let first = try await browser.json(.post, "/api/v1/tickets", ticket, token: token, key)
            let second = try await browser.json(.post, "/api/v1/tickets", ticket, token: token, key)
            #expect(second.code == 201)
            #expect(first.text == second.text)
            #expect(await browser.scene.desk.records.count == 2)
            let other = ticket.replacingOccurrences(of: "nine", with: "ten")
            #expect(try await browser.json(.post, "/api/v1/tickets", other, token: token, key).code == 409)
        }
    }

    @Test func `Changes are all or nothing and obey the policy`() async throws {
        try await PortalScene().run { browser in
            let agent = try await browser.scene.token(Fixtures.lina)
            let path = "/api/v1/tickets/IT-42"
            let body = #"{"status":"in_progress","assignee":"lina@desk.example","priority":"high"}"#
            let value = try object(try await browser.json(.patch, path, body, token: agent))
            #expect(value["status"] as? String == "in_progress")
            #expect((value["assignee"] as? [String: String])?["address"] == "lina@desk.example")
            #expect(value["priority"] as? String == "high")
            let stale = #"{"priority":"low","version":1}"#
            #expect(try await browser.json(.patch, path, stale, token: agent).code == 409)
            let requester = try await browser.scene.token(Fixtures.wang)
            #expect(try await browser.json(.patch, path, #"{"priority":"low"}"#, token: requester).code == 403)
            #expect(try await browser.json(.patch, path, #"{"status":"resolved"}"#, token: requester).code == 200)
            let stranger = try await browser.scene.token(PortalScene.stranger)
            #expect(try await browser.json(.patch, path, #"{"priority":"low"}"#, token: stranger).code == 404)
        }
    }

    @Test func `Entries are added as reply or note`() async throws {
        try await PortalScene().run { browser in
            let agent = try await browser.scene.token(Fixtures.lina)
            let path = "/api/v1/tickets/IT-42/entries"
            let reply = try await browser.json(.post, path, #"{"kind":"reply","text":"Done."}"#, token: agent)
            #expect(reply.code == 201)
            #expect(try object(reply)["text"] as? String == "Done.")
            #expect(try object(reply)["direction"] as? String == "out")
            let readers = try #require(object(reply)["recipients"] as? [String: [[String: Any]]])
            #expect(readers["to"]?.compactMap { $0["address"] as? String } == ["wang@customer.example"])
            let left = #"{"kind":"reply","text":"x","leave_out":["wang@customer.example"]}"#
            #expect(try await browser.json(.post, path, left, token: agent).code == 422)
            let note = try await browser.json(.post, path, #"{"kind":"note","text":"Hm."}"#, token: agent)
            #expect(try object(note)["kind"] as? String == "note")
            let requester = try await browser.scene.token(Fixtures.wang)
            #expect(try await browser.json(.post, path, #"{"kind":"note","text":"x"}"#, token: requester).code == 403)
            #expect(try await browser.json(.post, path, #"{"kind":"decision","text":"x"}"#, token: agent).code == 422)
        }
    }

    @Test func `Lists come in parts`() async throws {
        try await PortalScene().run { browser in
            let token = try await browser.scene.token(Fixtures.lina)
            for _ in 0..<3 { _ = try await browser.json(.post, "/api/v1/tickets", ticket, token: token) }
            let first = try object(try await browser.get("/api/v1/tickets?limit=3", token: token))
            #expect((first["items"] as? [Any])?.count == 3)
            let cursor = try #require(first["next_cursor"] as? String)
            let second = try object(try await browser.get("/api/v1/tickets?limit=3&cursor=\(cursor)", token: token))
            #expect((second["items"] as? [Any])?.count == 1)
            #expect(second["next_cursor"] is NSNull)
            for limit in ["0", "201", "x", "-1"] {
                let response = try await browser.get("/api/v1/tickets?limit=\(limit)", token: token)
                #expect(response.code == 422)
            }
            let stranger = try await browser.scene.token(PortalScene.stranger)
            let none = try object(try await browser.get("/api/v1/tickets", token: stranger))
            #expect((none["items"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func `The ledger is for those who work or watch its desk`() async throws {
        try await PortalScene().run { browser in
            let agent = try await browser.scene.token(Fixtures.lina)
            let list = try object(try await browser.get("/api/v1/mail?state=parked", token: agent))
            #expect((list["items"] as? [[String: Any]])?.first?["state"] as? String == "parked")
            let mail = try object(try await browser.get("/api/v1/mail/7", token: agent))
            #expect((mail["trace"] as? [String])?.count == 2)
            let raw = try await browser.get("/api/v1/mail/7/raw", token: agent)
            #expect(raw.headers[.contentType] == "message/rfc822")
            #expect(raw.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            let other = try await browser.scene.token(Fixtures.omar)
            #expect(try await browser.get("/api/v1/mail/7", token: other).code == 404)
            let requester = try await browser.scene.token(Fixtures.wang)
            #expect(try await browser.get("/api/v1/mail", token: requester).code == 403)
            #expect(try await browser.get("/api/v1/mail/7/raw", token: requester).code == 404)
        }
    }

    @Test func `A token has its share of requests a minute`() async throws {
        try await PortalScene(apiRate: 3).run { browser in
            let token = try await browser.scene.token(Fixtures.lina)
            for _ in 0..<3 {
                let response = try await browser.get("/api/v1/tickets", token: token)
                #expect(response.code == 200)
            }
            let refused = try await browser.get("/api/v1/tickets", token: token)
            #expect(refused.code == 429)
            #expect(refused.headers[.retryAfter] != nil)
            browser.scene.clock.advance(61)
            #expect(try await browser.get("/api/v1/tickets", token: token).code == 200)
        }
    }

    @Test func `The description names every path and schema it uses`() async throws {
        try await PortalScene().run { browser in
            let response = try await browser.get("/api/v1/openapi.json")
            #expect(response.code == 200)
            let document = try object(response)
            #expect((document["openapi"] as? String)?.hasPrefix("3.1") == true)
            let paths = try #require(document["paths"] as? [String: Any])
            #expect(paths.count == 30)
            let schemas = try #require((document["components"] as? [String: Any])?["schemas"] as? [String: Any])
            let used = response.text.matches(of: #/#\/components\/schemas\/(\w+)/#).map { String($0.1) }
            #expect(Set(used).isSubset(of: schemas.keys))
        }
    }
}
