import COpenSSLShim

/// Whether two secrets are the same, without telling by time where they differ.
///
/// Lengths are not secret: sequences of different length differ at once.
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count == right.count && martlet_constant_time_equal(left, right, left.count) == 1
}
