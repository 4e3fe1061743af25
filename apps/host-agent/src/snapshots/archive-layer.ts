import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

interface ArchiveRequest {
  readonly folder: string;
  /** Relative paths below the folder. */
  readonly paths: readonly string[];
  /** Words that make the archive have the owners that containers see. */
  readonly prefix: readonly string[];
  /** Where the archive goes. */
  readonly target: string;
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/** A container has changed more than may be saved. */
export class TooMuchChanged extends Error {
  override readonly name = 'TooMuchChanged';
  constructor(mostBytes: number) {
    super(
      `What its programs changed has more than ${Math.floor(mostBytes / 1_048_576)} MB, which is the limit of one container. Delete what you don't need.`,
    );
  }
}

/**
 * Writes a tar archive of files with their owners, modes, times, links and `user.*` attributes.
 * @returns its bytes
 * @throws TooMuchChanged, Error with what tar printed, or the signal's reason
 */
export async function archiveLayer(request: ArchiveRequest): Promise<number> {
  const { folder, paths, prefix, target, mostBytes, signal } = request;
  const words = [
    ...['tar', '--create', '--format=posix', '--no-recursion', '--null', '--verbatim-files-from'],
    ...['--files-from=-', '--numeric-owner', '--xattrs', '--xattrs-include=user.*'],
    // Equal contents give equal archives.
    '--pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime',
  ];
  const [program = 'tar', ...rest] = [...prefix, ...words];
  const tar = spawn(program, rest, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'], signal });
  let complaint = '';
  tar.stderr.on('data', (piece: Buffer) => (complaint = `${complaint}${piece.toString()}`.slice(-500)));
  const closed = once(tar, 'close') as Promise<[number | null]>;
  closed.catch(() => undefined);
  tar.stdin.on('error', () => undefined).end(paths.map((path) => `${path}\0`).join(''));
  let bytes = 0;
  const counter = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length;
      done(bytes > mostBytes ? new TooMuchChanged(mostBytes) : null, piece);
    },
  });
  try {
    await pipeline(tar.stdout, counter, createWriteStream(target, { mode: 0o600 }), { signal });
  } catch (error) {
    tar.kill('SIGKILL');
    signal.throwIfAborted();
    throw error;
  }
  const [status] = await closed;
  signal.throwIfAborted();
  if (status !== 0)
    throw new Error(`Its files could not be read: ${complaint.trim() || `tar ended with ${status}`}`);
  return bytes;
}
