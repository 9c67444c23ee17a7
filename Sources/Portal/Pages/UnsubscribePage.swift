import Ticketing

/// One kind of notice, whether it comes, and the button that changes it.
struct UnsubscribePage {
    let frame: PageFrame
    let kind: NotificationKind
    let path: String
    let isWanted: Bool
    /// It was changed just now.
    let isDone: Bool

    var html: HTML {
        let words = frame.words
        return frame.page(
            words.noticesTitle,
            div(
                "narrow stack", isDone ? Banner.status(words.saved, style: "ok") : .empty,
                tag("h1", [:], text(words.notices(kind))),
                paragraph(isWanted ? words.noticesCome : words.noticesEnded),
                paragraph(words.noticesRest, style: "muted"),
                tag(
                    "form", ["method": "post", "action": path, "class": "row"],
                    hidden("wanted", isWanted ? "no" : "yes"),
                    button(isWanted ? words.endNotices : words.resumeNotices))))
    }
}
