/** Maximum bytes that are held back. */
const mostBytes = 16 * 1024;

/**
 * Returns a send function that combines the output of consecutive event loop turns into one write. A pseudo-terminal
 * delivers at most 4 KiB per turn, and each write wakes the reader.
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
