import Ticketing

/// A person's settings as a form says them, and what is wrong with it.
struct SubmittedMailSettings {
    /// What the form says; as before where something is wrong.
    private(set) var settings: MailSettings
    private(set) var state = FormState()
    /// Something is to come in the digest and no time was said: the usual one was taken.
    private(set) var takesUsualDigest = false

    init(_ fields: FormFields, of person: Person, _ words: Words) {
        settings = MailSettings(of: person)
        state.fields = fields
        readKinds(fields)
        readDigest(fields, words)
        readZone(fields, words)
        readQuietHours(fields, words)
        readLanguage(fields, person, words)
    }

    /// Whatever was offered and is not wanted any more has been ended. A form without digests leaves as it is what comes
    /// in one.
    private mutating func readKinds(_ fields: FormFields) {
        let wanted = fields.all(MailSettingsForm.wanted)
        let digested = fields[MailSettingsForm.digestDays] == nil ? nil : fields.all(MailSettingsForm.digested)
        for (kind, manner) in settings.manners {
            let isInDigest = digested?.contains(kind.rawValue) ?? (manner == .digest)
            guard wanted.contains(kind.rawValue) || digested?.contains(kind.rawValue) == true else {
                settings.manners[kind] = .never
                continue
            }
            settings.manners[kind] = isInDigest ? .digest : .atOnce
        }
    }

    private mutating func readDigest(_ fields: FormFields, _ words: Words) {
        guard let days = fields[MailSettingsForm.digestDays] else { return }
        let hadOne = settings.digest != nil
        settings.digest = nil
        if let days = DigestSchedule.Days(rawValue: days) {
            guard let time = fields.filled(MailSettingsForm.digestTime) else {
                settings.digest = DigestSchedule(days: days)
                return
            }
            settings.digest = ClockTime.minute(time).flatMap { DigestSchedule(days: days, minute: $0) }
            if settings.digest == nil {
                state.problems.append((field: MailSettingsForm.digestTime, message: words.digestTimeWrong))
            }
        } else if !days.isEmpty {
            state.problems.append((field: MailSettingsForm.digestDays, message: words.digestDaysUnknown))
        } else if settings.lacksDigest, hadOne {
            state.problems.append((field: MailSettingsForm.digestDays, message: words.digestNeeded))
        } else if settings.lacksDigest {
            settings.digest = .usual
            takesUsualDigest = true
        }
    }

    private mutating func readZone(_ fields: FormFields, _ words: Words) {
        settings.timeZone = fields.filled(MailSettingsForm.zone)
        guard let name = settings.timeZone, ZoneName.zone(name) == nil else { return }
        state.problems.append((field: MailSettingsForm.zone, message: words.timeZoneUnknown))
    }

    private mutating func readQuietHours(_ fields: FormFields, _ words: Words) {
        settings.quietHours = nil
        let names = [MailSettingsForm.quietFrom, MailSettingsForm.quietTo]
        guard names.contains(where: { fields.filled($0) != nil }) else { return }
        let minutes = names.map { fields.filled($0).flatMap(ClockTime.minute) }
        for (field, minute) in zip(names, minutes) where minute == nil {
            state.problems.append((field: field, message: words.quietTimeWrong))
        }
        guard let from = minutes[0], let to = minutes[1] else { return }
        settings.quietHours = QuietHours(from: from, to: to)
        if settings.quietHours == nil {
            state.problems.append((field: MailSettingsForm.quietTo, message: words.quietTimesEqual))
        }
    }

    /// A form without the field leaves the language as it is.
    private mutating func readLanguage(_ fields: FormFields, _ person: Person, _ words: Words) {
        guard let tag = fields[MailSettingsForm.language], tag != MailLanguage.chosen(by: person) else { return }
        guard tag.isEmpty || MailLanguage.offered(to: person).contains(where: { $0.0 == tag }) else {
            state.problems.append((field: MailSettingsForm.language, message: words.mailLanguageUnknown))
            return
        }
        settings.language = tag.isEmpty ? nil : tag
    }
}

extension Portal {
    /// Writes what is settled otherwise than before.
    func keep(_ settings: MailSettings, of person: Person) async throws(StoreError) {
        let preferences = ports.preferences
        for change in settings.changes(from: MailSettings(of: person)) {
            switch change {
            case .digest(let schedule): try await preferences.keep(digest: schedule, of: person.id, at: now())
            case .notices(let kind, let manner):
                try await preferences.keep(NotificationPreference(kind, manner), of: person.id, at: now())
            case .quietHours, .timeZone:
                try await preferences.keep(
                    timeZone: settings.timeZone, quietHours: settings.quietHours, of: person.id)
            case .language: try await ports.people.setLanguage(settings.language, of: person.id)
            }
        }
    }
}
