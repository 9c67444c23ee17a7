import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing
import Ticketing

@Suite("Who sees and does what")
struct PermissionTests {
    @Test(arguments: [
        ("/requests/IT-42", 200, 200, 404, 200, 404), ("/requests/IT-42/attachments/1", 200, 200, 404, 200, 404),
        ("/requests/IT-42/attachments/2", 404, 200, 404, 200, 404),
        ("/requests/IT-42/entries/1/text", 200, 200, 404, 200, 404),
        ("/requests/IT-42/entries/2/text", 404, 200, 404, 200, 404),
        ("/requests/IT-42/entries/1/html", 200, 200, 404, 200, 404), ("/requests/IT-9999", 404, 404, 404, 404, 404),
        ("/requests/nonsense", 404, 404, 404, 404, 404), ("/a/inbox", 404, 200, 200, 200, 404),
        ("/a/mail", 404, 200, 200, 200, 404), ("/a/mail/7", 404, 200, 404, 200, 404),
        ("/a/mail/7/raw", 404, 200, 404, 200, 404), ("/a/queue", 404, 404, 404, 200, 404),
        ("/a/mailboxes", 404, 404, 404, 200, 404),
        ("/a/reports", 404, 404, 404, 200, 404), ("/a/reports/mail", 404, 404, 404, 200, 404),
        ("/a/reports/mail/html", 404, 404, 404, 200, 404), ("/a/reports?desk=none", 404, 404, 404, 404, 404),
        ("/a/templates", 404, 404, 404, 200, 404), ("/a/templates/acknowledgement", 404, 404, 404, 200, 404),
        ("/a/templates/acknowledgement/edit", 404, 404, 404, 200, 404),
        ("/a/templates/acknowledgement/preview?ticket=IT-42", 404, 404, 404, 200, 404),
        ("/a/templates/acknowledgement/compare?from=1&to=1", 404, 404, 404, 200, 404),
        ("/a/templates/nothing", 404, 404, 404, 404, 404), ("/a/templates?desk=nothing", 404, 404, 404, 404, 404),
        ("/a/queue/5", 404, 404, 404, 200, 404), ("/a/queue/5/html", 404, 404, 404, 200, 404),
        ("/a/queue/5/raw", 404, 404, 404, 200, 404), ("/a/queue/6", 404, 404, 404, 200, 404),
        // A sign-in link is for nobody but its reader, whatever their role.
        ("/a/queue/6/html", 404, 404, 404, 404, 404), ("/a/queue/6/raw", 404, 404, 404, 404, 404),
        ("/a/queue/99", 404, 404, 404, 404, 404), ("/a/suppressed", 404, 404, 404, 200, 404),
        ("/me", 200, 200, 200, 200, 200),
    ])
    func `Pages, by requester, agent, other desk's agent, administrator and stranger`(
        path: String, requester: Int, agent: Int, other: Int, administrator: Int, stranger: Int
    ) async throws {
        try await PortalScene().run { browser in
            let people = [Fixtures.wang, Fixtures.lina, Fixtures.omar, Fixtures.root, PortalScene.stranger]
            for (person, code) in zip(people, [requester, agent, other, administrator, stranger]) {
                let session = try await browser.scene.signIn(person)
                let response = try await browser.get(path, session: session)
                #expect(response.code == code, "\(person.address) \(path)")
            }
        }
    }

    @Test func `A stranger's answer for a ticket that exists is the one for a ticket that does not`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(PortalScene.stranger)
            let real = try await browser.get("/requests/IT-42", session: session)
            let unreal = try await browser.get("/requests/IT-43", session: session)
            let withoutID: (String, TestResponse) -> String = { text, response in
                text.replacing(response.headers[HTTPField.Name("X-Request-Id")!] ?? "", with: "")
            }
            #expect(withoutID(real.text, real) == withoutID(unreal.text, unreal))
        }
    }

    @Test func `Notes and their files are not in a requester's page or answer`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let token = try await browser.scene.token(Fixtures.wang)
            for text in [
                try await browser.get("/requests/IT-42", session: session).text,
                try await browser.get("/api/v1/tickets/IT-42", token: token).text,
            ] {
                #expect(text.contains("We look into it."))
                #expect(!text.contains("inside story"))
                #expect(!text.contains("secret.txt"))
            }
            let agent = try await browser.scene.signIn(Fixtures.lina)
            let page = try await browser.get("/requests/IT-42", session: agent).text
            #expect(page.contains("inside story"))
            #expect(page.contains("/a/mail/7"))
            #expect(page.contains("Sender not verified") || page.contains("发件人未经验证"))
        }
    }

    @Test func `A requester cannot note, assign or take`() async throws {
        try await PortalScene().run { browser in
            let session = try await browser.scene.signIn(Fixtures.wang)
            let note = try await browser.submit(
                "/requests/IT-42/note", from: "/requests/IT-42", [("note", "x")], session: session)
            #expect(note.code == 403)
            let take = try await browser.submit(
                "/requests/IT-42/handle", from: "/requests/IT-42", [("priority", "urgent")], session: session)
            #expect(take.code == 403)
            #expect(
                try await browser.scene.desk.record(PortalScene.ticket.number).entries.count
                    == PortalScene.record.entries.count)
        }
    }

    @Test func `A requester says it is solved and an agent takes it`() async throws {
        try await PortalScene().run { browser in
            let agent = try await browser.scene.signIn(Fixtures.lina)
            let taken = try await browser.submit(
                "/requests/IT-42/handle", from: "/requests/IT-42", [("assignee", "2"), ("state", "in_progress")],
                session: agent)
            #expect(taken.code == 303)
            #expect(
                try await browser.scene.desk.record(PortalScene.ticket.number).ticket.assignee?.id == Fixtures.lina.id)
            let requester = try await browser.scene.signIn(Fixtures.wang)
            let solved = try await browser.submit(
                "/requests/IT-42/state", from: "/requests/IT-42", [("state", "resolved")], session: requester)
            #expect(solved.code == 303)
            #expect(try await browser.scene.desk.record(PortalScene.ticket.number).ticket.state == .resolved)
        }
    }

    @Test func `A page that is older than the ticket changes nothing and keeps what was typed`() async throws {
        try await PortalScene().run { browser in
            let agent = try await browser.scene.signIn(Fixtures.lina)
            let stale = try await browser.submit(
                "/requests/IT-42/reply", from: "/requests/IT-42", [("text", "kept words"), ("version", "0")],
                session: agent)
            #expect(stale.code == 409)
            #expect(stale.text.contains("kept words"))
        }
    }
}
