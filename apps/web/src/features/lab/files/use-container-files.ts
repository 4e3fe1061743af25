import { computed, ref, shallowRef, watch } from 'vue';
import { useApi } from '../../../client/api-client.ts';
import type { Container } from '../model/lab.ts';
import type { ContainerActions } from '../container/composables/use-container-actions.ts';
import { wrongCommand } from '../container/settings-text.ts';
import { containerFilesQuery } from './documents.ts';
import {
  changesBetween,
  commandsKey,
  type Conflicts,
  type FileText,
  type FileTexts,
  mergeTexts,
  sameText,
  toStored,
  toTexts,
  usualMode,
  wrongPath,
} from './file-texts.ts';

/** A change of others that is merged lets a save be tried again this often. */
const mostTries = 3;

/**
 * The files and start commands of a container as a user edits them, beside those that are saved. What others save meanwhile is
 * taken over, and nothing that the user wrote is lost.
 */
export function useContainerFiles(container: () => Container, save: ContainerActions['setFiles']) {
  const api = useApi();
  /** Null until they were read. */
  const saved = shallowRef<{ readonly texts: FileTexts; readonly version: string } | null>(null);
  const mine = shallowRef<FileTexts>(new Map());
  const conflicts = shallowRef<Conflicts>(new Map());
  const problem = ref<string | null>(null);
  const busy = ref(false);
  const savedOnce = ref(false);

  const changes = computed(() =>
    saved.value ? changesBetween(saved.value.texts, mine.value) : new Map<string, never>(),
  );
  const dirty = computed(() => changes.value.size > 0);

  /** Reads what is saved, and merges it. A failure is shown. */
  async function read(): Promise<void> {
    try {
      const { node } = await api.query(containerFilesQuery, { id: container().id });
      if (node?.__typename !== 'Container') throw new Error('The container was deleted.');
      const theirs = toTexts(node.config ?? { files: [], exec: [] });
      const merged = saved.value && mergeTexts(saved.value.texts, mine.value, theirs);
      mine.value = merged?.mine ?? theirs;
      conflicts.value = stillOpen(conflicts.value, merged?.conflicts ?? new Map());
      saved.value = { texts: theirs, version: node.filesVersion };
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
    }
  }

  /** One that is open stays open while the user's text differs from what is saved. */
  function stillOpen(before: Conflicts, found: Conflicts): Conflicts {
    const open = [...before].filter(([path, theirs]) => !sameText(mine.value.get(path), theirs ?? undefined));
    return new Map([...open, ...found]);
  }

  function change(edit: (texts: Map<string, FileText>) => void): void {
    const texts = new Map(mine.value);
    edit(texts);
    mine.value = texts;
    problem.value = null;
  }

  function set(path: string, part: Partial<FileText>): void {
    const present = mine.value.get(path);
    if (present) change((texts) => texts.set(path, { ...present, ...part }));
  }

  /** @returns why it can't be added; null once it was */
  function add(path: string, text: Pick<FileText, 'content' | 'stored'> = { content: '' }): string | null {
    const wrong = wrongPath(path, mine.value);
    if (wrong === null) change((texts) => texts.set(path, { ...text, mode: usualMode }));
    return wrong;
  }

  /** Keeps its place. @returns why it can't be renamed; null once it was */
  function rename(path: string, next: string): string | null {
    if (next === path) return null;
    const wrong = wrongPath(next, mine.value);
    if (wrong === null)
      change((texts) => {
        const entries = [...texts];
        texts.clear();
        for (const [key, text] of entries) texts.set(key === path ? next : key, text);
      });
    return wrong;
  }

  function remove(path: string): void {
    change((texts) => texts.delete(path));
  }

  /** Makes a file as it is saved. */
  function revert(path: string): void {
    const present = saved.value?.texts.get(path);
    change((texts) => (present ? texts.set(path, present) : texts.delete(path)));
    settle(path, 'mine');
  }

  /** Ends a conflict: the user's version stays, or gives way to that of the others. */
  function settle(path: string, winner: 'mine' | 'theirs'): void {
    const theirs = conflicts.value.get(path);
    if (winner === 'theirs' && theirs !== undefined)
      change((texts) => (theirs ? texts.set(path, theirs) : texts.delete(path)));
    conflicts.value = new Map([...conflicts.value].filter(([key]) => key !== path));
  }

  async function submit(): Promise<void> {
    if (busy.value || !saved.value || !dirty.value) return;
    problem.value = openConflicts() ?? wrongCommand(mine.value.get(commandsKey)?.content ?? '') ?? null;
    if (problem.value !== null) return;
    busy.value = true;
    try {
      await send();
    } finally {
      busy.value = false;
    }
  }

  async function send(): Promise<void> {
    for (let tries = 0; tries < mostTries && saved.value; tries += 1) {
      const sent = mine.value;
      const { files, exec } = toStored(sent);
      const { version } = saved.value;
      const outcome = await save(container().id, {
        files: [...files],
        exec: [...exec],
        filesVersion: version,
      });
      if (outcome.ok) {
        saved.value = { texts: sent, version: outcome.payload.container.filesVersion };
        savedOnce.value = true;
        return;
      }
      problem.value = messageOf(outcome.problem, files);
      if (outcome.problem.code !== 'CONFLICT') return;
      await read();
      if (conflicts.value.size > 0) problem.value = openConflicts();
      if (conflicts.value.size > 0 || saved.value.version === version) return;
      problem.value = null;
    }
  }

  function openConflicts(): string | null {
    const [path] = conflicts.value.keys();
    return path === undefined
      ? null
      : `${path} was changed by someone else too. Choose a version of it first.`;
  }

  void read();
  watch(
    () => container().filesVersion,
    (version) => {
      if (!busy.value && saved.value && version !== saved.value.version) void read();
    },
  );

  return {
    ...{ saved, mine, conflicts, changes, dirty, busy, problem, savedOnce },
    ...{ read, set, add, rename, remove, revert, settle, submit },
  };
}

/** The messages of the API, each with the file that it is about. */
function messageOf(
  { message, fields }: { readonly message: string; readonly fields: Readonly<Record<string, string>> },
  files: readonly { readonly path: string }[],
): string {
  const found = Object.entries(fields).map(([field, text]) => {
    const [list, index] = field.split('.');
    const path = list === 'files' ? files[Number(index)]?.path : undefined;
    return path === undefined || text.includes(path) ? text : `${path}: ${text}`;
  });
  return found.length === 0 ? message : found.join(' ');
}
