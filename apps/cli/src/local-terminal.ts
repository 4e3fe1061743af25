/** Ends what a program in the terminal may have left on: other screen, mouse, marked pastes, hidden cursor, colours. */
const modesOff = ['?1049l', '?1000l', '?1002l', '?1003l', '?1006l', '?2004l', '?1l', '?25h', '0m']
  .map((mode) => `\u001b[${mode}`)
  .join('');

/**
 * Takes this process's terminal over, every key as it is typed, until disposed or until the process ends in whatever
 * way it can notice. Without a terminal nothing happens.
 */
export function takeTerminal(): Disposable {
  const { stdin, stdout } = process;
  if (!stdin.isTTY) return { [Symbol.dispose]: () => undefined };
  let taken = true;
  const giveBack = (): void => {
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
  process.on('exit', giveBack);
  stdin.setRawMode(true);
  return {
    [Symbol.dispose]() {
      giveBack();
      process.off('exit', giveBack);
      for (const stop of ends) stop();
    },
  };
}
