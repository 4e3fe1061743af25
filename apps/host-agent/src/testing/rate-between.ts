import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runBeside } from './container-namespace.ts';
import type { TestHost } from './test-host.ts';
import { firstProcess } from './witness.ts';

const sentBytes = 1_000_000;
/**
 * Prints the speed at which eth0 receives, in bytes a millisecond. It compares the kernel's counter at two times while
 * data arrives: not at the start, when a burst and empty queues take more, and not at the end. A process that waits for a
 * processor between the counter and the clock reads both again.
 */
const receive = `
const { readFileSync } = require('node:fs');
function sample() {
  for (;;) {
    const before = performance.now();
    const bytes = Number(/eth0: *([0-9]+)/.exec(readFileSync('/proc/self/net/dev', 'utf8'))[1]);
    const at = performance.now();
    if (at - before < 5) return { at, bytes };
  }
}
const start = sample();
let first = null, last = null;
require('node:net').createServer((socket) => {
  socket.on('data', () => {
    const now = sample();
    const share = (now.bytes - start.bytes) / ${sentBytes};
    if (share > 0.1 && share < 0.9) [first, last] = [first ?? now, now];
  });
  socket.on('end', () => {
    console.log((last.bytes - first.bytes) / (last.at - first.at));
    process.exit();
  });
}).listen(5000, () => console.log('ready'));
`;
const send = `require('node:net').connect(5000, process.argv[1]).end(Buffer.alloc(${sentBytes}))`;

/** The speed of a TCP connection between containers, in kilobits a second of whole frames. */
export async function rateBetween(
  host: TestHost,
  fromId: string,
  { to, address }: { readonly to: string; readonly address: string },
): Promise<number> {
  const pid = await firstProcess(host, to);
  const receiver = spawn('nsenter', [`--net=/proc/${pid}/ns/net`, process.execPath, '-e', receive]);
  await once(receiver.stdout, 'data');
  const answer = once(receiver.stdout, 'data');
  await runBeside(host, fromId, process.execPath, '-e', send, address);
  const [bytesPerMs] = await answer;
  return Number(String(bytesPerMs)) * 8;
}
