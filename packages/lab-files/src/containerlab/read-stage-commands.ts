import { quoted, splitWords } from '@pineapple/core';
import type { Notes } from '../notes.ts';
import type { NodeDefinition } from './node-definition.ts';

interface StageCommands {
  /** Before the commands of `exec`. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The stages in their order, and whether `exec` comes after what they do when they begin and end. */
const stages: readonly (readonly [stage: string, isEnterBefore: boolean, isExitBefore: boolean])[] = [
  ['create', true, true],
  ['create-links', true, true],
  ['configure', true, false],
  ['healthy', false, false],
];

/** The commands of a node's stages. All run when the links are up, in the order of the stages. */
export function readStageCommands(
  node: NodeDefinition,
  magic: (text: string) => string,
  notes: Notes,
): StageCommands {
  const given = node.map('stages');
  const before: string[] = [];
  const after: string[] = [];
  for (const [stage, isEnterBefore, isExitBefore] of stages) {
    for (const phase of ['on-enter', 'on-exit']) {
      const isBefore = phase === 'on-enter' ? isEnterBefore : isExitBefore;
      for (const view of given.get(stage)?.get('exec').items() ?? []) {
        if ((view.get('phase').text() ?? 'on-enter') !== phase) continue;
        const line = magic(view.get('command').text() ?? '').trim();
        const shown = `The command ${quoted(line)} of stage ${quoted(stage)} of node ${quoted(node.name)}`;
        const words = splitWords(line);
        if (line === '' || view.get('target').text() === 'host')
          notes.warn(view.place, `${shown} is left out. Only commands in containers are run.`);
        else if (!words.ok) notes.error(view.place, `${shown} ${words.error}`);
        else {
          (isBefore ? before : after).push(line);
          notes.info(view.place, `${shown} runs with those of exec, when the links are up.`);
        }
      }
    }
  }
  return { before, after };
}
