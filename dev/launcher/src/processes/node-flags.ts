/**
 * What Node is started with where terminals pass through; the units of the API and of the host agent say the same. The
 * buffers of output are let go by the quick collections of new objects, and of those there is one for each so many
 * megabytes of new objects: by itself Node lets 64 MB of them come together, and several times as much in buffers.
 */
export const nodeFlags: readonly string[] = ['--max-semi-space-size=4'];
