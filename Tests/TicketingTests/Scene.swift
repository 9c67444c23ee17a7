import InternetMessage
import TestSupport
import Ticketing

/// A mail for the IT desk, with what is known about it, to be changed by each test.
struct Scene {
    var message = InternetMessage()
    var reversePath: ReversePath
    var level = SenderAuthentication.Level.unverified
    var followsThreads = true
    var followsSubjectTags = true
    var verifiesSenders = false
    var tokens: [ReplyToken] = []
    var references: [MessageID] = []
    var tags: [TicketNumber] = []
    var citations: [TicketNumber] = []
    var context = IntakeContext()
    var isVouchedFor = false
    var desk = "it"
    var forwarded: InternetMessage?
    var doubt: SenderAuthentication.Doubt?
    var wait: Double?
    var desks = Fixtures.desks

    init(from author: String = "wang@customer.example") {
        let address = Fixtures.address(author)
        reversePath = .mailbox(address)
        message.from = [Mailbox(displayName: "王芳", address: address)]
        message.header = HeaderSection([HeaderField(name: "from", body: Array(author.utf8))])
        message.subject = "打印机卡纸"
        message.text = "三楼的打印机又卡纸了。"
        message.fresh = FreshText(text: message.text)
        message.messageID = MessageID("first@customer.example")
    }

    private var policy: IntakePolicy {
        var policy = IntakePolicy(desks: desks, verifiesSenders: verifiesSenders, key: Fixtures.key)
        (policy.followsThreads, policy.followsSubjectTags) = (followsThreads, followsSubjectTags)
        return policy
    }

    var intake: IntakeCase {
        IntakeCase(
            desk: desk,
            envelope: Envelope(
                reversePath: reversePath, forwardPaths: [ForwardPath(Fixtures.address("support@desk.example"))]),
            message: message,
            authentication: SenderAuthentication(level: level, detail: "a test said so", doubt: doubt),
            correlation: Correlation(
                tokens: tokens, references: references, tags: tags, citations: citations,
                author: message.author?.address, digest: [1]),
            context: context,
            policy: policy,
            isVouchedFor: isVouchedFor, forwarded: forwarded, wait: wait)
    }
}
