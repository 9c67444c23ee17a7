import CChildProcess
import CEtpan

extension EtpanIMAP {
    /// Marks, moves or deletes a message.
    ///
    /// Where the server has neither MOVE nor UIDPLUS, the message stays behind marked as deleted: a plain EXPUNGE
    /// would take other people's messages with it.
    func finish(uid: UInt32, after: UInt32, folder: String) throws(MailboxFailure) {
        guard let set = mailimap_set_new_single(uid) else { throw Self.outOfMemory }
        defer { mailimap_set_free(set) }
        bytes.allow(Self.commandAllowance)
        switch after {
        case MARTLET_AFTER_SEEN.rawValue: try store(set, mailimap_flag_new_seen())
        case MARTLET_AFTER_DELETE.rawValue: try delete(set)
        case MARTLET_AFTER_MOVE.rawValue: try move(set, to: folder)
        default: break
        }
    }

    private func move(_ set: UnsafeMutablePointer<mailimap_set>, to folder: String) throws(MailboxFailure) {
        if offers("MOVE") {
            return try creating(folder) { mailimap_uid_move(connection, set, folder) }
        }
        try creating(folder) { mailimap_uid_copy(connection, set, folder) }
        try delete(set)
    }

    /// Tries once more with the folder made, when it was missing.
    private func creating(_ folder: String, _ command: () -> Int32) throws(MailboxFailure) {
        let result = command()
        let code = Int(result)
        guard
            code == MAILIMAP_ERROR_UID_MOVE || code == MAILIMAP_ERROR_UID_COPY || code == MAILIMAP_ERROR_MOVE
                || code == MAILIMAP_ERROR_COPY || code == MAILIMAP_ERROR_EXTENSION
        else { return try check(result, MARTLET_MAILBOX_COMMAND) }
        try check(mailimap_create(connection, folder), MARTLET_MAILBOX_COMMAND)
        try check(command(), MARTLET_MAILBOX_COMMAND)
    }

    private func delete(_ set: UnsafeMutablePointer<mailimap_set>) throws(MailboxFailure) {
        try store(set, mailimap_flag_new_deleted())
        guard offers("UIDPLUS") else { return }
        try check(mailimap_uid_expunge(connection, set), MARTLET_MAILBOX_COMMAND)
    }

    private func store(
        _ set: UnsafeMutablePointer<mailimap_set>, _ flag: UnsafeMutablePointer<mailimap_flag>?
    ) throws(MailboxFailure) {
        guard let flag, let flags = mailimap_flag_list_new_empty() else { throw Self.outOfMemory }
        mailimap_flag_list_add(flags, flag)
        guard let change = mailimap_store_att_flags_new_add_flags_silent(flags) else { throw Self.outOfMemory }
        defer { mailimap_store_att_flags_free(change) }
        try check(mailimap_uid_store(connection, set, change), MARTLET_MAILBOX_COMMAND)
    }
}
