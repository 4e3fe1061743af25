/** Resets what a program may have left on: alternate screen, mouse, bracketed paste, hidden cursor, colours. */
const modesOff = ['?1049l', '?1000l', '?1002l', '?1003l', '?1006l', '?2004l', '?1l', '?25h', '0m']
  .map((mode) => `\u001b[${mode}`)
  .join('');

/**
 * Puts this process's terminal into raw mode, and restores it when disposed or when the process ends. Does nothing without
 * a terminal.
 */
export function takeTerminal(): Disposable {
  const { stdin, stdout } = process;
  if (!stdin.isTTY) return { [Symbol.dispose]: () => undefined };
  let taken = true;
  const restore = (): void => {
    if (!taken) return;
    taken = false;
    stdin.setRawMode(false);
    if (stdout.isTTY) stdout.write(modesOff);
  };
  const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
  const ends = Object.entries(signals).map(([signal, code]) => {
    const end = (): never => process.exit(code);
    process.on(signal, end);
    return () => process.off(signal, end);
  });
  process.on('exit', restore);
  stdin.setRawMode(true);
  return {
    [Symbol.dispose]() {
      restore();
      process.off('exit', restore);
      for (const stop of ends) stop();
    },
  };
}
