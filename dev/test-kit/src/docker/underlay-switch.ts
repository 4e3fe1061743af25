import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A switch between network namespaces that play hosts: what packets between hosts go over. Needs root on Linux. */
export class UnderlaySwitch implements AsyncDisposable {
  readonly #name = `pns-${randomBytes(4).toString('hex')}`;
  #ports = 0;

  static async open(): Promise<UnderlaySwitch> {
    const made = new UnderlaySwitch();
    await run('ip', ['netns', 'add', made.#name]);
    await run('ip', ['-n', made.#name, 'link', 'add', 'switch', 'type', 'bridge']);
    await run('ip', ['-n', made.#name, 'link', 'set', 'switch', 'up']);
    return made;
  }

  /**
   * Gives a namespace a link to the others, called `under0`.
   * @param address - IPv4, of a /24 that all have
   * @param mtu - The largest IP packet that the link takes, in bytes.
   */
  async join(namespace: string, address: string, mtu = 1500): Promise<void> {
    const port = `port${(this.#ports += 1)}`;
    const pair = ['link', 'add', port, 'mtu', '9000', 'up', 'master', 'switch', 'type', 'veth'];
    await run('ip', ['-n', this.#name, ...pair, 'peer', 'name', 'under0', 'netns', namespace]);
    await run('ip', ['-n', namespace, 'addr', 'add', `${address}/24`, 'dev', 'under0']);
    await run('ip', ['-n', namespace, 'link', 'set', 'under0', 'mtu', String(mtu), 'up']);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await run('ip', ['netns', 'del', this.#name]);
  }
}

/** A view of /run/netns of its own, which outlives the programs in it: the same lab can be on two hosts of one machine. */
export class OwnNamespaces implements AsyncDisposable {
  readonly #holder: ChildProcess;

  private constructor(holder: ChildProcess) {
    this.#holder = holder;
  }

  static async open(): Promise<OwnNamespaces> {
    const hold = 'mount -t tmpfs tmpfs /run/netns && echo held && exec sleep infinity';
    const holder = spawn('unshare', ['--mount', 'sh', '-c', hold], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(holder.stdout, 'data');
    return new OwnNamespaces(holder);
  }

  /** The words that run a program with that view, where a host is. */
  prefix(namespace: string): readonly string[] {
    return ['nsenter', `--mount=/proc/${this.#holder.pid}/ns/mnt`, `--net=/run/netns/${namespace}`];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const gone = once(this.#holder, 'exit');
    this.#holder.kill('SIGKILL');
    await gone;
  }
}
