/** Why the files of a lab can't be read, for who asked for them. */
export class LabFolderError extends Error {}
