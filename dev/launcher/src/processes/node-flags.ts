/**
 * Node's flags for programs that carry terminals, as in the systemd units of the API and the host agent. Buffers of output
 * are freed by collections of new objects, which start after this many megabytes of new objects. Node's default of 64 MB
 * would keep several times as much in buffers.
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=4'];
