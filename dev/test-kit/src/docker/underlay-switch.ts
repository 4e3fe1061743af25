import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { ownResource } from '@pineapple/launcher';

const run = promisify(execFile);

/** A switch that connects the network namespaces of several machines. Needs root on Linux. */
export class UnderlaySwitch implements AsyncDisposable {
  readonly #name = `pns-${randomBytes(4).toString('hex')}`;
  readonly #owned = ownResource({ kind: 'namespace', name: this.#name });
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
   * @param address - An IPv4 address of the /24 that all share.
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
    this.#owned[Symbol.dispose]();
  }
}
