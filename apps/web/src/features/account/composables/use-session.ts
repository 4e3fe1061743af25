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
  changePasswordMutation,
  deleteAccountMutation,
  signInMutation,
  signOutEverywhereMutation,
  signOutMutation,
  signUpMutation,
  viewerQuery,
} from '../documents.ts';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** Who is signed in. */
export interface Session {
  readonly viewer: Readonly<Ref<Viewer | null>>;
  /** Whether the session ended without being asked to, so that the sign-in page can say so. */
  readonly wasLost: Readonly<Ref<boolean>>;
  /** Asks the server once; later calls answer from memory. */
  load(): Promise<Viewer | null>;
  signIn(input: SignInInput): Promise<Outcome<{ viewer: Viewer }>>;
  signUp(input: SignUpInput): Promise<Outcome<{ viewer: Viewer }>>;
  signOut(): Promise<void>;
  /** Ends every session of the account, this one included. */
  signOutEverywhere(): Promise<Outcome<unknown>>;
  /** Ends every session but this one. */
  changePassword(input: ChangePasswordInput): Promise<Outcome<unknown>>;
  /** Deletes the account with all that belongs to it. */
  deleteAccount(password: string): Promise<Outcome<unknown>>;
}

export const sessionKey: InjectionKey<Session> = Symbol('session');

export function useSession(): Session {
  const session = inject(sessionKey);
  if (!session) throw new Error('No session was provided: provide sessionKey first.');
  return session;
}

export function createSession(api: ApiClient): Session {
  const viewer = ref<Viewer | null>(null);
  const wasLost = ref(false);
  let loaded: Promise<Viewer | null> | null = null;

  async function enter<O extends Outcome<{ viewer: Viewer }>>(attempt: Promise<O>): Promise<O> {
    const outcome = await attempt;
    if (outcome.ok) {
      await api.forget();
      viewer.value = outcome.payload.viewer;
      loaded = Promise.resolve(viewer.value);
      wasLost.value = false;
    }
    return outcome;
  }

  function leave(): void {
    viewer.value = null;
    loaded = Promise.resolve(null);
    void api.forget();
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
      loaded ??= api.ask(viewerQuery, {}).then(
        (data) => (viewer.value = data.viewer),
        (error: unknown) => {
          loaded = null;
          throw error;
        },
      );
      return loaded;
    },
    signIn: (input) => enter(api.change(signInMutation, { input })),
    signUp: (input) => enter(api.change(signUpMutation, { input })),
    async signOut() {
      const outcome = await api.change(signOutMutation, {});
      if (outcome.ok) leave();
    },
    async signOutEverywhere() {
      const outcome = await api.change(signOutEverywhereMutation, {});
      if (outcome.ok) leave();
      return outcome;
    },
    changePassword(input) {
      // The socket was opened with the session that ends now: its end would look like a lost session.
      api.hangUp();
      return api.change(changePasswordMutation, { input });
    },
    async deleteAccount(password) {
      // Nor is the end of this account's sockets news to whoever ends it.
      api.hangUp();
      const outcome = await api.change(deleteAccountMutation, { input: { password } });
      if (outcome.ok) leave();
      return outcome;
    },
  };
}
