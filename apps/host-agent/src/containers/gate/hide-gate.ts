import { open, readFile } from 'node:fs/promises';

/** Positions in `/proc/<pid>/stat`, counted from the field after the name, which may contain spaces. */
const argumentsStart = 45;
const argumentsEnd = 46;

/** Longer arguments are not read: root in a container may move their end. */
const maxBytes = 256 * 1024;

/**
 * Removes the gate from a process's arguments, as `ps` shows them in a container: its init started the gate, which has
 * become the container's own program since. Does nothing if it is not the first after `--`.
 * @param init a process that has started its child, and so does not read its arguments any more
 * @throws Error when the process is gone, or its memory can't be written
 */
export async function hideGate(init: number, gate: string): Promise<void> {
  const stat = await readFile(`/proc/${init}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [start, end] = [Number(fields[argumentsStart]), Number(fields[argumentsEnd])];
  const size = end - start;
  if (!(size > 0 && size <= maxBytes)) return;
  const memory = await open(`/proc/${init}/mem`, 'r+');
  try {
    const { buffer } = await memory.read(Buffer.alloc(size), 0, size, start);
    const [before, word] = ['\0--\0', `${gate}\0`];
    const at = buffer.indexOf(`${before}${word}`);
    if (at < 0) return;
    const place = at + before.length;
    const after = Buffer.alloc(size - place);
    buffer.copy(after, 0, place + word.length);
    await memory.write(after, 0, after.length, start + place);
  } finally {
    await memory.close();
  }
}
