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

/** Why a use case refused. Each kind becomes one of the schema's `UserError` types. */
export type Failure =
  | EditFailure
  | { readonly kind: 'credentials'; readonly message: string }
  | { readonly kind: 'rate-limited'; readonly message: string; readonly retryAfterSeconds: number };

type Named<T extends { __typename?: string }> = T & { readonly __typename: NonNullable<T['__typename']> };

interface ErrorTypes {
  validation: Named<ValidationError>;
  'not-found': Named<NotFoundError>;
  conflict: Named<ConflictError>;
  quota: Named<QuotaError>;
  host: Named<HostError>;
  credentials: Named<CredentialsError>;
  'rate-limited': Named<RateLimitError>;
}

/**
 * A failure as data.
 *
 * @param kinds the kinds that the mutation's union holds, which the compiler checks against the schema
 * @throws Error for any other kind, which is a fault of the server
 */
export function toUserError<K extends Failure['kind']>(failure: Failure, kinds: readonly K[]): ErrorTypes[K] {
  const known: readonly Failure['kind'][] = kinds;
  if (!known.includes(failure.kind))
    throw new Error(`Unexpected failure of kind ${failure.kind}: ${failure.message}`);
  // The check above makes the kind one of K.
  return toType(failure) as ErrorTypes[K];
}

function toType(failure: Failure): ErrorTypes[Failure['kind']] {
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
