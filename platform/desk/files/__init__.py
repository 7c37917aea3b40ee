"""
Files: what people attach. Stored by id, checked by content before anybody may fetch it, served without cookies.

    (upload) -> checking -> ready
                         -> refused    its bytes are deleted

The bytes lie in the storage under tenant and id; whatever the sender called the file is never a path. A slice
that has things with attachments calls ``actions.keep_upload``, shows ``queries.of_subjects``, and says once
who may read what is attached to its things: ``access.register``. A kind that nobody registered is read by nobody.

The words: stored file, subject, audience, link (signed, for ten minutes), storage.
"""
