/** A shell in a container: input goes in, output comes out. */
export interface BytePipe extends Disposable {
  write(bytes: Uint8Array<ArrayBuffer>): void;
  /** Replaces the listener of the output. */
  listen(heard: (bytes: Uint8Array) => void): void;
}

/** Resolves when the pipe has printed the text. */
export function printed(pipe: BytePipe, text: string): Promise<void> {
  return new Promise((resolve) => {
    let tail = '';
    pipe.listen((bytes) => {
      tail = (tail + Buffer.from(bytes).toString('latin1')).slice(-4096);
      if (tail.includes(text)) resolve();
    });
  });
}

/** Runs a line in the shell until it prints `mark`, which the line itself must not contain. */
export async function runLine(pipe: BytePipe, line: string, mark: string): Promise<void> {
  const done = printed(pipe, mark);
  pipe.write(Buffer.from(`${line}\r`));
  await done;
}

/** Milliseconds until `count` bytes were printed. */
export function received(pipe: BytePipe, count: number): Promise<number> {
  const start = performance.now();
  return new Promise((resolve) => {
    let left = count;
    pipe.listen((bytes) => {
      left -= bytes.length;
      if (left <= 0) resolve(performance.now() - start);
    });
  });
}

/** Milliseconds from one keystroke to its echo, where every byte comes back once. */
export function echo(pipe: BytePipe): Promise<number> {
  const start = performance.now();
  return new Promise((resolve) => {
    pipe.listen(() => resolve(performance.now() - start));
    pipe.write(keystroke);
  });
}

const keystroke = Buffer.from('x');
