import Ticketing

/// What every page needs to know: who looks at it, in which language, and where they are.
struct PageFrame: Sendable {
    enum Place: Sendable, Hashable {
        case home, requests, new, inbox, mails, outgoing, suppressed, mailboxes, templates, reports, approvals, account,
            elsewhere

        var isMail: Bool { [.mails, .outgoing, .suppressed, .mailboxes].contains(self) }
    }

    let words: Words
    let visitor: Visitor
    let brand: String
    /// Address that help is asked for at.
    let helpAddress: String?

    var person: Person? { visitor.session?.person }

    /// A whole page. `live` is the ticket whose events the script follows; `moving` is where the browser goes at once.
    func page(
        _ title: String, at place: Place = .elsewhere, isWrong: Bool = false, live: String? = nil,
        moving: String? = nil, _ content: HTML
    ) -> HTML {
        let full = (isWrong ? words.errorPrefix : "") + title + " - " + brand
        return .markup("<!doctype html>\n")
            + tag("html", ["lang": words.language.tag, "dir": "ltr"], head(full, moving), body(place, live, content))
    }

    private func head(_ title: String, _ moving: String?) -> HTML {
        tag(
            "head", [:],
            .void("meta", ["charset": "utf-8"]),
            moving.map { .void("meta", ["http-equiv": "refresh", "content": "0;url=" + $0]) } ?? .empty,
            .void("meta", ["name": "viewport", "content": "width=device-width,initial-scale=1,viewport-fit=cover"]),
            tag("title", [:], text(title)),
            .void("meta", ["name": "color-scheme", "content": "light dark"]),
            .void("link", ["rel": "stylesheet", "href": StaticFiles.style.path]),
            .void("link", ["rel": "icon", "href": "data:,"]),
            tag("script", ["type": "module", "src": StaticFiles.script.path]))
    }

    private func body(_ place: Place, _ live: String?, _ content: HTML) -> HTML {
        tag(
            "body",
            [
                "data-live": live, "data-refresh": live == nil ? nil : words.refresh,
                "data-saved": words.draftSaved,
            ],
            Sprite.markup,
            tag("a", ["class": "skip", "href": "#main"], text(words.skip)),
            top(place),
            tag(
                "main", ["id": "main", "tabindex": "-1"],
                div("wrap stack-lg", flash, content, footer)),
            person == nil ? .empty : tabs(place),
            tag("div", ["class": "toasts", "role": "status", "aria-live": "polite"]))
    }

    private var flash: HTML {
        guard let flash = visitor.flash else { return .empty }
        return Banner.status(words.flash(flash), style: flash.isTrouble ? "warn" : "ok")
    }

    private func top(_ place: Place) -> HTML {
        let brandLink = tag("a", ["class": "brand", "href": "/"], icon("tick"), tag("span", [:], text(brand)))
        guard let person else {
            let signIn = place == .account ? HTML.empty : link("/login", words.signIn, style: "btn q")
            return tag("header", ["class": "top"], brandLink, div("fill"), signIn)
        }
        let isAgent = PersonReach(person).seesDesks
        return tag(
            "header", ["class": "top"], brandLink, menu(place, isAgent: isAgent),
            searchForm(isAgent: isAgent),
            tag(
                "a", ["class": "btn q hide-s me", "href": "/me", "aria-current": place == .account ? "page" : nil],
                icon("user"), foreign(person.label)))
    }

    /// The wide screen's menu; the narrow one's is at the bottom.
    private func menu(_ place: Place, isAgent: Bool) -> HTML {
        var links = [
            menuLink("/", words.home, place == .home), menuLink("/requests", words.myRequests, place == .requests),
        ]
        if isAgent {
            links.append(menuLink("/a/inbox", words.inbox, place == .inbox))
            links.append(menuLink("/a/mail", words.mails, place.isMail))
        }
        if showsApprovals(at: place) {
            links.append(menuLink("/approvals", words.approvals, place == .approvals, count: visitor.waitingApprovals))
        }
        if person.map({ AccessPolicy.readsSomeReports($0) }) == true {
            links.append(menuLink("/a/reports", words.reportsTitle, place == .reports))
        }
        if person?.memberships.contains(where: { $0.role == .administrator }) == true {
            links.append(menuLink("/a/templates", words.templatesTitle, place == .templates))
        }
        return tag("nav", ["class": "menu", "aria-label": words.mainMenu], links)
    }

    private func menuLink(_ target: String, _ label: String, _ isCurrent: Bool, count: Int = 0) -> HTML {
        tag("a", ["href": target, "aria-current": isCurrent ? "page" : nil], text(label), badge(count))
    }

    /// Whoever is never asked for a decision has no use for the link.
    private func showsApprovals(at place: Place) -> Bool { visitor.waitingApprovals > 0 || place == .approvals }

    private func badge(_ count: Int) -> HTML {
        count > 0 ? tag("span", ["class": "badge"], text(String(count))) : .empty
    }

    private func searchForm(isAgent: Bool) -> HTML {
        tag(
            "form", ["class": "grow", "role": "search", "action": isAgent ? "/a/inbox" : "/requests"],
            tag("label", ["class": "vh", "for": "q"], text(words.search)),
            .void(
                "input",
                [
                    "class": "in", "id": "q", "name": "q", "type": "search", "placeholder": words.search,
                    "autocomplete": "off", "enterkeyhint": "search", "maxlength": "200",
                ]))
    }

    private func tabs(_ place: Place) -> HTML {
        let isAgent = person.map { PersonReach($0).seesDesks } ?? false
        return tag(
            "nav", ["class": "tabs-b", "aria-label": words.mainMenu + " 2"],
            tab("/", "home", words.home, place == .home),
            isAgent
                ? tab("/a/inbox", "tray", words.inbox, place == .inbox)
                : tab("/requests", "tick", words.myRequests, place == .requests),
            tab("/requests/new", "plus", words.new, place == .new),
            showsApprovals(at: place)
                ? tab(
                    "/approvals", "done", words.approvalsTab, place == .approvals, count: visitor.waitingApprovals)
                : .empty,
            isAgent
                ? tab("/a/mail", "mail", words.mails, place.isMail) : .empty,
            tab("/me", "user", words.account, place == .account))
    }

    private func tab(
        _ target: String, _ symbol: StaticString, _ label: String, _ isCurrent: Bool, count: Int = 0
    ) -> HTML {
        tag(
            "a", ["href": target, "aria-current": isCurrent ? "page" : nil], icon(symbol),
            tag("span", [:], text(label)), badge(count))
    }

    private var footer: HTML {
        let help =
            helpAddress.map { address in
                tag("span", [:], text(words.helpByMail + " "), link("mailto:" + address, address))
            } ?? .empty
        return tag("footer", ["class": "foot"], help, person == nil ? languages : .empty)
    }

    private var languages: HTML {
        let links = PortalLanguage.allCases.map { language in
            language == words.language
                ? tag("span", ["lang": language.tag, "aria-current": "true"], text(language.label))
                : tag(
                    "a", ["href": "?lang=" + language.rawValue, "lang": language.tag, "hreflang": language.tag],
                    text(language.label))
        }
        return tag("nav", ["class": "row", "aria-label": words.languageMenu], links)
    }
}

/// Symbols drawn for the portal, once on each page.
enum Sprite {
    static let markup = HTML.markup(
        """
        <svg hidden xmlns="http://www.w3.org/2000/svg">\
        <symbol id="home" viewBox="0 0 24 24"><path d="M4 11l8-7 8 7v9h-5v-6H9v6H4z"/></symbol>\
        <symbol id="tick" viewBox="0 0 24 24"><path d="M4 7h16v4a2 2 0 000 4v2H4v-2a2 2 0 000-4z"/></symbol>\
        <symbol id="plus" viewBox="0 0 24 24"><path d="M12 5v14M5 12h14"/></symbol>\
        <symbol id="tray" viewBox="0 0 24 24"><path d="M4 13l3-8h10l3 8v6H4zM4 13h5a3 3 0 006 0h5"/></symbol>\
        <symbol id="mail" viewBox="0 0 24 24"><path d="M3 6h18v12H3zM3 7l9 7 9-7"/></symbol>\
        <symbol id="user" viewBox="0 0 24 24"><circle cx="12" cy="8" r="4"/><path d="M4 20c1-4 5-5 8-5s7 1 8 5"/></symbol>\
        <symbol id="back" viewBox="0 0 24 24"><path d="M15 5l-7 7 7 7"/></symbol>\
        <symbol id="clip" viewBox="0 0 24 24"><path d="M20 11l-8 8a5 5 0 01-7-7l8-8a3.5 3.5 0 015 5l-8 8a2 2 0 01-3-3l7-7"/></symbol>\
        <symbol id="done" viewBox="0 0 24 24"><path d="M5 12l5 5 9-10"/></symbol>\
        <symbol id="warn" viewBox="0 0 24 24"><path d="M12 4l9 16H3zM12 10v4M12 17v.01"/></symbol></svg>
        """)
}
