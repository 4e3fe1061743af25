// Preloaded into a child with `--import`. The parent holds the other end of a pipe, which closes when the parent ends,
// however it ends. The pipe is standard input, or the descriptor in the query of this module's URL: `?fd=3`.
import { flushCompileCache } from 'node:module';
import { Socket } from 'node:net';

const descriptor = Number(new URL(import.meta.url).searchParams.get('fd') ?? 0);
const fromParent = descriptor === 0 ? process.stdin : new Socket({ fd: descriptor });
const end = () => process.kill(process.pid, 'SIGTERM');
fromParent.on('end', end).on('error', end).resume();
fromParent.unref?.();

// Node keeps what it compiled when the process ends by itself. One that is killed later has to keep it before.
const loadedMs = 10_000;
setTimeout(flushCompileCache, loadedMs).unref();
