import type { Box, Point } from './geometry.ts';

/** How a connector is drawn: along the network's trunk, then straight to the container's port. */
interface ConnectorShape {
  /** The part along the network as an SVG path; empty when the port is right above or below the network node. */
  readonly trunk: string;
  /** The part from the trunk to the container. */
  readonly drop: string;
  /** Where the drop leaves the trunk. */
  readonly junction: Point;
  /** Where the address is written, and how it is aligned. */
  readonly label: Point & { readonly anchor: 'start' | 'middle' | 'end' };
}

const portGap = 28;
const margin = 12;
/** The least distance of a drop from the ends of the network node. */
const nodeInset = 12;

/** The x of a container's port. eth0 is the leftmost, as on a device. */
export function portX(container: Box, port: number, ports: number): number {
  const gap = ports > 1 ? Math.min(portGap, (container.width - 2 * margin) / (ports - 1)) : 0;
  return container.x + container.width / 2 + (port - (ports - 1) / 2) * gap;
}

export function shapeConnector(container: Box, network: Box, port: number, ports: number): ConnectorShape {
  const trunkY = network.y + network.height / 2;
  const x = portX(container, port, ports);
  const left = network.x;
  const right = network.x + network.width;
  const bottom = container.y + container.height;

  // Side by side: the trunk runs straight into the container's side.
  if (trunkY > container.y - margin && trunkY < bottom + margin) {
    const toTheRight = container.x + container.width / 2 >= network.x + network.width / 2;
    const from = toTheRight ? right : left;
    const to = toTheRight ? container.x : container.x + container.width;
    const y = Math.min(Math.max(trunkY, container.y), bottom);
    return {
      trunk: `M${from} ${trunkY}H${to}`,
      drop: '',
      junction: { x: to, y },
      label: { x: (from + to) / 2, y: trunkY - 6, anchor: 'middle' },
    };
  }

  const below = container.y > trunkY;
  const end = below ? container.y : bottom;
  const onNode = x > left + nodeInset && x < right - nodeInset;
  const start = onNode ? (below ? network.y + network.height : network.y) : trunkY;
  const trunk = onNode ? '' : `M${x < left ? left : right} ${trunkY}H${x}`;
  const onLeft = ports > 1 && port < ports / 2;
  const step = onLeft ? port : ports - 1 - port;
  const away = 9 + step * 13;
  return {
    trunk,
    drop: `M${x} ${start}V${end}`,
    junction: { x, y: start },
    label: {
      x: x + (onLeft ? -6 : 6),
      y: below ? end - away : end + away + 8,
      anchor: onLeft ? 'end' : 'start',
    },
  };
}
