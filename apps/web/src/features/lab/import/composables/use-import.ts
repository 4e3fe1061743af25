import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { useApi } from '../../../../client/api-client.ts';
import { formMessage, type Outcome } from '../../../../client/outcome.ts';
import type { ImportLabMutation } from '../../../../generated/graphql.ts';
import { importLabMutation, readRepositoryMutation } from '../documents.ts';
import { toBase64, UnusableFilesError, type LabFile } from '../lab-file.ts';

type ImportPayload = Extract<ImportLabMutation['importLab'], { __typename: 'ImportLabPayload' }>;
export type ImportNote = ImportPayload['notes'][number];
export type ImportPreview = NonNullable<ImportPayload['preview']>;

interface LabImport {
  /** What the API says of the files. Null until they are checked. */
  readonly checked: Readonly<ShallowRef<ImportPayload | null>>;
  readonly problem: Readonly<Ref<string | null>>;
  readonly checking: Readonly<Ref<boolean>>;
  /** Shows what the files would make. A later call replaces an earlier one. */
  check(files: Promise<readonly LabFile[]>): Promise<void>;
  /** Shows what the files of a git repository would make. A later call replaces an earlier one, and the other way round. */
  checkRepository(address: string): Promise<void>;
  /** Makes the lab that was checked. */
  make(name: string): Promise<Outcome<ImportPayload>>;
}

type Inputs = { path: string; contentBase64: string }[];

/** Files as the API takes them, and what it says of them. */
interface Look {
  readonly inputs: Inputs;
  readonly payload: ImportPayload;
}

/** Imports a lab from files: first a look at what they make, then the lab. */
export function useImport(): LabImport {
  const api = useApi();
  const checked = shallowRef<ImportPayload | null>(null);
  const problem = ref<string | null>(null);
  const checking = ref(false);
  /** The files of what is shown. */
  let inputs: Inputs = [];
  let latest = 0;

  async function show(looking: () => Promise<Look | string>): Promise<void> {
    latest += 1;
    const own = latest;
    checking.value = true;
    checked.value = null;
    problem.value = null;
    const result = await looking();
    if (own !== latest) return;
    checking.value = false;
    if (typeof result === 'string') {
      problem.value = result;
      return;
    }
    inputs = result.inputs;
    checked.value = result.payload;
  }

  /** What the files make, or why they can't be read. */
  async function look(reading: Promise<readonly LabFile[]>): Promise<Look | string> {
    let files: readonly LabFile[];
    try {
      files = await reading;
    } catch (error) {
      return error instanceof UnusableFilesError ? error.message : 'The browser couldn’t read these files.';
    }
    if (files.length === 0) return 'There are no files in it.';
    return preview(files.map(({ path, bytes }) => ({ path, contentBase64: toBase64(bytes) })));
  }

  async function lookInto(address: string): Promise<Look | string> {
    const outcome = await api.mutate(readRepositoryMutation, { input: { address } });
    if (!outcome.ok) return formMessage(outcome.problem, []) ?? 'This repository can’t be read.';
    const { files, notes } = outcome.payload;
    const inputs = files.map(({ path, contentBase64 }) => ({ path, contentBase64 }));
    const found = await preview(inputs);
    if (typeof found === 'string') return found;
    return { ...found, payload: { ...found.payload, notes: [...notes, ...found.payload.notes] } };
  }

  async function preview(inputs: Inputs): Promise<Look | string> {
    const outcome = await api.mutate(importLabMutation, { input: { files: inputs, dryRun: true } });
    return outcome.ok
      ? { inputs, payload: outcome.payload }
      : (formMessage(outcome.problem, []) ?? 'These files can’t be imported.');
  }

  return {
    checked,
    problem,
    checking,
    check: (files) => show(() => look(files)),
    checkRepository: (address) => show(() => lookInto(address)),
    make: (name) => api.mutate(importLabMutation, { input: { files: inputs, name, dryRun: false } }),
  };
}
