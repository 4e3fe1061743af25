import { inject, readonly, ref, type InjectionKey, type Ref } from 'vue';
import type { ApiClient } from '../../../client/api-client.ts';
import type { Outcome } from '../../../client/outcome.ts';
import type {
  ChangePasswordInput,
  SignInInput,
  SignUpInput,
  ViewerQuery,
} from '../../../generated/graphql.ts';
import {
  becomeOperatorMutation,
  changePasswordMutation,
  deleteAccountMutation,
  signInMutation,
  signOutEverywhereMutation,
  signOutMutation,
  signUpMutation,
  viewerQuery,
} from '../documents.ts';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** The signed-in user and the operations on the session. */
export interface Session {
  readonly viewer: Readonly<Ref<Viewer | null>>;
  /** Whether the session ended unexpectedly, so that the sign-in page can say so. */
  readonly wasLost: Readonly<Ref<boolean>>;
  /** Queries the server once. Later calls return the known viewer. */
  load(): Promise<Viewer | null>;
  signIn(input: SignInInput): Promise<Outcome<{ viewer: Viewer }>>;
  signUp(input: SignUpInput): Promise<Outcome<{ viewer: Viewer }>>;
  signOut(): Promise<void>;
  /** Ends all sessions of the account, including this one. */
  signOutEverywhere(): Promise<Outcome<unknown>>;
  /** Ends all other sessions. */
  changePassword(input: ChangePasswordInput): Promise<Outcome<unknown>>;
  /** Makes the viewer the first operator. */
  becomeOperator(code: string): Promise<Outcome<unknown>>;
  /** Deletes the account and all its data. */
  deleteAccount(password: string): Promise<Outcome<unknown>>;
}

export const sessionKey: InjectionKey<Session> = Symbol('session');

export function useSession(): Session {
  const session = inject(sessionKey);
  if (!session) throw new Error('No session. Provide one under sessionKey.');
  return session;
}

export function createSession(api: ApiClient): Session {
  const viewer = ref<Viewer | null>(null);
  const wasLost = ref(false);
  let loaded: Promise<Viewer | null> | null = null;

  async function enter<O extends Outcome<{ viewer: Viewer }>>(attempt: Promise<O>): Promise<O> {
    const outcome = await attempt;
    if (outcome.ok) {
      await api.clear();
      viewer.value = outcome.payload.viewer;
      loaded = Promise.resolve(viewer.value);
      wasLost.value = false;
    }
    return outcome;
  }

  function leave(): void {
    viewer.value = null;
    loaded = Promise.resolve(null);
    void api.clear();
  }

  api.sessionLost.on(() => {
    if (!viewer.value) return;
    wasLost.value = true;
    leave();
  });

  return {
    viewer: readonly(viewer),
    wasLost: readonly(wasLost),
    load() {
      loaded ??= api.query(viewerQuery, {}).then(
        (data) => (viewer.value = data.viewer),
        (error: unknown) => {
          loaded = null;
          throw error;
        },
      );
      return loaded;
    },
    signIn: (input) => enter(api.mutate(signInMutation, { input })),
    signUp: (input) => enter(api.mutate(signUpMutation, { input })),
    async signOut() {
      const outcome = await api.mutate(signOutMutation, {});
      if (outcome.ok) leave();
    },
    async signOutEverywhere() {
      const outcome = await api.mutate(signOutEverywhereMutation, {});
      if (outcome.ok) leave();
      return outcome;
    },
    changePassword(input) {
      // The server closes sockets of the old session, which would look like a lost session.
      api.closeSocket();
      return api.mutate(changePasswordMutation, { input });
    },
    async becomeOperator(code) {
      const outcome = await api.mutate(becomeOperatorMutation, { input: { code } });
      if (outcome.ok && viewer.value) viewer.value = { ...viewer.value, operator: true };
      return outcome;
    },
    async deleteAccount(password) {
      // The server closes the account's sockets, which would look like a lost session.
      api.closeSocket();
      const outcome = await api.mutate(deleteAccountMutation, { input: { password } });
      if (outcome.ok) leave();
      return outcome;
    },
  };
}
