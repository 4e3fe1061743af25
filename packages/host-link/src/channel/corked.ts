/** A function that sends, such that all that is sent in one go leaves in one write. */
export function corked(
  socket: { cork(): void; uncork(): void },
  send: (message: Buffer) => void,
): (message: Buffer) => void {
  let held = false;
  const release = (): void => {
    held = false;
    socket.uncork();
  };
  return (message) => {
    if (!held) {
      held = true;
      socket.cork();
      process.nextTick(release);
    }
    send(message);
  };
}
