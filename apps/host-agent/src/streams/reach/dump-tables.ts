import { spawn } from 'node:child_process';
import { staticProgram } from '../../system/static-program.ts';

/** The parts of a namespace's tables, in the order in which the program `tables` numbers them. */
export const dumpedParts = [
  ...(['links', 'addresses', 'routes', 'neighbours'] as const),
  ...(['settings4', 'settings6', 'filters', 'listening4', 'listening6'] as const),
] as const;

/** Netlink messages of one network namespace, by part. A part that could not be read is missing. */
export type NamespaceDump = Readonly<Partial<Record<(typeof dumpedParts)[number], Buffer>>>;

const headBytes = 12;
const last = 255;
const entering = 254;

/**
 * Reads the kernel's tables in the network namespaces of processes, with one program for all of them.
 * @param pids at most 1,000
 * @returns for each process its tables, or null if it is gone
 * @throws Error when the program fails
 */
export async function dumpTables(pids: readonly number[]): Promise<readonly (NamespaceDump | null)[]> {
  return splitDump(await run(pids), pids.length);
}

async function run(pids: readonly number[]): Promise<Buffer> {
  const child = spawn(await staticProgram('tables'), [], { stdio: ['pipe', 'pipe', 'ignore'], env: {} });
  const ended = Promise.withResolvers<number | null>();
  const chunks: Buffer[] = [];
  child.stdout.on('data', (bytes: Buffer) => chunks.push(bytes));
  child.stdin.on('error', () => undefined);
  child.once('error', ended.reject).once('close', ended.resolve);
  child.stdin.end(pids.map((pid) => `/proc/${pid}/ns/net\n`).join(''));
  const code = await ended.promise;
  if (code !== 0) throw new Error(`The program tables ended with ${code ?? 'a signal'}.`);
  return Buffer.concat(chunks);
}

/** Sorts the program's answers by namespace. @throws Error if the last one is missing */
export function splitDump(bytes: Buffer, namespaces: number): (NamespaceDump | null)[] {
  const found = Array.from({ length: namespaces }, () => new Map<string, Buffer[]>());
  const gone = new Set<number>();
  for (let at = 0; at + headBytes <= bytes.length;) {
    const [space, part, length] = [0, 4, 8].map((more) => bytes.readInt32LE(at + more)) as [
      number,
      number,
      number,
    ];
    at += headBytes;
    if (part === last)
      return found.map((parts, index) =>
        gone.has(index)
          ? null
          : Object.fromEntries([...parts].map(([name, pieces]) => [name, Buffer.concat(pieces)])),
      );
    if (part === entering) gone.add(space);
    if (length < 0) continue;
    const [parts, name] = [found[space], dumpedParts[part]];
    if (parts && name) parts.set(name, [...(parts.get(name) ?? []), bytes.subarray(at, at + length)]);
    at += length;
  }
  throw new Error('The program tables did not say everything.');
}
