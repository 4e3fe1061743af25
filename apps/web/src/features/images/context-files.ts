import type { PackedFiles } from './pack-files.ts';
import type { StoredFiles } from './send-files.ts';

/** The files for COPY that a form has: new ones, or those that the site has from a build before. */
export type ContextFiles =
  | ({ readonly kind: 'packed' } & Omit<PackedFiles, 'dockerfile'>)
  | ({ readonly kind: 'stored' } & StoredFiles);
