import type { HostRefusal } from '@pineapple/host-link';

type RefusalCode =
  'UNAUTHENTICATED' | 'FORBIDDEN' | 'VALIDATION' | 'NOT_FOUND' | 'CONFLICT' | 'QUOTA' | 'HOST_UNAVAILABLE';

const statuses: Readonly<Record<RefusalCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  VALIDATION: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  QUOTA: 429,
  HOST_UNAVAILABLE: 503,
};

/** Why there is no capture, for its caller. */
export class CaptureRefusal extends Error {
  override readonly name = 'CaptureRefusal';
  readonly code: RefusalCode;
  /** The query parameter that is wrong; null if none is. */
  readonly field: string | null;

  constructor(code: RefusalCode, message: string, field: string | null = null) {
    super(message);
    this.code = code;
    this.field = field;
  }

  get status(): number {
    return statuses[this.code];
  }

  /** The body of the answer, in the shape of GraphQL's errors. */
  get body() {
    const extensions = { code: this.code, ...(this.field === null ? {} : { path: [this.field] }) };
    return { errors: [{ message: this.message, extensions }] };
  }
}

/**
 * What a host's refusal to capture means to the caller.
 * @param isOfLab whether the request named several interfaces
 */
export function fromHost({ problem: { code, message } }: HostRefusal, isOfLab = false): CaptureRefusal {
  switch (code) {
    case 'NOT_FOUND':
      return new CaptureRefusal('CONFLICT', `${message}. Wait until its lab is in place, and try again.`);
    case 'NOT_RUNNING':
      return new CaptureRefusal('CONFLICT', message);
    case 'LIMIT':
      return new CaptureRefusal('QUOTA', message);
    case 'FILTER':
      return new CaptureRefusal('VALIDATION', message, 'filter');
    case 'BAD_REQUEST':
      // Everything else in the request was checked before.
      return new CaptureRefusal('VALIDATION', message, isOfLab ? 'on' : 'interface');
    default:
      return new CaptureRefusal('HOST_UNAVAILABLE', message);
  }
}

/** What a host's refusal to analyse means to the caller. There the recording may be missing, and there is no interface. */
export function fromAnalysis(refusal: HostRefusal): CaptureRefusal {
  const { code, message } = refusal.problem;
  if (code === 'NOT_FOUND') return new CaptureRefusal('NOT_FOUND', message);
  if (code === 'BAD_REQUEST') return new CaptureRefusal('VALIDATION', message);
  return fromHost(refusal);
}
