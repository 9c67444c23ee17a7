/// A step that a desk may promise on each ticket.
public enum ServiceStep: String, Sendable, Hashable, CaseIterable {
    /// Somebody of the desk answers the requester.
    case response
    case resolution
}

/// How soon a desk promises each step, by priority.
///
/// Seconds of the clock: office hours are not known, so nights and weekends count.
public struct ServiceTargets: Sendable, Hashable {
    /// What is promised of the tickets of a priority; nil is nothing.
    public struct Target: Sendable, Hashable {
        public var response: Double?
        public var resolution: Double?

        public init(response: Double? = nil, resolution: Double? = nil) {
            self.response = response
            self.resolution = resolution
        }

        subscript(step: ServiceStep) -> Double? {
            switch step {
            case .response: response
            case .resolution: resolution
            }
        }
    }

    public var usual: Target
    /// Where it differs; a step that is left out is as usual.
    public var byPriority: [Priority: Target]
    /// Seconds for which somebody is warned before a promise is missed; nil: nobody is.
    public var warnBefore: Double?

    public init(usual: Target = Target(), byPriority: [Priority: Target] = [:], warnBefore: Double? = nil) {
        self.usual = usual
        self.byPriority = byPriority
        self.warnBefore = warnBefore
    }

    /// nil where this step is not promised.
    public func seconds(of step: ServiceStep, for priority: Priority) -> Double? {
        byPriority[priority]?[step] ?? usual[step]
    }

    public func promises(_ step: ServiceStep) -> Bool { !all(step).isEmpty }

    /// The shortest of all; nil where nothing is promised.
    public var shortest: Double? { ServiceStep.allCases.flatMap(all).min() }

    private func all(_ step: ServiceStep) -> [Double] {
        Priority.allCases.compactMap { seconds(of: step, for: $0) }
    }
}
