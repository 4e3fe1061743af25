import { allBut } from './all-but.ts';
import { systemCalls } from './system-calls.ts';

/** A comparison of one argument, as libseccomp names it. Under a mask, `value` is the mask and `valueTwo` the number. */
interface Comparison {
  readonly index: number;
  readonly op: 'SCMP_CMP_EQ' | 'SCMP_CMP_MASKED_EQ';
  readonly value: number;
  readonly valueTwo?: number;
}

interface Rule {
  readonly names: readonly string[];
  readonly action: 'SCMP_ACT_ALLOW' | 'SCMP_ACT_ERRNO';
  readonly errnoRet?: number;
  readonly args?: readonly Comparison[];
}

/** A seccomp profile in the form that Docker takes. */
interface SeccompProfile {
  readonly defaultAction: 'SCMP_ACT_ERRNO';
  readonly archMap: readonly {
    readonly architecture: string;
    readonly subArchitectures: readonly string[];
  }[];
  readonly syscalls: readonly Rule[];
}

/** "No such system call": libraries then use an older one. */
const ENOSYS = 38;
/** All flags of clone that make namespaces. */
const newNamespaces = 0x7e020000;
/** Linux, Linux 2.6 for old programs, no address randomisation for debuggers; all bits set is a question. */
const personalities = [0, 0x0008, 0x20000, 0x20008, 0x40000, 0xffffffff];
/**
 * UNIX, INET, INET6, KEY, NETLINK, PACKET and PPPOX. AF_VSOCK would reach the hypervisor; the others are of no use in a
 * network of Ethernet and IP, and some have memory that no limit counts.
 */
const addressFamilies = [1, 2, 10, 15, 16, 17, 24];
const SOL_SOCKET = 1;
/** The kernel's levels of socket options are below 2^9, and its options of SOL_SOCKET below 2^7. */
const levelBits = 9;
const optionBits = 7;
/** SO_SNDBUFFORCE and SO_RCVBUFFORCE exceed the host's limit on buffers, whose memory no container's limit counts. */
const forcedBuffers = [32, 33];

const equals = (index: number, value: number): Comparison => ({ index, op: 'SCMP_CMP_EQ', value });

function under(index: number, mask: number, value: number): Comparison {
  return { index, op: 'SCMP_CMP_MASKED_EQ', value: mask, valueTwo: value };
}

function not(index: number, excluded: readonly number[], bits: number): readonly Comparison[] {
  return allBut(excluded, bits).map(({ mask, value }) => under(index, mask, value));
}

function allow(name: string, ...args: Comparison[]): Rule {
  return { names: [name], action: 'SCMP_ACT_ALLOW', args };
}

/**
 * What a container's programs may ask of the kernel; all else fails. System calls of 32-bit programs end the program: the
 * kernel shows their socket options to no control group, so their packet rings could not be bounded.
 */
export function seccompProfile(): SeccompProfile {
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    archMap: [
      { architecture: 'SCMP_ARCH_X86_64', subArchitectures: [] },
      { architecture: 'SCMP_ARCH_AARCH64', subArchitectures: [] },
    ],
    syscalls: [
      { names: systemCalls, action: 'SCMP_ACT_ALLOW' },
      {
        names: ['clone3', 'io_uring_setup', 'io_uring_enter', 'io_uring_register'],
        action: 'SCMP_ACT_ERRNO',
        errnoRet: ENOSYS,
      },
      allow('clone', under(0, newNamespaces, 0)),
      ...personalities.map((value) => allow('personality', equals(0, value))),
      ...addressFamilies.map((family) => allow('socket', equals(0, family))),
      ...not(1, [SOL_SOCKET], levelBits).map((level) => allow('setsockopt', level)),
      ...not(2, forcedBuffers, optionBits).map((option) =>
        allow('setsockopt', equals(1, SOL_SOCKET), option),
      ),
    ],
  };
}
