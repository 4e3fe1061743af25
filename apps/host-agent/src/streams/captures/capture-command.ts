import type { CaptureRequest } from '@pineapple/host-link/capture';
import { labNamespace, wireName } from '../../network/link-names.ts';

/** The user without rights that tcpdump becomes once it has opened the interface. */
const unprivilegedUser = 'nobody';
/** Frames that the kernel holds while the program is not scheduled, in KiB. */
const kernelBufferKb = 4096;

/** One interface of a container. */
export interface CapturedWire {
  readonly labId: string;
  readonly containerId: string;
  readonly networkId: string;
}

/**
 * The arguments of `nsenter` that run tcpdump on the lab's end of a wire. Root in the container neither sees nor reaches it
 * there: its namespaces of networks and processes are others. The filter follows `--`, so it is never an option.
 */
export function captureArguments(
  { labId, containerId, networkId }: CapturedWire,
  { filter, snapLength, count }: CaptureRequest,
): string[] {
  return [
    `--net=/run/netns/${labNamespace(labId)}`,
    'tcpdump',
    ...['-i', wireName(containerId, networkId)],
    // Without promiscuous mode: a port of a bridge receives every frame anyway.
    '-p',
    ...['-Z', unprivilegedUser],
    // Each packet is delivered as it arrives.
    '--immediate-mode',
    '-U',
    '--time-stamp-precision=nano',
    ...['-B', String(kernelBufferKb)],
    ...['-s', String(snapLength)],
    ...(count === null ? [] : ['-c', String(count)]),
    ...['-w', '-'],
    ...(filter === null ? [] : ['--', filter]),
  ];
}
