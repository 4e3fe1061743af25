import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { runProgram } from '../../system/run-program.ts';

/** This host's link to the underlay. */
export interface UnderlayLink {
  readonly address: string;
  /** In bytes. */
  readonly mtu: number;
}

/** An address of the documentation range (RFC 5737). Nothing is sent to it. */
const publicAddress = '198.51.100.1';

const shownLinks = z.array(z.object({ ifname: z.string().optional(), mtu: z.int().optional() }));

/** The source address of the default route; null if there is none. */
async function defaultSource(): Promise<string | null> {
  const socket = createSocket('udp4');
  try {
    // Connecting a datagram socket looks up the route and sends nothing.
    socket.connect(9, publicAddress);
    await once(socket, 'connect');
    return socket.address().address;
  } catch {
    return null;
  } finally {
    socket.close();
  }
}

function isOnThisHost(wanted: string): boolean {
  return Object.values(networkInterfaces()).some((entries) =>
    (entries ?? []).some(({ address }) => address === wanted),
  );
}

/** Where this host is attached to the underlay. */
export class Underlay {
  readonly #configured: string | null;

  /** @param configured the configured address; null for the source address of the default route */
  constructor(configured: string | null) {
    this.#configured = configured;
  }

  /** The current address; null if the host does not have it. */
  async address(): Promise<string | null> {
    if (this.#configured === null) return defaultSource();
    return isOnThisHost(this.#configured) ? this.#configured : null;
  }

  /** @throws Error when the host has no such link */
  async link(): Promise<UnderlayLink> {
    const address = await this.address();
    if (address === null)
      throw new Error(
        this.#configured === null
          ? 'this host has no default route, and PINEAPPLE_UNDERLAY_ADDRESS is not set. Set it to the address at which other hosts reach this one.'
          : `no link of this host has ${this.#configured}, the address in PINEAPPLE_UNDERLAY_ADDRESS`,
      );
    const text = await runProgram('ip', ['-j', '-4', 'addr', 'show', 'to', `${address}/32`]);
    const mtu = shownLinks.parse(JSON.parse(text || '[]')).find((link) => link.ifname)?.mtu;
    if (mtu === undefined) throw new Error(`no link of this host has ${address} any longer`);
    return { address, mtu };
  }
}
