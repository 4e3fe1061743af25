import { CliError } from '../cli-error.ts';

/** A command about snapshots. Each names a snapshot by its name or id. */
export type SnapshotCommand = { readonly name: 'snapshot' } & (
  | { readonly action: 'save'; readonly lab: string; readonly title: string }
  | { readonly action: 'list'; readonly json: boolean }
  | { readonly action: 'restore' | 'delete'; readonly snapshot: string }
  | {
      readonly action: 'fork';
      readonly snapshot: string;
      /** Null for the saved lab's name with `copy`. */
      readonly labName: string | null;
    }
  | {
      readonly action: 'export';
      readonly snapshot: string;
      /** Null for the snapshot's name with `.tar`. */
      readonly output: string | null;
    }
  | {
      readonly action: 'import';
      readonly path: string;
      /** Null for the one in the file. */
      readonly title: string | null;
    }
);

export const snapshotActions = ['save', 'list', 'restore', 'fork', 'export', 'import', 'delete'] as const;
type Action = (typeof snapshotActions)[number];

interface SnapshotArguments {
  readonly where: string | undefined;
  readonly rest: readonly string[];
  readonly values: {
    readonly json?: boolean | undefined;
    readonly name?: string | undefined;
    readonly output?: string | undefined;
  };
}

const takes: Readonly<Record<Action, string>> = {
  save: '<lab> <name>',
  list: '',
  restore: '<snapshot>',
  fork: '<snapshot> [<lab>]',
  export: '<snapshot>',
  import: '<path>',
  delete: '<snapshot>',
};

/** The options that an action has, of those that the command has. */
const optionsOf: Readonly<Partial<Record<Action, keyof SnapshotArguments['values']>>> = {
  list: 'json',
  import: 'name',
  export: 'output',
};

/** @throws CliError for anything that is not such a command */
export function readSnapshotCommand({ where, rest, values }: SnapshotArguments): SnapshotCommand {
  const action = snapshotActions.find((each) => each === where);
  if (action === undefined) {
    const given = where === undefined ? 'Say what to do' : `snapshot does not know "${where}"`;
    throw new CliError(`${given}: snapshot ${snapshotActions.join(', snapshot ')}.`);
  }
  const wrong = Object.keys(values).find((option) => option !== optionsOf[action]);
  if (wrong !== undefined) throw new CliError(`snapshot ${action} does not take --${wrong}.`);
  const [first, second] = rest;
  const words = takes[action].split(' ').filter((word) => word !== '');
  if (rest.length > words.length)
    throw new CliError(`snapshot ${action} does not take "${rest[words.length]}".`);
  if (rest.length < words.filter((word) => !word.startsWith('[')).length || first === undefined) {
    if (action !== 'list') throw new CliError(`Use snapshot ${action} ${takes[action]}.`);
  }
  const name = 'snapshot';
  switch (action) {
    case 'save':
      return { name, action, lab: first ?? '', title: second ?? '' };
    case 'list':
      return { name, action, json: values.json ?? false };
    case 'fork':
      return { name, action, snapshot: first ?? '', labName: second ?? null };
    case 'export':
      return { name, action, snapshot: first ?? '', output: values.output ?? null };
    case 'import':
      return { name, action, path: first ?? '', title: values.name ?? null };
    default:
      return { name, action, snapshot: first ?? '' };
  }
}
