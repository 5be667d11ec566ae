"""The whole delivery of a group in one folder: what the room sees, what each person gets, what the coach keeps."""
