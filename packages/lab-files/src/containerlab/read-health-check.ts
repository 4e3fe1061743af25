import { joinWords, quoted, splitWords } from '@pineapple/core';
import type { Notes } from '../notes.ts';
import type { YamlView } from '../yaml/yaml-view.ts';
import type { NodeDefinition } from './node-definition.ts';

/** Runs its arguments until they succeed; the seconds of a run, the most runs, and the seconds between them come first. */
const repeat =
  'limit=$1 most=$2 pause=$3 run=1; shift 3; ' +
  'until timeout "$limit" "$@"; do [ "$run" -ge "$most" ] && exit 1; run=$((run + 1)); sleep "$pause"; done';

/** Docker's own, in seconds. */
const defaults = { interval: 30, timeout: 30, retries: 3, 'start-period': 0 } as const;
/** Longer than any lab takes to start. */
const mostSeconds = 3_600;

/** A command that ends when the health check of a node has passed, so that READY comes after it; none without a check. */
export function readHealthCheck(node: NodeDefinition, notes: Notes): readonly string[] {
  const view = node.get('healthcheck');
  const test = view.get('test');
  const [kind, ...rest] = test.texts().map((word) => word.text() ?? '');
  if (!view.exists || kind === undefined || kind === 'NONE') return [];
  const words = kind === 'CMD' ? rest : ['sh', '-c', kind === 'CMD-SHELL' ? rest.join(' ') : kind];
  const seconds = (field: keyof typeof defaults): number =>
    readNumber(view.get(field), defaults[field], mostSeconds);
  const interval = Math.max(1, seconds('interval'));
  const runs = Math.max(1, seconds('retries')) + Math.ceil(seconds('start-period') / interval);
  const numbers = [Math.max(1, seconds('timeout')), runs, interval].map(String);
  const command = joinWords(['sh', '-c', repeat, 'healthcheck', ...numbers, ...words]);
  const about = `The health check of node ${quoted(node.name)}`;
  if (words.length === 0 || !splitWords(command).ok || command.length > longestCommand) {
    notes.warn(view.place, `${about} is left out. Write it like [CMD-SHELL, curl -fs http://localhost].`);
    return [];
  }
  notes.info(view.place, `${about} runs after its commands, until it passes. READY waits for it.`);
  return [command];
}

/** As much as a command of a container may have. */
const longestCommand = 1_024;

function readNumber(view: YamlView, otherwise: number, most: number): number {
  const number = view.number();
  return number === null || number < 0 ? otherwise : Math.min(most, Math.round(number));
}
