import type { ContainerPhase } from '../../../generated/graphql.ts';
import { listed } from '../../../ui/counted.ts';

/** Names and phases by container id, as they were or are. */
export type Phases = ReadonlyMap<string, { readonly name: string; readonly phase: ContainerPhase }>;

const said: Partial<Record<ContainerPhase, (names: string, many: boolean) => string>> = {
  READY: (names, many) => `${names} ${many ? 'are' : 'is'} ready.`,
  STOPPED: (names) => `${names} stopped.`,
  FAILED: (names) => `${names} failed.`,
  LOST: (names, many) => `The host of ${names} can’t be asked; ${many ? 'they are' : 'it is'} lost.`,
};

/** What is worth saying aloud: only where a container has come to rest, all of a kind in one sentence. */
export function announcementOf(before: Phases, after: Phases): string {
  const sentences: string[] = [];
  for (const [phase, sentence] of Object.entries(said)) {
    const names = [...after]
      .filter(([id, now]) => now.phase === phase && before.has(id) && before.get(id)?.phase !== phase)
      .map(([, { name }]) => name);
    if (names.length > 0) sentences.push(sentence(listed(names), names.length > 1));
  }
  const gone = [...before].filter(([id]) => !after.has(id)).map(([, { name }]) => name);
  if (gone.length > 0) sentences.push(`${listed(gone)} ${gone.length > 1 ? 'are' : 'is'} gone.`);
  return sentences.join(' ');
}
