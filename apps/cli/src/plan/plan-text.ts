import type { LabFileNote, PlannedChange } from '@pineapple/lab-files';

/** What a command about files found or did, as the API says it. */
export interface PlanReport {
  /** Null if there is no such lab yet, and once it is deleted. */
  readonly lab: { readonly id: string; readonly name: string; readonly revision: number } | null;
  /** The name in the files, or the one that was given. */
  readonly name: string;
  readonly notes: readonly LabFileNote[];
  readonly changes: readonly PlannedChange[];
}

const signs = { ADD: '+', CHANGE: '~', REPLACE: '±', REMOVE: '-' } as const;
const effects = {
  NONE: '',
  LIVE: 'while it runs',
  NEXT_START: 'at its next start',
  RECREATE: 'its contents are lost',
} as const;

/** A plan as text: a line a change, then how many there are. */
export function planText({ lab, name, changes }: PlanReport): string {
  if (changes.length === 0)
    return lab === null ? `Lab "${name}" would be empty.\n` : `Lab "${name}" matches its files.\n`;
  const head =
    lab === null
      ? `Lab "${name}" would be made:\n`
      : `Lab "${name}" (${lab.id}, revision ${lab.revision}) would change:\n`;
  const lines = changes.map(changeText).join('');
  return `${head}${lines}${summary(changes)}\n`;
}

function changeText({ kind, action, effect, name, details }: PlannedChange): string {
  const what = `${kind.toLowerCase()} ${name}`;
  const about = [
    action === 'REPLACE' && kind === 'CONTAINER' ? 'recreated' : '',
    effects[effect],
    details.join(', '),
  ];
  const text = about.filter((part) => part !== '').join('; ');
  return `  ${signs[action]} ${text === '' ? what : `${what}  (${text})`}\n`;
}

/** How many changes there are of each kind. */
function summary(changes: readonly PlannedChange[]): string {
  const count = (action: PlannedChange['action']): number =>
    changes.filter((change) => change.action === action).length;
  return `Plan: ${count('ADD')} to add, ${count('CHANGE')} to change, ${count('REPLACE')} to replace, ${count('REMOVE')} to remove.`;
}
