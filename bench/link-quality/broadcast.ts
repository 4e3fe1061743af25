import { spawn } from 'node:child_process';

/**
 * Sends datagrams to all containers of a subnet at a steady pace, until its input ends. Their lengths go round, so that each
 * can be recognised for a while. A process that waits for a processor catches up.
 * Arguments: address, datagrams a second, least length, number of lengths.
 */
const program = `
const [address, rate, least, lengths] = process.argv.slice(1).map((each, index) => (index ? Number(each) : each));
const socket = require('node:dgram').createSocket('udp4');
socket.bind(0, () => {
  socket.setBroadcast(true);
  const start = performance.now();
  let sent = 0;
  setInterval(() => {
    const due = Math.min(((performance.now() - start) * rate) / 1000, sent + 100);
    for (; sent < due; sent++) socket.send(Buffer.alloc(least + (sent % lengths)), 9, address);
  }, 1);
});
process.stdin.resume().on('end', () => process.exit());
`;

/** @param pid a process in the namespace that sends */
export function broadcast(
  pid: number,
  {
    address,
    rate,
    least,
    lengths,
  }: Readonly<Record<'rate' | 'least' | 'lengths', number>> & {
    readonly address: string;
  },
): Disposable {
  const words = [address, rate, least, lengths].map(String);
  const sender = spawn('nsenter', [`--net=/proc/${pid}/ns/net`, process.execPath, '-e', program, ...words], {
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  return { [Symbol.dispose]: () => sender.kill('SIGKILL') };
}
