/**
 * The WebSocket subprotocol of `/forwards/<container id>/<port>`: one TCP connection to a program in a container.
 *
 * Binary messages carry its bytes both ways. An empty one ends a direction, as TCP's FIN does; the other direction
 * continues. Once both have ended, the server closes the socket. There are no text messages. What the client sends before
 * the connection stands waits for it.
 */
export const forwardSubprotocol = 'pineapple.forward.v1';

/** The codes with which the server closes the socket, with the reason in words. */
export const forwardCloseCodes = {
  /** Both directions have ended. */
  ended: 1000,
  goingAway: 1001,
  /** Something failed on the server. */
  fault: 1011,
  /** The port is no number from 1 to 65535, or the client sent text. */
  badMessage: 4400,
  unauthenticated: 4401,
  /** The token lacks the scope TERMINAL. */
  forbidden: 4403,
  /** The container does not exist, or the caller may not see it. */
  notFound: 4404,
  /** The program reset the connection, the container stopped, or nothing was sent for too long. */
  cut: 4408,
  /** The container does not run, or nothing listens on the port. */
  unusable: 4409,
  tooMany: 4429,
  hostUnreachable: 4503,
} as const;
export type ForwardCloseCode = (typeof forwardCloseCodes)[keyof typeof forwardCloseCodes];

/** The largest message of a client, in bytes. */
export const maxForwardMessageBytes = 1024 * 1024;

/** The address of a container's port, without the origin. */
export function forwardPath(containerId: string, port: number): string {
  return `/forwards/${encodeURIComponent(containerId)}/${port}`;
}
