/** The header of a capture's answer that names its recording, and of the request to the host that begins one. */
export const recordingHeader = 'pineapple-recording';

/** The address that answers questions about what a capture recorded, without the origin. */
export function analysisPath(containerId: string, recordingId: string): string {
  return `/captures/${encodeURIComponent(containerId)}/recordings/${encodeURIComponent(recordingId)}`;
}
