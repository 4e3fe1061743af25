import { fileURLToPath } from 'node:url';

/** The root of the repository that this file is in. */
export const repositoryRoot = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
