import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { z } from 'zod';
import { runProgram } from '../../system/run-program.ts';

/** The link between hosts over which networks of wide labs reach each other. */
export interface UnderlayLink {
  readonly address: string;
  /** The largest IP packet that it takes, in bytes. */
  readonly mtu: number;
}

/** Of the range kept for documentation: it is never reached, and nothing is sent to it. */
const anywhere = '198.51.100.1';

const shownLinks = z.array(z.object({ ifname: z.string().optional(), mtu: z.int().optional() }));

/** The address that the kernel would send from to the world beyond; null when it has no way there. */
async function defaultSource(): Promise<string | null> {
  const socket = createSocket('udp4');
  try {
    // Connecting a datagram socket looks the route up and sends nothing.
    socket.connect(9, anywhere);
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

/** Where other hosts reach this one. */
export class Underlay {
  readonly #given: string | null;

  /** @param given - The address as it is configured; null: the source address of the default route. */
  constructor(given: string | null) {
    this.#given = given;
  }

  /** The address as it is now; null when the host has none. */
  async address(): Promise<string | null> {
    if (this.#given === null) return defaultSource();
    return isOnThisHost(this.#given) ? this.#given : null;
  }

  /** @throws Error that says what is missing when the host has no such link */
  async link(): Promise<UnderlayLink> {
    const address = await this.address();
    if (address === null)
      throw new Error(
        this.#given === null
          ? 'this host has no address that other hosts reach it at: it has no default route, and PINEAPPLE_UNDERLAY_ADDRESS is not set'
          : `no link of this host has ${this.#given}, which PINEAPPLE_UNDERLAY_ADDRESS says`,
      );
    const text = await runProgram('ip', ['-j', '-4', 'addr', 'show', 'to', `${address}/32`]);
    const mtu = shownLinks.parse(JSON.parse(text || '[]')).find((link) => link.ifname)?.mtu;
    if (mtu === undefined) throw new Error(`no link of this host has ${address} any more`);
    return { address, mtu };
  }
}
