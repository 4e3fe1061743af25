import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

const program = `
const net = require('node:net');
const server = net.createServer((socket) => {
  const far = net.connect(process.argv[1]);
  socket.on('error', () => far.destroy()).on('close', () => far.destroy());
  far.on('error', () => socket.destroy()).on('close', () => socket.destroy());
  socket.pipe(far).pipe(socket);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** A port on the loopback of another network namespace that leads to a Unix socket. */
export async function relayTo(
  socketPath: string,
  prefix: readonly string[],
): Promise<{ readonly port: number; readonly process: ChildProcess }> {
  const [first = process.execPath, ...args] = [...prefix, process.execPath, '-e', program, socketPath];
  const child = spawn(first, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { port: Number(line.toString()), process: child };
}
