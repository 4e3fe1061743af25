import { constants } from 'node:fs';
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runInShell } from '../../system/program-shell.ts';
import { staticProgram } from '../../system/static-program.ts';

/** Where a container sees its gate. */
const gateDirectory = '/.pineapple';
export const gateProgram = `${gateDirectory}/gate`;

/** Files of the host that a container has as its own: Docker makes none where its network is disabled. */
export const nameFiles = { hosts: '/etc/hosts', resolver: '/etc/resolv.conf' } as const;

/** @param directory the gate's directory on the host */
export function gateMounts(directory: string): string[] {
  const files = Object.entries(nameFiles).map(([name, path]) => `${join(directory, name)}:${path}`);
  return [`${directory}:${gateDirectory}:ro`, ...files];
}

/** $1: the gate's directory; $2: the program. Any user of the container may use both. */
const makeGate = `
mkdir -p -m 755 "$1"
cmp -s "$2" "$1/gate" || { cp "$2" "$1/gate.new" && chmod 755 "$1/gate.new" && mv "$1/gate.new" "$1/gate"; }
for file in hosts resolver; do [ -f "$1/$file" ] || : > "$1/$file"; done
[ -p "$1/go" ] || { rm -rf "$1/go" && mkfifo -m 444 "$1/go"; }
`;

/** The `go` that was written to a gate. */
export interface Release extends AsyncDisposable {
  /** Takes it back if no gate has read it. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * The gates in front of the containers. A gate is a small program that is a container's first one. It waits until the
 * agent writes `go`, and then becomes the program of the container's image. See `native/gate.c`. A gate has its
 * container's id as its name, or one of its own if it was made before a lab claimed its container.
 */
export class Gates {
  readonly #directory: string;
  readonly #program: string;

  private constructor(directory: string, program: string) {
    this.#directory = directory;
    this.#program = program;
  }

  /** @throws Error when there is no gate for this machine's architecture */
  static async open(stateDir: string): Promise<Gates> {
    const directory = join(stateDir, 'gates');
    await mkdir(directory, { recursive: true, mode: 0o755 });
    return new Gates(directory, await staticProgram('gate'));
  }

  /** The names of all gates. */
  list(): Promise<string[]> {
    return readdir(this.#directory);
  }

  /** The directory of a gate on this host. */
  directoryOf(name: string): string {
    return join(this.#directory, name);
  }

  /** Makes a gate, if there is none of that name. Returns its directory. */
  async make(name: string): Promise<string> {
    const directory = this.directoryOf(name);
    await runInShell('sh', ['-ec', makeGate, 'sh', directory, this.#program]);
    return directory;
  }

  /**
   * Lets a container through its gate. The `go` stays valid until it is disposed of, because the gate may not listen yet.
   * @throws Error when the container has no gate
   */
  async release(name: string): Promise<Release> {
    // For reading too: such an open never waits for the other side.
    const fifo = await open(
      join(this.directoryOf(name), 'go'),
      constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOFOLLOW,
    );
    try {
      await fifo.write('go\n');
    } catch (error) {
      await fifo.close();
      throw error;
    }
    return { [Symbol.asyncDispose]: () => fifo.close() };
  }

  async remove(name: string): Promise<void> {
    await rm(this.directoryOf(name), { recursive: true, force: true });
  }
}
