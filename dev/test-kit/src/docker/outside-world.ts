import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The address that the outside world's name server gives for each name. */
export const knownAddress = '192.0.2.77';

/** Prints the address of each caller, and answers each question for a name. */
const server = `
const names = require('node:dgram').createSocket('udp4');
names.on('message', (question, { address, port }) => {
  const end = question.indexOf(0, 12) + 5;
  const isA = question.readUInt16BE(end - 4) === 1;
  const head = Buffer.concat([question.subarray(0, 2), Buffer.from([0x81, 0x80, 0, 1, 0, isA ? 1 : 0, 0, 0, 0, 0])]);
  const record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...'${knownAddress}'.split('.').map(Number)];
  const body = Buffer.from(isA ? record : []);
  names.send(Buffer.concat([head, question.subarray(12, end), body]), port, address);
});
names.bind(53);
require('node:net')
  .createServer((socket) => socket.on('error', () => undefined).end(socket.remoteAddress + '\\n'))
  .listen(8080, '0.0.0.0', () => console.log('up'));
`;

/**
 * A network namespace outside of the host that plays the internet. It has a public address (of a documentation range)
 * and addresses that no container may reach, all routed from the host. It answers on TCP 8080, and on UDP 53 as a name
 * server.
 */
export class OutsideWorld implements AsyncDisposable {
  readonly publicAddress: string;
  /** The host's own address on the link to it. */
  readonly hostAddress: string;
  readonly forbidden: readonly string[];
  readonly #name: string;
  readonly #link: string;
  #server: ChildProcess | null = null;

  private constructor(token: string, subnet: number) {
    this.#name = `pno-${token}`;
    this.#link = `pno${token}`;
    this.hostAddress = `203.0.113.${subnet + 1}`;
    this.publicAddress = `203.0.113.${subnet + 2}`;
    this.forbidden = [
      '169.254.169.254',
      `192.168.213.${subnet + 2}`,
      `172.30.213.${subnet + 2}`,
      `100.127.213.${subnet + 2}`,
      `10.213.213.${subnet + 2}`,
    ];
  }

  static async open(): Promise<OutsideWorld> {
    const bytes = randomBytes(4);
    const world = new OutsideWorld(bytes.toString('hex'), ((bytes[0] ?? 0) % 60) * 4);
    await world.#build();
    return world;
  }

  async #build(): Promise<void> {
    const [name, link] = [this.#name, this.#link];
    await run('ip', ['netns', 'add', name]);
    await run('ip', ['link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name]);
    await run('ip', ['addr', 'add', `${this.hostAddress}/30`, 'dev', link]);
    await run('ip', ['link', 'set', link, 'up']);
    await run('ip', ['-n', name, 'addr', 'add', `${this.publicAddress}/30`, 'dev', 'eth0']);
    await run('ip', ['-n', name, 'link', 'set', 'eth0', 'up']);
    for (const address of this.forbidden) {
      await run('ip', ['-n', name, 'addr', 'add', `${address}/32`, 'dev', 'eth0']);
      await run('ip', ['route', 'replace', `${address}/32`, 'via', this.publicAddress]);
    }
    const child = spawn('nsenter', [`--net=/run/netns/${name}`, process.execPath, '-e', server]);
    this.#server = child;
    await once(child.stdout, 'data');
  }

  /**
   * Connects from the host itself, which shows that a container's failure has another cause.
   * @param timeout In milliseconds. A second is enough for an answer that must not come.
   * @returns `answered`, `nothing`, or the code of the error
   */
  hostCalls(address: string, timeout = 1000): Promise<string> {
    const { promise, resolve } = Promise.withResolvers<string>();
    const socket = connect({ host: address, port: 8080, timeout });
    socket.once('connect', () => resolve('answered'));
    socket.once('timeout', () => resolve('nothing'));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    return promise.finally(() => socket.destroy());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server?.kill('SIGKILL');
    for (const address of this.forbidden)
      await run('ip', ['route', 'del', `${address}/32`]).catch(() => undefined);
    await run('ip', ['link', 'del', this.#link]).catch(() => undefined);
    await run('ip', ['netns', 'del', this.#name]);
  }
}
