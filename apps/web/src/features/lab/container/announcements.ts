import type { ContainerPhase } from '../../../generated/graphql.ts';
import { listed } from '../../../ui/counted.ts';

/** Names and phases by container id. */
export type Phases = ReadonlyMap<string, { readonly name: string; readonly phase: ContainerPhase }>;

const sentences: Partial<Record<ContainerPhase, (names: string, many: boolean) => string>> = {
  READY: (names, many) => `${names} ${many ? 'are' : 'is'} ready.`,
  STOPPED: (names) => `${names} stopped.`,
  FAILED: (names) => `${names} failed.`,
  LOST: (names, many) => `${names} ${many ? 'are' : 'is'} lost.`,
};

/** The text for screen readers: containers that reached a final phase, one sentence a phase. */
export function announcementOf(before: Phases, after: Phases): string {
  const spoken: string[] = [];
  for (const [phase, sentence] of Object.entries(sentences)) {
    const names = [...after]
      .filter(([id, now]) => now.phase === phase && before.has(id) && before.get(id)?.phase !== phase)
      .map(([, { name }]) => name);
    if (names.length > 0) spoken.push(sentence(listed(names), names.length > 1));
  }
  const deleted = [...before].filter(([id]) => !after.has(id)).map(([, { name }]) => name);
  if (deleted.length > 0) spoken.push(`${listed(deleted)} ${deleted.length > 1 ? 'were' : 'was'} deleted.`);
  return spoken.join(' ');
}
