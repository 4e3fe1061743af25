import { DockerfileError } from './dockerfile.ts';
import { heredoc, type Instruction } from './read-instructions.ts';
import { jsonWords, wordsOf } from './read-values.ts';

/** What COPY and ADD say. */
interface Copied {
  /** Empty with a here-document. */
  readonly sources: readonly string[];
  readonly target: string;
  readonly mode: string | null;
  readonly owner: string | null;
}

const owners = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,31})?$/;
const address = /^(?:[a-z][a-z0-9+.-]*:\/\/|git@)/i;

const refused: Readonly<Record<string, string>> = {
  from: 'A build has one stage and copies from its own files only.',
  exclude: 'Leave files out with a .dockerignore.',
  parents: 'Name each folder in a COPY of its own.',
};

/** Reads COPY and ADD: with options, a here-document, or sources as words or as a JSON array. @throws DockerfileError */
export function readCopy({ name, line, rest, here }: Instruction, expand: (text: string) => string): Copied {
  const [given = ''] = /^(?:--\S+(?:\s+|$))*/.exec(rest) ?? [];
  const options = readOptions(given, line, expand);
  const after = rest.slice(given.length);
  const text = (here === null ? after : after.replace(heredoc, ' ')).trim();
  const words = jsonWords(text)?.map(expand) ?? wordsOf(expand(text), line);
  const sources = words.slice(0, -1);
  const target = words.at(-1) ?? '';
  const example = name === 'ADD' ? 'ADD site.tar.gz /srv/' : 'COPY site/ /srv/site/';
  if (target === '' || (here === null && sources.length === 0))
    throw new DockerfileError(line, `${name} needs a source and a target, such as ${example}.`);
  if (here !== null && sources.length > 0)
    throw new DockerfileError(line, `${name} with a here-document takes nothing else but its target.`);
  const remote = sources.find((source) => address.test(source));
  if (remote !== undefined)
    throw new DockerfileError(
      line,
      `'${remote.slice(0, 80)}' is an address. Put the file beside the Dockerfile and copy it, or fetch it with RUN.`,
    );
  return { ...options, sources, target };
}

function readOptions(
  given: string,
  line: number,
  expand: (text: string) => string,
): Pick<Copied, 'mode' | 'owner'> {
  let mode: string | null = null;
  let owner: string | null = null;
  for (const option of given.split(/\s+/)) {
    const [, key = '', value = ''] = /^--([a-z-]+)(?:=(.*))?$/.exec(option) ?? [];
    if (option === '' || key === 'link') continue;
    if (key === 'chmod') {
      mode = /^0?([0-7]{3,4})$/.exec(expand(value))?.[1] ?? null;
      if (mode === null)
        throw new DockerfileError(line, `'${value}' is not a mode. Write octal digits, such as 755.`);
    } else if (key === 'chown') {
      owner = expand(value);
      if (!owners.test(owner))
        throw new DockerfileError(line, `'${value}' is not an owner. Write user, or user:group.`);
    } else {
      const advice = refused[key] ?? 'Leave the option out.';
      throw new DockerfileError(line, `${option.slice(0, 60)} is not supported. ${advice}`);
    }
  }
  return { mode, owner };
}
