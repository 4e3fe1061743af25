import type { EditFailure } from '../lab-editor/lab-edit.ts';
import type {
  ConflictError,
  CredentialsError,
  HostError,
  NotFoundError,
  QuotaError,
  RateLimitError,
  ValidationError,
} from './generated/schema-types.ts';

/** Why a use case refused; each kind becomes one of the schema's `UserError` types. */
export type Failure =
  | EditFailure
  | { readonly kind: 'credentials'; readonly message: string }
  | { readonly kind: 'rate-limited'; readonly message: string; readonly retryAfterSeconds: number };

type Named<T extends { __typename?: string }> = T & { readonly __typename: NonNullable<T['__typename']> };

interface Shown {
  validation: Named<ValidationError>;
  'not-found': Named<NotFoundError>;
  conflict: Named<ConflictError>;
  quota: Named<QuotaError>;
  host: Named<HostError>;
  credentials: Named<CredentialsError>;
  'rate-limited': Named<RateLimitError>;
}

/**
 * A failure as data. `kinds` are those that the mutation's union can hold; the type system checks them
 * against the schema, and another one is a fault of ours.
 */
export function toUserError<K extends Failure['kind']>(failure: Failure, kinds: readonly K[]): Shown[K] {
  const known: readonly Failure['kind'][] = kinds;
  if (!known.includes(failure.kind))
    throw new Error(`Unexpected failure: ${failure.kind}: ${failure.message}`);
  // The check above is what makes the kind one of K.
  return show(failure) as Shown[K];
}

function show(failure: Failure): Shown[Failure['kind']] {
  const { message } = failure;
  switch (failure.kind) {
    case 'validation': {
      const issues = failure.issues.map(({ path, message: text }) => ({ path: [...path], message: text }));
      return { __typename: 'ValidationError', code: 'VALIDATION', message, issues };
    }
    case 'not-found':
      return { __typename: 'NotFoundError', code: 'NOT_FOUND', message };
    case 'conflict':
      return { __typename: 'ConflictError', code: 'CONFLICT', message };
    case 'quota':
      return { __typename: 'QuotaError', code: 'QUOTA', message, limit: failure.limit, used: failure.used };
    case 'host':
      return { __typename: 'HostError', code: 'HOST_UNAVAILABLE', message };
    case 'credentials':
      return { __typename: 'CredentialsError', code: 'CREDENTIALS', message };
    case 'rate-limited': {
      const { retryAfterSeconds } = failure;
      return { __typename: 'RateLimitError', code: 'RATE_LIMITED', message, retryAfterSeconds };
    }
  }
}
