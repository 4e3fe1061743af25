export { checkDraft, noteOfRefusal } from './check-draft.ts';
export { type LabFile, labFileLimits } from './file-set.ts';
export type * from './lab-draft.ts';
export { labFromDraft } from './lab-from-draft.ts';
export type { LabFileNote, NoteSeverity } from './notes.ts';
export { type LabFileFormat, readLabFiles } from './read-lab-files.ts';
export { labJsonSchema } from './own/lab-file-schema.ts';
export { writeLab } from './write-lab-files.ts';
