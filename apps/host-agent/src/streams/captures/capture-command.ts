import type { CaptureRequest } from '@pineapple/host-link/capture';
import { labNamespace } from '../../network/link-names.ts';

/** The user without rights that tcpdump becomes before it reads a filter. */
const unprivilegedUser = 'nobody';

/** A link in a lab's namespace whose packets are captured. */
export interface CapturedLink {
  readonly labId: string;
  readonly link: string;
}

/**
 * The arguments of `nsenter` that run the capture program on the lab's end of a wire. Root in the container
 * neither sees nor reaches it there: its namespaces of networks and processes are others.
 * @param program see `native/capture.c`
 */
export function captureArguments(
  program: string,
  { labId, link }: CapturedLink,
  { snapLength, count }: Pick<CaptureRequest, 'snapLength' | 'count'>,
): string[] {
  return [`--net=/run/netns/${labNamespace(labId)}`, program, link, String(snapLength), String(count ?? 0)];
}

/**
 * The arguments of tcpdump that print a filter as instructions of the kernel. It has to open an interface of Linux, where
 * the kernel takes the tags of VLANs out of frames. The filter follows `--`, so it is never an option.
 */
export function compileArguments(filter: string, snapLength: number): string[] {
  return ['-i', 'lo', '-p', '-Z', unprivilegedUser, '-ddd', '-s', String(snapLength), '--', filter];
}
