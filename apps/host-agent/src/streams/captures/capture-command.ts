import type { CaptureRequest } from '@pineapple/host-link/capture';
import { labNamespace } from '../../network/link-names.ts';

/** The user without rights that tcpdump becomes before it reads a filter. */
const unprivilegedUser = 'nobody';

/** A link in a lab's namespace whose packets are captured, or the links of a network. */
export interface CapturedLink {
  readonly labId: string;
  /** As `wireName` or `linksOfNetwork` makes it. */
  readonly link: string;
  /** Whether to wait for the link when it is not there. */
  readonly wait: boolean;
}

/**
 * The arguments of `nsenter` that run the capture program on the lab's end of a wire. Root in the container
 * neither sees nor reaches it there: its namespaces of networks and processes are others.
 * @param program see `native/capture.c`
 */
export function captureArguments(
  program: string,
  { labId, link, wait }: CapturedLink,
  { snapLength, count }: Pick<CaptureRequest, 'snapLength' | 'count'>,
): string[] {
  const numbers = [String(snapLength), String(count ?? 0)];
  return [`--net=/run/netns/${labNamespace(labId)}`, program, link, ...numbers, wait ? 'wait' : 'end'];
}

/**
 * The arguments of tcpdump that print a filter as instructions of the kernel. It has to open an interface of Linux, where
 * the kernel takes the tags of VLANs out of frames. The filter follows `--`, so it is never an option.
 */
export function compileArguments(filter: string, snapLength: number): string[] {
  return ['-i', 'lo', '-p', '-Z', unprivilegedUser, '-ddd', '-s', String(snapLength), '--', filter];
}
