import type { HostRefusal } from '@pineapple/host-link';
import { forwardCloseCodes, type ForwardCloseCode } from '@pineapple/host-link/forward';

type PortRefusalCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'VALIDATION' | 'NOT_FOUND' | 'CONFLICT' | 'QUOTA' | 'HOST_UNAVAILABLE';

const answers: Readonly<
  Record<PortRefusalCode, { readonly status: number; readonly close: ForwardCloseCode }>
> = {
  UNAUTHENTICATED: { status: 401, close: forwardCloseCodes.unauthenticated },
  FORBIDDEN: { status: 403, close: forwardCloseCodes.forbidden },
  VALIDATION: { status: 400, close: forwardCloseCodes.badMessage },
  NOT_FOUND: { status: 404, close: forwardCloseCodes.notFound },
  CONFLICT: { status: 502, close: forwardCloseCodes.unusable },
  QUOTA: { status: 429, close: forwardCloseCodes.tooMany },
  HOST_UNAVAILABLE: { status: 503, close: forwardCloseCodes.hostUnreachable },
};

/** Why there is no connection to a port, for its caller. */
export class PortRefusal extends Error {
  override readonly name = 'PortRefusal';
  readonly code: PortRefusalCode;

  constructor(code: PortRefusalCode, message: string) {
    super(message);
    this.code = code;
  }

  /** Over HTTP. */
  get status(): number {
    return answers[this.code].status;
  }

  /** Over a WebSocket. */
  get closeCode(): ForwardCloseCode {
    return answers[this.code].close;
  }
}

/** What a host's refusal means to the caller. */
export function fromHost({ problem: { code, message } }: HostRefusal): PortRefusal {
  switch (code) {
    case 'NOT_FOUND':
      return new PortRefusal('CONFLICT', `${message}. Wait until its lab is in place, and try again.`);
    case 'NOT_RUNNING':
    case 'NOT_LISTENING':
      return new PortRefusal('CONFLICT', message);
    case 'LIMIT':
      return new PortRefusal('QUOTA', message);
    default:
      return new PortRefusal('HOST_UNAVAILABLE', message);
  }
}
