import Ticketing

/// What requesters are asked about a solution.
extension Words {
    var solvedTitle: String { say("Is it solved?", "问题解决了吗？") }
    var solvedHint: String {
        say(
            "We think that it is. Nothing changes until you press one of the buttons.",
            "我们认为已经解决。在您点击下面的按钮之前，不会有任何变化。")
    }
    var yesSolved: String { say("Yes, it is solved", "是的，已解决") }
    var notYetSolved: String { say("No, it is not solved yet", "还没有解决") }
    var stillWrong: String { say("What is still wrong?", "还有什么问题？") }
    var stillWrongHint: String {
        say("Goes to the people who work on it, and opens the request again.", "内容会发给处理人员，工单将重新打开。")
    }
    var openAgain: String { say("Open it again", "重新打开") }
    var confirmedTitle: String { say("Thank you. The request is closed.", "谢谢，工单已关闭。") }
    var confirmedText: String {
        say("If something comes up again, just reply to our mail.", "如果之后又有问题，直接回复邮件即可。")
    }
    var reopenedTitle: String { say("The request is open again.", "工单已重新打开。") }
    var reopenedText: String { say("We have your words and go on with it.", "我们已收到您的说明，会继续处理。") }

    var surveyTitle: String { say("How did we do?", "您对这次服务满意吗？") }
    var surveyHint: String {
        say("Nothing is sent until you press the button.", "点击按钮之后才会提交。")
    }
    var yourRating: String { say("Your answer", "您的评价") }
    func score(_ score: Int) -> String {
        switch score {
        case 5: say("5 – Very good", "5 – 非常满意")
        case 4: say("4 – Good", "4 – 满意")
        case 3: say("3 – Fair", "3 – 一般")
        case 2: say("2 – Poor", "2 – 不满意")
        default: say("1 – Very poor", "1 – 非常不满意")
        }
    }
    var comment: String { say("What was good, what was not?", "有什么想告诉我们的？") }
    var commentHint: String { say("Only the people at the desk read it.", "仅服务台人员可见。") }
    var sendRating: String { say("Send the answer", "提交评价") }
    var answeredBefore: String {
        say("You have answered before. A new answer takes the place of all of it.", "您已经评价过。新的评价将完全取代之前的内容。")
    }
    var ratedTitle: String { say("Thank you for your answer.", "感谢您的评价。") }
    func ratedText(until moment: String) -> String {
        say("You can change it by the same link until \(moment).", "在 \(moment) 之前，您可以通过同一链接修改。")
    }

    var deadLinkTitle: String { say("This link leads nowhere any more", "此链接已失效") }
    var deadLinkText: String {
        say(
            "It was used, has expired, or the request has moved on since. If something is still open, just reply to our mail.",
            "链接可能已使用、已过期，或工单此后有了新的进展。如果仍有问题，直接回复邮件即可。")
    }

    var rating: String { say("Rating", "评价") }
    func rated(_ score: Int) -> String { say("Rated \(score) of 5", "评价：\(score) / 5") }
}
