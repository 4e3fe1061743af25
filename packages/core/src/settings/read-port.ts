/** Reads a TCP port. Null for anything but a number from 1 to 65535, without leading zeros. */
export function readPort(text: string): number | null {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : null;
}
