import HTTPTypes
import Hummingbird

/// Whether a request that changes something came from our own pages.
///
/// Browsers say so in `Sec-Fetch-Site`; older ones in `Origin`. Programs that send neither are no browsers, hold no
/// cookies of a victim, and still need the form's token.
///
/// - Standard: RFC 6454 §7 (Origin); Fetch Metadata Request Headers §2.3
enum OriginCheck {
    static func passes(_ request: Request, origin: String) -> Bool {
        if let site = request.headers[.fetchSite] { return site == "same-origin" || site == "none" }
        guard let sent = request.headers[.origin]?.lowercased() else { return true }
        if sent == origin { return true }
        guard let authority = request.head.authority?.lowercased() else { return false }
        return sent == "http://" + authority || sent == "https://" + authority
    }
}
