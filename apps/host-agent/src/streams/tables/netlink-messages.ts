/** A part of the tables that is read at once. */
export type TablePart = 'addresses' | 'routes' | 'neighbours' | 'fdb' | 'sessions' | 'filters';
export const tableParts: readonly TablePart[] = [
  ...(['addresses', 'routes', 'neighbours', 'fdb', 'sessions', 'filters'] as const),
];
/** What depends on links and addresses. */
const partsOfLinks = tableParts.filter((part) => part !== 'filters');

const headerBytes = 16;
const bridgeFamily = 7;

/**
 * Says which parts of the tables netlink messages concern. The messages themselves are not read: the tables are, once.
 * When a link or address goes, the kernel removes its IPv4 routes and neighbours without a message.
 * @param bytes whole messages of NETLINK_ROUTE. Everything after a message of impossible length is ignored.
 */
export function changedParts(bytes: Buffer): ReadonlySet<TablePart> {
  const parts = new Set<TablePart>();
  for (let at = 0; at + headerBytes <= bytes.length;) {
    const length = bytes.readUInt32LE(at);
    if (length < headerBytes || at + length > bytes.length) return new Set(tableParts);
    const family = length > headerBytes ? bytes.readUInt8(at + headerBytes) : 0;
    for (const part of partsOf(bytes.readUInt16LE(at + 4), family)) parts.add(part);
    // Messages are aligned to four bytes.
    at += (length + 3) & ~3;
  }
  return parts;
}

function partsOf(type: number, family: number): readonly TablePart[] {
  switch (type) {
    // RTM_NEWLINK, RTM_DELLINK, RTM_NEWADDR, RTM_DELADDR
    case 16:
    case 17:
    case 20:
    case 21:
      return partsOfLinks;
    // RTM_NEWROUTE, RTM_DELROUTE, RTM_NEWNEXTHOP, RTM_DELNEXTHOP
    case 24:
    case 25:
    case 104:
    case 105:
      return ['routes', 'sessions'];
    // RTM_NEWNEIGH, RTM_DELNEIGH
    case 28:
    case 29:
      return [family === bridgeFamily ? 'fdb' : 'neighbours'];
    default:
      return [];
  }
}
