/** More is not held back. */
const mostBytes = 16 * 1024;

/**
 * A function that sends, such that what is sent turn after turn of the event loop leaves in one write. A
 * pseudo-terminal gives no more than 4 KiB in a turn, and each write wakes whoever reads it.
 */
export function heldWrites(
  socket: { cork(): void; uncork(): void },
  send: (message: Buffer) => void,
): (message: Buffer) => void {
  let held = false;
  let more = false;
  let bytes = 0;
  const look = (): void => {
    if (more && bytes < mostBytes) {
      more = false;
      setImmediate(look);
      return;
    }
    held = false;
    bytes = 0;
    socket.uncork();
  };
  return (message) => {
    if (!held) {
      held = true;
      socket.cork();
      setImmediate(look);
    }
    more = true;
    bytes += message.length;
    send(message);
  };
}
