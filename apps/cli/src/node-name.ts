import { CliError } from './cli-error.ts';

/** A container as a user names it. */
export interface Place {
  /** The name or id of the lab. */
  readonly lab: string;
  readonly container: string;
}

/** A container or network as a user names it. */
interface NodeName {
  /** The name or id of the lab. */
  readonly lab: string;
  readonly node: string;
}

/** Reads `<lab>/<node>`; a lab's name may have slashes. @throws CliError for anything else */
export function readNodeName(text: string | undefined, what: 'container' | 'network'): NodeName {
  const at = text?.lastIndexOf('/') ?? -1;
  const name = { lab: text?.slice(0, at).trim() ?? '', node: text?.slice(at + 1).trim() ?? '' };
  if (at > 0 && name.lab && name.node) return name;
  throw new CliError(`Name the ${what} as <lab>/<${what}>${text === undefined ? '' : `, not "${text}"`}.`);
}
