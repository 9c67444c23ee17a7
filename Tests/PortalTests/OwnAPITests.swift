import Foundation
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@Suite("API – who the token is, and what mail they get")
struct OwnAPITests {
    private let path = "/api/v1/me/preferences"

    @Test func `it says who the token is`() async throws {
        try await PortalScene().run { browser async throws in
            for path in ["/api/v1/me", path] {
                #expect(try await browser.get(path).code == 401)
                #expect(try await browser.get(path, session: browser.scene.signIn(Fixtures.wang)).code == 401)
            }
            let lina = try await browser.get("/api/v1/me", token: browser.scene.token(Fixtures.lina))
            #expect(
                lina.text
                    == #"{"address":"lina@desk.example","name":"Li Na","roles":[{"role":"agent","desk":"it"}],"language":null,"time_zone":null}"#
            )
            let wang = try await browser.get("/api/v1/me", token: browser.scene.token(Fixtures.wang))
            #expect(wang.text.contains(#""roles":[],"language":"zh""#))
        }
    }

    @Test func `it shows the kinds that concern the person, and changes what is given`() async throws {
        try await PortalScene().run { browser async throws in
            let token = try await browser.scene.token(Fixtures.wang)
            let before = try await browser.get(path, token: token)
            #expect(
                before.text
                    == #"{"kinds":{"status-change":"at-once","reopened":"at-once","survey":"at-once"},"digest":null,"quiet_hours":null,"time_zone":null,"language":"zh"}"#
            )
            let change = #"{"kinds":{"reopened":"never"},"quiet_hours":{"from":"22:00","to":"07:30"},"language":"fr"}"#
            let changed = try await browser.json(.patch, path, change, token: token)
            let after =
                #"{"kinds":{"status-change":"at-once","reopened":"never","survey":"at-once"},"digest":null,"quiet_hours":{"from":"22:00","to":"07:30"},"time_zone":null,"language":"fr"}"#
            #expect(changed.code == 200 && changed.text == after)
            #expect(try await browser.get(path, token: token).text == after)
            let person = try #require(await browser.scene.desk.person(Fixtures.wang.id))
            #expect(person.quietHours == QuietHours(from: 1_320, to: 450) && !person.wants(.reopened))
            // Nothing is nothing, and null takes back.
            #expect(try await browser.json(.patch, path, "{}", token: token).text == after)
            let back = #"{"quiet_hours":null,"time_zone":"UTC","language":null,"kinds":{"reopened":"at-once"}}"#
            #expect(try await browser.json(.patch, path, back, token: token).code == 200)
            let cleared = try #require(await browser.scene.desk.person(Fixtures.wang.id))
            #expect(cleared.quietHours == nil && cleared.timeZone == "UTC" && cleared.language == nil)
            #expect(cleared.wants(.reopened))
            // Whoever holds the token is the person: no mail tells them.
            #expect(await browser.scene.desk.planned == [])
        }
    }

    @Test(arguments: [
        (
            #"{"kinds":{"reopened":"digest"}}"#,
            #""reopened":"digest","survey":"at-once"},"digest":{"days":"working-days","time":"08:00"}"#
        ),
        (
            #"{"digest":{"days":"each-day"}}"#,
            #""reopened":"at-once","survey":"at-once"},"digest":{"days":"each-day","time":"08:00"}"#
        ),
        (
            #"{"kinds":{"reopened":"digest"},"digest":{"days":"each-day","time":"17:30"}}"#,
            #""reopened":"digest","survey":"at-once"},"digest":{"days":"each-day","time":"17:30"}"#
        ),
        (#"{"kinds":{"reopened":"digest"},"digest":null}"#, #""reopened":"never","survey":"at-once"},"digest":null"#),
    ])
    func `a digest is chosen, and brought by what is to come in it`(change: String, expected: String) async throws {
        try await PortalScene().run { browser async throws in
            let token = try await browser.scene.token(Fixtures.wang)
            let changed = try await browser.json(.patch, path, change, token: token)
            #expect(changed.code == 200 && changed.text.contains(expected), "\(changed.text)")
            #expect(try await browser.get(path, token: token).text == changed.text)
            let ended = try await browser.json(.patch, path, #"{"digest":null}"#, token: token).text
            #expect(ended.contains(#""digest":null"#) && !ended.contains(#":"digest""#))
        }
    }

    @Test(arguments: [
        (#"{"kinds":{"reopened":"perhaps"}}"#, "kinds.reopened"), (#"{"kinds":{"reopened":1}}"#, "kinds.reopened"),
        (#"{"kinds":{"reopened":null}}"#, "kinds.reopened"), (#"{"kinds":{"note":"never"}}"#, "kinds.note"),
        (#"{"kinds":{"x":"never"}}"#, "kinds.x"), (#"{"kinds":[]}"#, "kinds"), (#"{"kinds":null}"#, "kinds"),
        (#"{"quiet_hours":{"from":"22:00"}}"#, "quiet_hours.to"),
        (#"{"quiet_hours":{"from":"24:00","to":"07:00"}}"#, "quiet_hours.from"),
        (#"{"quiet_hours":{"from":"22:00","to":"07:00:00"}}"#, "quiet_hours.to"),
        (#"{"quiet_hours":{"from":"7:00","to":"08:00"}}"#, "quiet_hours.from"),
        (#"{"quiet_hours":{"from":"07:00","to":"07:00"}}"#, "quiet_hours.to"),
        (#"{"quiet_hours":{"from":"07:00","to":"08:00","zone":"UTC"}}"#, "quiet_hours.zone"),
        (#"{"digest":{"days":"fridays","time":"08:00"}}"#, "digest.days"),
        (#"{"digest":{"time":"08:00"}}"#, "digest.days"),
        (#"{"digest":{"days":"each-day","time":"8:00"}}"#, "digest.time"), (#"{"digest":"daily"}"#, "digest"),
        (#"{"digest":{"days":"each-day","zone":"UTC"}}"#, "digest.zone"),
        (#"{"kinds":{"digest":"never"}}"#, "kinds.digest"), (#"{"kinds":{"survey":"digest"}}"#, "kinds.survey"),
        (#"{"quiet_hours":"night"}"#, "quiet_hours"), (#"{"time_zone":"Berlin"}"#, "time_zone"),
        (#"{"time_zone":""}"#, "time_zone"), (#"{"time_zone":7}"#, "time_zone"),
        (#"{"language":"ko"}"#, "language"), (#"{"language":""}"#, "language"), (#"{"name":"x"}"#, "name"),
    ])
    func `what does not fit is named, and nothing of it is kept`(body: String, field: String) async throws {
        try await PortalScene().run { browser async throws in
            let token = try await browser.scene.token(Fixtures.wang)
            let answer = try await browser.json(.patch, path, body, token: token)
            #expect(answer.code == 422 && answer.headers[.contentType] == "application/problem+json")
            let errors = try object(answer)["errors"] as? [[String: String]]
            #expect(errors?.first?["field"] == field)
            let person = try #require(await browser.scene.desk.person(Fixtures.wang.id))
            #expect(MailSettings(of: person) == MailSettings(of: Fixtures.wang))
        }
    }
}
